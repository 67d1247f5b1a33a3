import { fold } from '@periplo/ui'
import type { JourneyState, JourneysSearch } from './journeys-search.ts'
import { JOURNEY_STATES } from './journeys-search.ts'

/** What the filter looks at. */
export interface FilteredJourney {
  readonly name: string
  readonly description: string
  readonly updatedBy: string
  readonly status: JourneyState
}

/**
 * The journeys whose words hold every word sought, and whose state is the one asked for; archived ones only
 * where they are asked for. Accents do not matter.
 */
export function filterJourneys<J extends FilteredJourney>(
  journeys: readonly J[],
  { q = '', state }: JourneysSearch,
): readonly J[] {
  const words = fold(q).split(/\s+/).filter(Boolean)
  return journeys.filter((journey) => {
    const text = fold(`${journey.name} ${journey.description} ${journey.updatedBy}`)
    const isInState = state === undefined ? journey.status !== 'ended' : journey.status === state
    return isInState && words.every((word) => text.includes(word))
  })
}

/** How many journeys are in each state. */
export function countStates(journeys: readonly FilteredJourney[]): Readonly<Record<JourneyState, number>> {
  const count = (state: JourneyState): number => journeys.filter((one) => one.status === state).length
  const [live, paused, draft, ended] = JOURNEY_STATES.map(count)
  return { live: live ?? 0, paused: paused ?? 0, draft: draft ?? 0, ended: ended ?? 0 }
}
