import type { RawSearch } from '../search.ts'
import { readChoice, readText } from '../search.ts'

/** What the stream of events is narrowed to. */
export interface EventsSearch {
  /** Absent shows both. */
  readonly show?: 'accepted' | 'rejected' | undefined
  readonly name?: string | undefined
}

/** Reads the address. */
export function readEventsSearch(raw: RawSearch): EventsSearch {
  return { show: readChoice(raw, 'show', ['accepted', 'rejected']), name: readText(raw, 'name') }
}
