import { spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))
const ROWS = 1_000_000
const PERSONS = 100_000
const WATCH_MS = 100
const NAMES = ['view', 'add', 'cart', 'buy', 'search', 'home'] as const

/** What one command on a large file took. */
export interface MeasureFigures {
  readonly rows: number
  readonly seconds: number
  /** The most memory the process held, resident; null where the system does not tell. */
  readonly peakMb: number | null
}

/** Runs `periplo measure` as a process on a table of a million events: a funnel, a process log and cohorts. */
export async function benchMeasure(): Promise<Readonly<Record<string, MeasureFigures>>> {
  const dir = await mkdtemp(join(tmpdir(), 'periplo-bench-measure-'))
  const file = join(dir, 'events.csv')
  try {
    await pipeline(Readable.from(writeRows()), createWriteStream(file))
    return {
      funnel: await run(['funnel', '--input', file, '--steps', 'view,add,buy', '--window', '14d']),
      dwell: await run(['dwell', '--input', file, '--case', 'person', '--activity', 'event']),
      cohort: await run(['cohort', '--input', file]),
    }
  } finally {
    await rm(dir, { recursive: true })
  }
}

/** Every run writes the same rows: persons and names follow each other by a fixed rule. */
function* writeRows(): Iterable<string> {
  yield 'person,event,timestamp\n'
  let state = 1
  for (let row = 0; row < ROWS; row += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const at = new Date(Date.UTC(2026, 0, 1) + row * 10_000).toISOString()
    yield `person-${state % PERSONS},${NAMES[(state >>> 8) % NAMES.length]},${at}\n`
  }
}

async function run(words: readonly string[]): Promise<MeasureFigures> {
  const startedAt = performance.now()
  const args = [MAIN, 'measure', ...words, '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let peakMb: number | null = null
  const watch = setInterval(() => {
    peakMb = findPeakMb(child.pid) ?? peakMb
  }, WATCH_MS)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`measure ${words[0]} ended with ${String(code)}`)
  const seconds = (performance.now() - startedAt) / 1_000
  return { rows: ROWS, seconds: Math.round(seconds * 10) / 10, peakMb }
}

/** The high-water mark of a process, as Linux tells it. */
function findPeakMb(pid: number | undefined): number | undefined {
  try {
    const [, kb] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kb === undefined ? undefined : Math.round(Number(kb) / 1_024)
  } catch {
    return undefined
  }
}
