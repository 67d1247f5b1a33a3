import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { findServiceAccount } from './account.ts'

const SMART_LIMIT_MS = 2_000
const FAST_LIMIT_MS = 60_000
const KEPT_LINES = 20

/**
 * A shell of one megabyte stands between us and PostgreSQL, because nothing else would notice our death by
 * `kill -9`. It reads a pipe whose other end only we hold. A line means "stop when the clients have left"
 * (SIGTERM); the end of the pipe, which the kernel also brings about when we die, means "stop now, in
 * order" (SIGINT). Once PostgreSQL has ended it removes the scratch directory, if it was given one.
 */
const SCRIPT = `
scratch=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
postgres=$!
( while read -r _ <&3; do kill -TERM "$postgres"; done; kill -INT "$postgres" ) 2>/dev/null &
watch=$!
exec 3<&-
wait "$postgres"; code=$?
kill "$watch" 2>/dev/null
if [ -n "$scratch" ]; then cd / && rm -rf -- "$scratch"; fi
exit "$code"
`

/** What is run, where, and what disappears with it. */
export interface Supervision {
  readonly command: readonly string[]
  /** Working directory, which PostgreSQL's account can enter. */
  readonly cwd: string
  /** Removed when the command has ended, even if we died before it. */
  readonly scratchDir?: string | undefined
}

/** A PostgreSQL under supervision, in a process group of its own: Ctrl-C in our terminal does not reach it. */
export interface Supervised {
  /** Fulfilled with its last lines of log once it has logged `text`; `undefined` if it ended before. */
  waitForLog(text: string): Promise<boolean>
  /** The last lines it logged, at most twenty. */
  lastWords(): string
  /** Fulfilled when PostgreSQL has ended, whatever the reason. */
  readonly ended: Promise<void>
  /** Waits two seconds for the clients to leave, then stops in order. Two callers share one stop. */
  stop(): Promise<void>
}

/** Starts a command so that it cannot outlive this process by more than its own orderly shutdown. */
export function supervise({ command, cwd, scratchDir = '' }: Supervision): Supervised {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'periplo-postgres', scratchDir, ...command], {
    cwd,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...findServiceAccount(),
  })
  child.stdin.on('error', ignoreClosedPipe)
  const log = collectLog(child.stderr)
  const ended = new Promise<void>((done) => {
    child.once('error', () => done())
    child.once('close', () => done())
  })
  let stopping: Promise<void> | undefined
  return {
    ended,
    lastWords: log.lastWords,
    waitForLog: (text) => Promise.race([log.waitFor(text).then(() => true), ended.then(() => false)]),
    stop: () => (stopping ??= stopChild(child, ended)),
  }
}

async function stopChild(
  child: ChildProcessByStdio<Writable, null, Readable>,
  ended: Promise<void>,
): Promise<void> {
  child.stdin.write('stop\n')
  if (await isOver(ended, SMART_LIMIT_MS)) return
  child.stdin.end()
  if (await isOver(ended, FAST_LIMIT_MS)) return
  throw new Error(`PostgreSQL did not stop within ${FAST_LIMIT_MS / 1_000} s`)
}

async function isOver(ended: Promise<void>, limitMs: number): Promise<boolean> {
  const timer = new AbortController()
  const limit = delay(limitMs, false, { signal: timer.signal }).catch(() => false)
  const over = await Promise.race([ended.then(() => true), limit])
  timer.abort()
  return over
}

/** Reads the log to its end, so that PostgreSQL never blocks on a full pipe, and keeps the last lines. */
function collectLog(stream: Readable): { waitFor(text: string): Promise<void>; lastWords(): string } {
  const lines: string[] = []
  const waiting: { text: string; resolve: () => void }[] = []
  let unfinished = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const complete = (unfinished + chunk).split('\n')
    unfinished = complete.pop() ?? ''
    lines.push(...complete)
    for (const { text, resolve } of waiting) if (complete.some((line) => line.includes(text))) resolve()
    lines.splice(0, lines.length - KEPT_LINES)
  })
  return {
    waitFor: (text) => new Promise((resolve) => waiting.push({ text, resolve })),
    lastWords: () => lines.join('\n'),
  }
}

/** The shell is gone before us when PostgreSQL ends by itself; writing to it then has nothing left to do. */
function ignoreClosedPipe(): void {}
