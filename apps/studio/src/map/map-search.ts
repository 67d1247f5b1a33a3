import type { RawSearch } from '../search.ts'
import { readChoice, readDay, readText } from '../search.ts'
import type { Period } from './period.ts'
import { PERIODS, USUAL_PERIOD } from './period.ts'

/** The modes of the map. */
export const MAP_MODES = ['design', 'measure'] as const
export type MapMode = (typeof MAP_MODES)[number]

/** How the map is looked at. */
export interface MapSearch {
  /** Absent is design. */
  readonly mode?: 'measure' | undefined
  /** The selected node. */
  readonly node?: string | undefined
  /** Absent is the usual one. */
  readonly period?: Period | undefined
  /** First and last day of a custom period. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The version that is looked at; absent is the draft in design, the live version in measure. */
  readonly version?: string | undefined
}

/** Reads the address. */
export function readMapSearch(raw: RawSearch): MapSearch {
  return {
    mode: readChoice(raw, 'mode', ['measure']),
    node: readText(raw, 'node'),
    period: toUnusual(readChoice(raw, 'period', PERIODS)),
    from: readDay(raw, 'from'),
    to: readDay(raw, 'to'),
    version: readText(raw, 'version'),
  }
}

function toUnusual(period: Period | undefined): Period | undefined {
  return period === USUAL_PERIOD ? undefined : period
}
