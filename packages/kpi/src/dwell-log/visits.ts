import type { Instant } from '@periplo/model'
import type { ProcessCase, ProcessEvent } from './process-event.ts'

/** One time an activity was done in a case. */
export interface Visit {
  readonly activity: string
  readonly resource: string | null
  readonly enteredAt: Instant
  /** The same as `enteredAt` where the log tells one moment only; null where the end was never told. */
  readonly completedAt: Instant | null
}

/** How long a case spent around one visit, in milliseconds; null where that cannot be told. */
export interface Stay {
  readonly activity: string
  /** Until the next activity of the case began; null for the last one, which nobody has left. */
  readonly dwellMs: number | null
  /** Since everything before was done; null for the first one. */
  readonly waitingMs: number | null
  /** From start to completion; null where the log tells one moment only. */
  readonly serviceMs: number | null
}

/**
 * Whether a log tells beginnings and ends, or one moment per activity: it does if some event is a `start`.
 */
export function hasStarts(cases: readonly ProcessCase[]): boolean {
  return cases.some(({ events }) => events.some(({ transition }) => transition === 'start'))
}

/**
 * The visits of a case in the order in which they began. In a log with starts, each completion ends the
 * earliest open visit of its activity, or stands for itself where none is open; events that are neither
 * start nor completion make no visit. In any other log every event is a visit of no length.
 */
export function toVisits({ events }: ProcessCase, withStarts: boolean): readonly Visit[] {
  if (!withStarts) return events.map(toPoint)
  const visits: Visit[] = []
  const open = new Map<string, number[]>()
  for (const event of events) {
    const { activity, at, transition } = event
    if (transition === 'start') {
      open.set(activity, [...(open.get(activity) ?? []), visits.length])
      visits.push({ ...toPoint(event), completedAt: null })
    } else if (transition !== 'other') {
      const started = open.get(activity)?.shift()
      const visit = started === undefined ? undefined : visits[started]
      if (visit === undefined || started === undefined) visits.push(toPoint(event))
      else visits[started] = { ...visit, completedAt: at, resource: visit.resource ?? event.resource }
    }
  }
  return visits
}

function toPoint({ activity, resource, at }: ProcessEvent): Visit {
  return { activity, resource, enteredAt: at, completedAt: at }
}

/** How long the case spent around each of its visits. */
export function toStays(visits: readonly Visit[], withStarts: boolean): readonly Stay[] {
  let doneAt: Instant | undefined
  return visits.map(({ activity, enteredAt, completedAt }, index) => {
    const next = visits[index + 1]
    const stay: Stay = {
      activity,
      dwellMs: next === undefined ? null : next.enteredAt - enteredAt,
      waitingMs: doneAt === undefined ? null : Math.max(0, enteredAt - doneAt),
      serviceMs: withStarts && completedAt !== null ? completedAt - enteredAt : null,
    }
    doneAt = Math.max(doneAt ?? -Infinity, completedAt ?? enteredAt)
    return stay
  })
}
