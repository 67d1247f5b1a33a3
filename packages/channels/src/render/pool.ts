import { invariant } from '@periplo/model'
import { createLane } from './lane.ts'
import type { Lane, LaneOutcome } from './lane.ts'
import { createOffenders } from './offenders.ts'
import type { RenderJob } from './render-email.ts'
import { TEMPLATE_LIMITS } from './template.ts'
import type { EmailTemplate } from './template.ts'
import type { WorkerBatch, WorkerResult, WorkerTask } from './worker-protocol.ts'

/** How many workers, and how long they stay. */
export interface PoolOptions {
  /** Default 1. */
  readonly workers?: number
  /** How long a worker stays without work, in milliseconds; default 30,000. */
  readonly idleMs?: number
}

/** Something to be done in a worker. */
export type PoolTask =
  | { readonly kind: 'render'; readonly template: EmailTemplate; readonly job: RenderJob }
  | { readonly kind: 'check'; readonly template: EmailTemplate; readonly names: readonly string[] }

/** Hands tasks to workers in the order they come, many at a time. */
export interface Pool {
  /** The task's answer; a task that killed its worker is answered by a failure. */
  run(task: PoolTask): Promise<WorkerResult>
  close(): Promise<void>
}

/** Tasks that cross to a worker together: enough to make the crossing cheap, few enough to repeat after a kill. */
const BATCH = 64

interface Waiting {
  readonly task: PoolTask
  readonly resolve: (result: WorkerResult) => void
  readonly reject: (error: Error) => void
}

interface Seat {
  readonly lane: Lane
  busy: Promise<void> | undefined
  idleTimer: NodeJS.Timeout | undefined
}

/** A pool whose workers do not exist until there is work. */
export function createPool({ workers = 1, idleMs = 30_000 }: PoolOptions): Pool {
  const seats: Seat[] = Array.from({ length: workers }, () => ({
    lane: createLane(),
    busy: undefined,
    idleTimer: undefined,
  }))
  const offenders = createOffenders()
  const queue: Waiting[] = []
  let isClosed = false

  const serve = async (seat: Seat): Promise<void> => {
    clearTimeout(seat.idleTimer)
    while (queue.length > 0) {
      const taken = queue.splice(0, BATCH)
      queue.unshift(
        ...settle(taken, await seat.lane.run(toBatch(taken)), (source) =>
          offenders.record(source, performance.now()),
        ),
      )
    }
    seat.busy = undefined
    seat.idleTimer = setTimeout(() => void seat.lane.stop(), idleMs).unref()
  }

  const wake = (): void => {
    const seat = seats.find(({ busy }) => busy === undefined)
    if (seat !== undefined) seat.busy = Promise.resolve().then(() => serve(seat))
  }

  return {
    run(task) {
      invariant(!isClosed, 'a closed renderer is not asked')
      if (offenders.isBarred(sourceOf(task.template), performance.now()))
        return Promise.resolve(failure('too-slow'))
      return new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject })
        wake()
      })
    },
    async close() {
      isClosed = true
      await Promise.all(seats.map(({ busy }) => busy ?? Promise.resolve()))
      for (const { idleTimer } of seats) clearTimeout(idleTimer)
      await Promise.all(seats.map(({ lane }) => lane.stop()))
    },
  }
}

/** Answers what a batch decided and returns what must go again: all but the guilty, whose neighbours are innocent. */
function settle(
  taken: readonly Waiting[],
  outcome: LaneOutcome,
  accuse: (source: string) => void,
): readonly Waiting[] {
  switch (outcome.kind) {
    case 'answered':
      taken.forEach(({ resolve }, index) => resolve(outcome.results[index] ?? failure('crash')))
      return []
    case 'unusable':
      for (const { reject } of taken) reject(outcome.error)
      return []
    case 'died': {
      const guilty = taken[outcome.index]
      if (guilty !== undefined) accuse(sourceOf(guilty.task.template))
      guilty?.resolve(failure(outcome.cause))
      return taken.filter((waiting) => waiting !== guilty)
    }
  }
}

/** Lists each template once, however many tasks use it. */
function toBatch(taken: readonly Waiting[]): WorkerBatch {
  const places = new Map<string, number>()
  const templates: EmailTemplate[] = []
  const tasks = taken.map(({ task }): WorkerTask => {
    const source = sourceOf(task.template)
    const place = places.get(source) ?? templates.push(task.template) - 1
    places.set(source, place)
    return { ...task, template: place }
  })
  return { templates, tasks }
}

function sourceOf({ subject, body }: EmailTemplate): string {
  return `${subject}\u0000${body}`
}

function failure(cause: 'too-slow' | 'too-large' | 'crash'): WorkerResult {
  switch (cause) {
    case 'too-slow':
      return {
        kind: 'failed',
        code: 'template/too-slow',
        message: `took longer than ${TEMPLATE_LIMITS.killMs} ms`,
      }
    case 'too-large':
      return { kind: 'failed', code: 'template/too-large', message: 'memory limit exceeded' }
    case 'crash':
      return { kind: 'failed', code: 'template/invalid', message: 'the template ended its worker' }
  }
}
