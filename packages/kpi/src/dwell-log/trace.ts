import type { ProcessCase } from './process-event.ts'
import type { ProcessTerms } from './process-shape.ts'
import { countRepeats, findHandovers } from './routes.ts'
import type { Handovers, Repeats } from './routes.ts'
import { toStays, toVisits } from './visits.ts'
import type { Stay, Visit } from './visits.ts'

/** A case, understood. */
export interface Trace {
  readonly visits: readonly Visit[]
  readonly stays: readonly Stay[]
  readonly throughputMs: number
  readonly isClosed: boolean
  readonly repeats: Repeats
  readonly handovers: Handovers | undefined
}

/** What the events of a case come to. */
export function toTrace(
  told: ProcessCase,
  { terms, withStarts }: { readonly terms: ProcessTerms; readonly withStarts: boolean },
): Trace {
  const visits = toVisits(told, withStarts)
  const [first, last] = [told.events[0], told.events.at(-1)]
  return {
    visits,
    stays: toStays(visits, withStarts),
    throughputMs: first && last ? last.at - first.at : 0,
    isClosed: visits.some(({ activity }) => terms.closing?.includes(activity) ?? true),
    repeats: countRepeats(visits),
    handovers: findHandovers(visits),
  }
}
