import type { ProcessCase } from './process-event.ts'
import type { ProcessTerms } from './process-shape.ts'
import { countRepeats, findHandovers } from './routes.ts'
import type { Handovers, Repeats } from './routes.ts'
import type { Visit } from './visits.ts'

/** A case, understood. */
export interface Trace {
  /** In the order in which they were begun. */
  readonly activities: readonly string[]
  readonly throughputMs: number
  readonly isClosed: boolean
  /** Visits of activities that are contacts; null where contacts are not named. */
  readonly contacts: number | null
  readonly repeats: Repeats
  readonly handovers: Handovers | undefined
}

/** What a case and its visits come to. */
export function toTrace(
  { events }: ProcessCase,
  visits: readonly Visit[],
  { closing, contacts }: ProcessTerms,
): Trace {
  const [first, last] = [events[0], events.at(-1)]
  const activities = visits.map(({ activity }) => activity)
  return {
    activities,
    throughputMs: first && last ? last.at - first.at : 0,
    isClosed: closing === undefined || activities.some((activity) => closing.includes(activity)),
    contacts: contacts ? activities.filter((activity) => contacts.includes(activity)).length : null,
    repeats: countRepeats(activities),
    handovers: findHandovers(visits),
  }
}
