import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Mutant } from './mutants.ts'
import type { World } from './world.ts'
import type { Fate, Orders, Sign, Tick } from './worker-process.ts'

const PROGRAM = fileURLToPath(new URL('worker-process.ts', import.meta.url))
/** Compiled code of earlier processes, so that the next one starts sooner. */
const CACHE = join(tmpdir(), 'periplo-simulation-cache')
/** Longer than a lease. */
const GENERATION_MS = 20_000

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly fate: Fate
  /** Fulfilled with how it ended: a signal, or an exit code. */
  readonly ended: Promise<string>
  /** True once it has said so, false if it ends before. */
  waitFor(sign: Sign): Promise<boolean>
  signal(name: 'SIGKILL' | 'SIGCONT'): void
}

/** Worker processes of one storm, each taking over from those before. One more is always loaded and waits for orders. */
export interface Workers {
  start(fate: Fate): WorkerProcess
  /** Turns the clock of all that live, and of those to come. */
  turnTo(now: number): void
  /** Commits that were turned away because somebody else owned the partitions. */
  countFenced(): number
  /** Kills whoever is left. */
  stop(): Promise<void>
}

/** A place to start workers on a database. */
export function openWorkers({
  world: { url, provider },
  now: startsAt,
  mutant,
}: {
  readonly world: Pick<World, 'url' | 'provider'>
  readonly now: number
  readonly mutant: Mutant | undefined
}): Workers {
  const living = new Map<ChildProcess, WorkerProcess>()
  const env = { ...process.env, SIMULATION_MUTANT: mutant ?? '', NODE_COMPILE_CACHE: CACHE }
  const load = (): ChildProcess => fork(PROGRAM, { env, execArgv: [] })
  let spare = load()
  let generation = 0
  let fenced = 0
  let now = startsAt
  return {
    start(fate) {
      generation += 1
      const providerPort = Number(new URL(provider.url).port)
      const orders: Orders = { url, now, providerPort, wallShiftMs: generation * GENERATION_MS, fate }
      const child = spare
      spare = load()
      tell(child, orders)
      const ended = once(child, 'exit').then(([code, name]: unknown[]) => String(name ?? code))
      const signs: Sign[] = []
      child.on('message', (sign: Sign) => {
        signs.push(sign)
        if (sign === 'fenced') fenced += 1
      })
      const worker: WorkerProcess = {
        fate,
        ended,
        waitFor: (sign) => waitForSign(child, signs, sign),
        signal: (name) => void child.kill(name),
      }
      living.set(child, worker)
      void ended.then(() => living.delete(child))
      return worker
    },
    turnTo(instant) {
      now = instant
      for (const child of living.keys()) tell(child, { now })
    },
    countFenced: () => fenced,
    async stop() {
      spare.kill('SIGKILL')
      for (const worker of living.values()) worker.signal('SIGKILL')
      await Promise.all([...living.values()].map((worker) => worker.ended))
    },
  }
}

async function waitForSign(child: ChildProcess, signs: readonly Sign[], sign: Sign): Promise<boolean> {
  while (!signs.includes(sign)) {
    if (child.exitCode !== null || child.signalCode !== null) return false
    await Promise.race([once(child, 'message'), once(child, 'exit')])
  }
  return true
}

/** Whoever has just died does not hear it any more. */
function tell(child: ChildProcess, words: Orders | Tick): void {
  if (child.connected) child.send(words, () => undefined)
}
