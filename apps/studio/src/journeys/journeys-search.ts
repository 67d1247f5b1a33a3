import type { RawSearch } from '../search.ts'
import { readChoice, readText } from '../search.ts'

/** The states a journey can be in. */
export const JOURNEY_STATES = ['live', 'paused', 'draft', 'ended'] as const
export type JourneyState = (typeof JOURNEY_STATES)[number]

/** What the list is narrowed to. */
export interface JourneysSearch {
  readonly q?: string | undefined
  readonly state?: JourneyState | undefined
}

/** Reads the address. */
export function readJourneysSearch(raw: RawSearch): JourneysSearch {
  return { q: readText(raw, 'q'), state: readChoice(raw, 'state', JOURNEY_STATES) }
}
