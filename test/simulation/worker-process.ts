import { createIds, openRuntime, systemClock } from '@periplo/runtime'
import { openStore } from '@periplo/store'
import { pino } from 'pino'
import { MUTANTS, watchCommits } from './mutants.ts'

/**
 * How a worker process is to end. `pause` stops it before a commit as if its machine had frozen; `quiet-pause`
 * before one that moves nobody, which no id made of an offset would stop.
 */
export interface Fate {
  readonly kind: 'before-commit' | 'after-commit' | 'pause' | 'quiet-pause' | 'outside'
  /** At which of its commits; counted from 1. */
  readonly atCommit: number
}

/** What a worker process is told when it starts. */
export interface Orders {
  readonly url: string
  readonly now: number
  /** The port of the provider on loopback. */
  readonly providerPort: number
  /** Added to the machine's clock, so that the leases of the dead have passed. */
  readonly wallShiftMs: number
  readonly fate: Fate
}

/** What it is told later: the present. */
export interface Tick {
  readonly now: number
}

/** What it tells. */
export type Sign = 'ready' | 'pausing' | 'fenced'

process.on('disconnect', () => process.exit(0))
const ordered = Promise.withResolvers<Orders>()
process.once('message', ordered.resolve)
const { url, now: startsAt, providerPort, wallShiftMs, fate } = await ordered.promise
let now = startsAt
process.on('message', (tick: Tick) => {
  now = tick.now
})
/** A frozen machine's clock stands still: it does not know that its leases have passed. */
const frozenAt = fate.kind === 'pause' || fate.kind === 'quiet-pause' ? Date.now() : undefined

const mutant = MUTANTS.find((name) => name === process.env['SIMULATION_MUTANT'])
const store = openStore({ url })
let quiet = 0
const met = { 'before-commit': 0, 'after-commit': 0 }
watchCommits(store, {
  mutant,
  onCommit(isQuiet) {
    if (fate.kind === 'quiet-pause' && isQuiet && (quiet += 1) === fate.atCommit) freeze()
  },
  onFenced: () => tell('fenced'),
  between: () => meetFate('before-commit'),
})
const runtime = await openRuntime({
  store,
  clock: { now: () => new Date(now) },
  wall: { now: () => new Date((frozenAt ?? Date.now()) + wallShiftMs) },
  ids: createIds(systemClock),
  log: pino({ level: process.env['SIMULATION_LOG'] ?? 'silent' }),
  mail: { smtpUrl: null, from: 'shop@example.com' },
  egressAllow: [{ cidr: '127.0.0.1', ports: [providerPort] }],
  publicUrl: 'http://127.0.0.1',
  secretKey: Buffer.alloc(32, 7),
  failpoint(name) {
    if (mutant !== 'split-offset' || name !== 'before-commit') meetFate(name)
  },
})
runtime.startLoops(new AbortController().signal)
tell('ready')

function meetFate(at: 'before-commit' | 'after-commit'): void {
  met[at] += 1
  if (met[at] !== fate.atCommit) return
  if (fate.kind === at) process.kill(process.pid, 'SIGKILL')
  if (fate.kind === 'pause' && at === 'before-commit') freeze()
}

function freeze(): void {
  tell('pausing')
  process.kill(process.pid, 'SIGSTOP')
}

function tell(sign: Sign): void {
  process.send?.(sign)
}
