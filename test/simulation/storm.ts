import { setTimeout as pause } from 'node:timers/promises'
import { readBacklog } from '@periplo/store'
import type { Backlog } from '@periplo/store'
import type { Mutant } from './mutants.ts'
import type { Dice, PlannedEvent } from './stream.ts'
import { openWorkers } from './workers.ts'
import type { WorkerProcess, Workers } from './workers.ts'
import type { Fate } from './worker-process.ts'
import type { World } from './world.ts'

/** How fast events come. */
export interface Pace {
  /** Events written at once. */
  readonly portion: number
  /** Unapplied inputs above which nothing more is written. */
  readonly full: number
  /** Events others work off while a worker is frozen. */
  readonly behind: number
}
/** Enough at once that every batch moves somebody. */
export const STORMY: Pace = { portion: 200, full: 300, behind: 600 }
/** A day without deaths is over sooner. */
export const CALM: Pace = { portion: 1_000, full: 2_000, behind: 0 }
/** Drop by drop, so that many a batch moves nobody. */
export const SPARSE: Pace = { portion: 3, full: 1, behind: 60 }
/** Events written at once while a death is awaited, so that enough are left for those after it. */
const TRICKLE = 10
const LOOK_EVERY_MS = 25
/** A frozen worker that is not turned away works on for this long. */
const AWAKE_MS = 4_000
/** Without any progress for this long the storm is stuck; a slow machine must not look like that. */
const PATIENCE_MS = 40_000
/** A mutant may well be stuck. */
const MUTANT_PATIENCE_MS = 15_000
/** Timers of the last events, and retries, are over by then. */
const AFTERMATH_MS = 24 * 3_600_000

/** How a process met its end. */
export type Death = Fate['kind'] | 'during-send'

/** What a storm is made of. */
export interface StormPlan {
  readonly dice: Dice
  readonly events: readonly PlannedEvent[]
  /** One process after the other meets these; after the last, one works undisturbed. */
  readonly deaths: readonly Death[]
  readonly pace: Pace
  readonly mutant?: Mutant
}

/** What a storm came to. */
export interface Storm {
  /** Deaths that hit work under way, with progress since the one before. */
  readonly effective: readonly Death[]
  readonly fenced: number
  /** False: the work stopped moving before it was done. */
  readonly isDrained: boolean
}

interface Weather extends StormPlan {
  readonly world: World
  readonly workers: Workers
  readonly effective: Death[]
  fed: number
  now: number
  isOver: boolean
}

/** Feeds the events while workers die, then lets time pass until everything is done. */
export async function runStorm(world: World, plan: StormPlan): Promise<Storm> {
  const now = plan.events[0]?.receivedAt ?? 0
  const workers = openWorkers({ world, now, mutant: plan.mutant })
  const weather: Weather = { ...plan, world, workers, effective: [], fed: 0, now, isOver: false }
  try {
    const [isDrained] = await Promise.all([feed(weather), strike(weather)])
    return { effective: weather.effective, fenced: workers.countFenced(), isDrained }
  } finally {
    weather.isOver = true
    await workers.stop()
  }
}

/** Writes on as the workers keep up, and not far ahead of the deaths. False if nothing moves any more. */
async function feed(weather: Weather): Promise<boolean> {
  const { events, deaths, effective } = weather
  const patienceMs = weather.mutant === undefined ? PATIENCE_MS : MUTANT_PATIENCE_MS
  const watch = { seen: '', at: Date.now() }
  while (!weather.isOver) {
    const left = await look(weather)
    const seen = JSON.stringify([left, weather.fed, weather.now, effective.length])
    if (seen !== watch.seen) Object.assign(watch, { seen, at: Date.now() })
    if (Date.now() - watch.at > patienceMs) return finish(weather, false)
    const isIdle = left.inputs + left.timers + left.messages === 0
    const isAhead = weather.fed / events.length > (effective.length + 1) / (deaths.length + 1)
    if (weather.fed < events.length && left.inputs < weather.pace.full && (!isAhead || isIdle))
      await feedPortion(weather, isAhead ? Math.min(TRICKLE, weather.pace.portion) : weather.pace.portion)
    else if (weather.fed >= events.length && isIdle) {
      if (weather.now >= toEnd(events)) return finish(weather, true)
      turnTo(weather, weather.now + 3_600_000)
    } else await pause(LOOK_EVERY_MS)
  }
  return false
}

function finish(weather: Weather, isDrained: boolean): boolean {
  weather.isOver = true
  return isDrained
}

function toEnd(events: readonly PlannedEvent[]): number {
  return (events.at(-1)?.receivedAt ?? 0) + AFTERMATH_MS
}

