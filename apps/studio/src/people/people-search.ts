import type { RawSearch } from '../search.ts'
import { readChoice, readText } from '../search.ts'

/** What the list of people is narrowed to. */
export interface PeopleSearch {
  readonly q?: string | undefined
}

/** Reads the address. */
export function readPeopleSearch(raw: RawSearch): PeopleSearch {
  return { q: readText(raw, 'q') }
}

/** How a person's timeline is drawn; absent is by channel. */
export interface PersonSearch {
  readonly view?: 'list' | undefined
}

/** Reads the address. */
export function readPersonSearch(raw: RawSearch): PersonSearch {
  return { view: readChoice(raw, 'view', ['list']) }
}
