import type { RawSearch } from '../search.ts'
import { readChoice, readText } from '../search.ts'

/** What the list of segments is narrowed to. */
export interface SegmentsSearch {
  readonly q?: string | undefined
  /** Archived ones are listed, too. */
  readonly archived?: 'yes' | undefined
}

/** Reads the address. */
export function readSegmentsSearch(raw: RawSearch): SegmentsSearch {
  return { q: readText(raw, 'q'), archived: readChoice(raw, 'archived', ['yes']) }
}