async function feedPortion(weather: Weather, count: number): Promise<void> {
  const portion = weather.events.slice(weather.fed, weather.fed + count)
  await weather.world.take(portion)
  weather.fed += portion.length
  turnTo(weather, portion.at(-1)?.receivedAt ?? weather.now)
}

/** The present never runs ahead of events still to be written. */
function turnTo(weather: Weather, now: number): void {
  weather.now = now
  weather.workers.turnTo(now)
}

function look({ world, now }: Weather): Promise<Backlog> {
  return readBacklog(world.store, world.workspaceId, now)
}

/** Inputs applied, steps taken and messages settled: grows with every bit of work. */
async function countWork({ world }: Weather): Promise<number> {
  const { rows } = await world.store.enginePool.query<{ work: number }>(
    `select (select sum(applied)::bigint from partition_offsets) + (select count(*) from history)
       + (select count(*) from outbox where status <> 'pending') as work`,
  )
  return rows[0]?.work ?? 0
}

/** One death after the other; then a worker that lives until the end. */
async function strike(weather: Weather): Promise<void> {
  let work = 0
  for (const death of weather.deaths) {
    for (;;) {
      if (weather.isOver) return
      const wasHit = await letDie(weather, death)
      const done = await countWork(weather)
      if (!wasHit || done <= work) continue
      work = done
      break
    }
    weather.effective.push(death)
  }
  weather.workers.start({ kind: 'outside', atCommit: 0 })
}

/** Starts a worker and lets it die that way. True if work was under way when it did. */
async function letDie(weather: Weather, death: Death): Promise<boolean> {
  const { workers, dice } = weather
  const atCommit = 1 + dice.roll(5)
  switch (death) {
    case 'before-commit':
    case 'after-commit':
      return endsBySignal(weather, workers.start({ kind: death, atCommit }))
    case 'during-send':
      return dieDuringSend(weather, workers.start({ kind: 'outside', atCommit: 0 }))
    case 'outside':
      return dieAtRandom(weather, workers.start({ kind: 'outside', atCommit: 0 }))
    case 'pause':
    case 'quiet-pause':
      return freezeAndReturn(weather, workers.start({ kind: death, atCommit }))
  }
}

async function endsBySignal(weather: Weather, worker: WorkerProcess): Promise<boolean> {
  const end = await Promise.race([worker.ended, whenOver(weather)])
  if (end !== 'SIGKILL' && !weather.isOver) throw new Error(`a worker ended by itself: ${end}`)
  return end === 'SIGKILL'
}

async function whenOver(weather: Weather): Promise<string> {
  while (!weather.isOver) await pause(LOOK_EVERY_MS)
  return 'over'
}

/** Killed by the provider's hand, after it was called and before it answered. */
async function dieDuringSend(weather: Weather, worker: WorkerProcess): Promise<boolean> {
  const { provider } = weather.world
  let left = 10 + weather.dice.roll(60)
  provider.answerWith(() => {
    left -= 1
    if (left > 0) return {}
    worker.signal('SIGKILL')
    return { hangUp: true }
  })
  const wasHit = await endsBySignal(weather, worker)
  provider.answerWith({})
  return wasHit
}

async function dieAtRandom(weather: Weather, worker: WorkerProcess): Promise<boolean> {
  if (!(await worker.waitFor('ready'))) return endsBySignal(weather, worker)
  const before = await countWork(weather)
  while (!weather.isOver && (await countWork(weather)) === before) await pause(LOOK_EVERY_MS)
  await pause(weather.dice.roll(150))
  worker.signal('SIGKILL')
  await worker.ended
  const left = await look(weather)
  return left.inputs + left.timers + left.messages > 0
}

/** Frozen before a commit; another takes over; the frozen one returns, is turned away, and dies. */
async function freezeAndReturn(weather: Weather, frozen: WorkerProcess): Promise<boolean> {
  const { workers } = weather
  const isFrozen = await Promise.race([frozen.waitFor('pausing'), whenOver(weather).then(() => false)])
  if (!isFrozen) return weather.isOver ? false : endsBySignal(weather, frozen)
  const fedBefore = weather.fed
  const heir = workers.start({ kind: 'outside', atCommit: 0 })
  while (!weather.isOver && !(await isFarBehind(weather, fedBefore))) await pause(LOOK_EVERY_MS)
  frozen.signal('SIGCONT')
  await Promise.race([frozen.waitFor('fenced'), pause(AWAKE_MS)])
  for (const worker of [frozen, heir]) worker.signal('SIGKILL')
  await Promise.all([frozen.ended, heir.ended])
  return true
}

/** Whether others have worked off so much meanwhile that a worker that knows nothing of it would do harm. */
async function isFarBehind(weather: Weather, fedBefore: number): Promise<boolean> {
  const isFed = weather.fed >= Math.min(weather.events.length, fedBefore + weather.pace.behind)
  return isFed && (await look(weather)).inputs === 0
}
