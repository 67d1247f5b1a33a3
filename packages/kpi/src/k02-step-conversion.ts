import type { Measure } from '@periplo/model'
import { sumOver } from './cohorts.ts'
import type { Count } from './count.ts'
import type { Counter } from './counters.ts'
import type { FactOf } from './fact-of.ts'
import { getNode } from './journey-frame.ts'
import type { EdgeFrame, JourneyFrame, NodeFrame } from './journey-frame.ts'
import { toShareMeasure } from './measure.ts'
import type { Reading } from './reading.ts'
import { isWithin, splitByMaturity } from './span.ts'

/** The edition of the formulas below. */
export const K02 = 'K02.1'

/** Counts an entry into a node. Unit: entries; coming round again is another one. */
export function countNodeEntry(frame: JourneyFrame, fact: FactOf<'node-entered'>): readonly Count[] {
  return [{ subject: getNode(frame, fact.node).subject, counter: 'entered', at: fact.at }]
}

/** Counts the leaving of a node by an edge, on the cohort day of the entry it ends. */
export function countNodeLeft(frame: JourneyFrame, fact: FactOf<'node-left'>): readonly Count[] {
  const { subject, span } = getNode(frame, fact.node)
  const edge = `edge:${fact.node}:${fact.port}` as const
  const at = fact.enteredAt
  const left: readonly Count[] = [
    { subject, counter: 'left', at },
    { subject: edge, counter: 'left', at },
  ]
  const inTime = isWithin(span, { from: at, at: fact.at }, frame.zone)
  return inTime ? [...left, { subject: edge, counter: 'left-in-time', at }] : left
}

/** Counts the end of a run in a node, on the cohort day of the entry it ends, and for the journey on its own day. */
export function countNodeEnd(frame: JourneyFrame, fact: FactOf<'enrollment-ended'>): readonly Count[] {
  return [
    { subject: getNode(frame, fact.node).subject, counter: 'ended', at: fact.enteredAt },
    { subject: 'journey', counter: 'finished', at: fact.at },
  ]
}

/** Where the entries of a window are now: entered = left + ended + movedOut + inside, always. */
export interface Flow {
  /** Those moved in from other versions included. */
  readonly entered: number
  readonly left: number
  readonly ended: number
  readonly movedIn: number
  readonly movedOut: number
  readonly inside: number
}

/** The flow through a node over every cohort day of the window, mature or not. */
export function toFlow({ subject }: NodeFrame, { cohorts, days }: Reading): Flow {
  const countOf = (counter: Counter): number => sumOver(cohorts, { subject, counter }, days)
  const [left, ended] = [countOf('left'), countOf('ended')]
  const [movedIn, movedOut] = [countOf('moved-in'), countOf('moved-out')]
  const entered = countOf('entered') + movedIn
  return { entered, left, ended, movedIn, movedOut, inside: entered - left - ended - movedOut }
}

/**
 * Mature entries of a node and those whose window is still open, both without the ones merged away,
 * erased or moved to another version: the denominator that K02 and K03 share. A cohort day is mature when its end plus the node's
 * longest wait plus 7 civil days is not after `asOf`.
 */
export function toEntries({ subject, span }: NodeFrame, reading: Reading): { mature: number; open: number } {
  const { mature, open } = splitByMaturity(reading.days, span, reading)
  const countIn = (days: typeof mature): number => {
    const countOf = (counter: Counter): number => sumOver(reading.cohorts, { subject, counter }, days)
    return countOf('entered') + countOf('moved-in') - countOf('moved-out') - countOf('removed')
  }
  return { mature: countIn(mature), open: countIn(open) }
}

/**
 * Share of an edge: mature entries of its node that left by it in time ÷ mature entries of the node. Rate
 * from 0 to 1. The shares of a node's edges add up to less than 1 by those who ended, stayed or were late.
 */
export function toEdgeShare(edge: EdgeFrame, node: NodeFrame, reading: Reading): Measure {
  const { mature } = splitByMaturity(reading.days, node.span, reading)
  const entries = toEntries(node, reading)
  const part = sumOver(reading.cohorts, { subject: edge.subject, counter: 'left-in-time' }, mature)
  return toShareMeasure({ definitionVersion: K02, part, whole: entries.mature, open: entries.open }, reading)
}
