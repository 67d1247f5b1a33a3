import type { RawSearch } from '../search.ts'
import { readChoice, readDay, readText } from '../search.ts'
import type { Period } from './period.ts'
import { PERIODS } from './period.ts'

/** The modes of the map. */
export const MAP_MODES = ['design', 'measure'] as const
export type MapMode = (typeof MAP_MODES)[number]

/** How the map is looked at. */
export interface MapSearch {
  /** Absent is design. */
  readonly mode?: 'measure' | undefined
  /** The selected node. */
  readonly node?: string | undefined
  /** Absent is the last 30 days. */
  readonly period?: Exclude<Period, '30d'> | undefined
  /** First and last day of a custom period. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The version that is looked at; absent is the draft in design, the live version in measure. */
  readonly version?: string | undefined
}

const LISTED_PERIODS = PERIODS.filter((period) => period !== '30d')

/** Reads the address. */
export function readMapSearch(raw: RawSearch): MapSearch {
  return {
    mode: readChoice(raw, 'mode', ['measure']),
    node: readText(raw, 'node'),
    period: readChoice(raw, 'period', LISTED_PERIODS),
    from: readDay(raw, 'from'),
    to: readDay(raw, 'to'),
    version: readText(raw, 'version'),
  }
}
