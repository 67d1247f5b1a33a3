import type { Measure } from '@periplo/model'
import type { Frame } from '../measure.ts'
import { toShareMeasure } from '../measure.ts'
import { toMeanMeasure } from '../voice/summary-measures.ts'
import type { Case, Transfer } from './case.ts'

/** The edition of the formulas below. */
export const K31 = 'K31.1'

/** Mean handovers per case, between agents, teams or channels; returns count as handovers too. */
export function toTransfersPerCase(cases: readonly Case[], frame: Frame): Measure {
  const counts = cases.map(({ transfers }) => transfers.length)
  return toMeanMeasure(
    counts,
    { definitionVersion: K31, unit: 'ratio', within: { lo: 0, hi: Infinity } },
    frame,
  )
}

/**
 * Cases with a ping-pong ÷ cases with a handover: handed back to somebody who had held the case before.
 * Handovers that name no parties are no returns.
 */
export function toPingPong(cases: readonly Case[], frame: Frame): Measure {
  const handedOn = cases.filter(({ transfers }) => transfers.length > 0)
  const part = handedOn.filter(({ transfers }) => countReturns(transfers) > 0).length
  return toShareMeasure({ definitionVersion: K31, part, whole: handedOn.length }, frame)
}

/** Handovers back to a party that had held the case: a → b → a is one, a → b → c none. */
export function countReturns(transfers: readonly Transfer[]): number {
  const held = new Set<string>()
  let returns = 0
  for (const { from, to } of transfers) {
    if (from !== null) held.add(from)
    if (to !== null && held.has(to)) returns += 1
    if (to !== null) held.add(to)
  }
  return returns
}
