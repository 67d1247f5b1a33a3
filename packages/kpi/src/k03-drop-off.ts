import type { EndReason, Measure } from '@periplo/model'
import { sumOver } from './cohorts.ts'
import type { Count } from './count.ts'
import { LOSS_COUNTER } from './counters.ts'
import type { Counter } from './counters.ts'
import type { FactOf } from './fact-of.ts'
import { getNode } from './journey-frame.ts'
import type { JourneyFrame, NodeFrame } from './journey-frame.ts'
import { toEntries } from './k02-step-conversion.ts'
import { toShareMeasure } from './measure.ts'
import type { DropOffReason } from './overlay-shape.ts'
import type { Reading } from './reading.ts'
import { isWithin, splitByMaturity } from './span.ts'

/** The edition of the formulas below. */
export const K03 = 'K03.1'

/** What an end inside a node means for its entry. The goal is never a loss; a run merged away never was, and nobody lost whom a member took out. */
const FATE: { readonly [R in EndReason]: 'kept' | 'removed' | `lost-${DropOffReason}` } = {
  goal: 'kept',
  exit: 'lost-exited',
  'handed-on': 'kept',
  'exit-rule': 'lost-exited',
  refused: 'lost-suppressed',
  error: 'lost-error',
  withdrawn: 'removed',
  merged: 'removed',
  erased: 'removed',
}

/** Counts what leaving by an edge means: kept, lost into an exit, or late. */
export function countLeftFate(frame: JourneyFrame, fact: FactOf<'node-left'>): readonly Count[] {
  const { subject, span, kind } = getNode(frame, fact.node)
  const at = fact.enteredAt
  if (!isWithin(span, { from: at, at: fact.at }, frame.zone)) return [{ subject, counter: 'late', at }]
  if (getNode(frame, fact.to).kind !== 'exit') return [{ subject, counter: 'kept', at }]
  const timedOut = kind === 'wait-for-event' && fact.port === 'timed-out'
  return [{ subject, counter: timedOut ? 'lost-abandoned' : 'lost-exited', at }]
}

/** Counts what the end of a run means for the node it ended in; end nodes have no losses of their own. */
export function countEndFate(frame: JourneyFrame, fact: FactOf<'enrollment-ended'>): readonly Count[] {
  const { subject, span, ends } = getNode(frame, fact.node)
  const at = fact.enteredAt
  const fate = FATE[fact.reason]
  if (fate === 'removed') return [{ subject, counter: fate, at }]
  if (ends) return []
  const counter = isWithin(span, { from: at, at: fact.at }, frame.zone) ? fate : 'late'
  return [{ subject, counter, at }]
}

/** K03 of a node with its reasons, which add up to its numerator. */
export interface DropOff {
  readonly dropOff: Measure
  readonly dropOffByReason: Readonly<Record<DropOffReason, number>>
  /** Entries whose window is still open; in neither numerator nor denominator. */
  readonly immature: number
}

/**
 * Drop-off of a node: mature entries that did not go on within the window ÷ mature entries, the window being
 * the node's longest wait plus 7 civil days. Rate from 0 to 1. Lost are
 * - `exited`: an exit rule ended the run here, or the entry left straight into an exit;
 * - `abandoned`: the wait timed out straight into an exit, or the entry was still here when its window
 *   closed. What it did later is counted apart (`late`) and does not change the verdict;
 * - `suppressed`: a refused message ended the run, because the node says so;
 * - `error`: the run ended by an error.
 * The goal is never a drop-off. End nodes have none (`no_data`). Runs merged away or erased are in neither
 * numerator nor denominator. Source: kpi specification K03, ADR 0004.
 */
export function toDropOff(node: NodeFrame, reading: Reading): DropOff {
  const { mature } = splitByMaturity(reading.days, node.span, reading)
  const entries = toEntries(node, reading)
  const countOf = (counter: Counter): number =>
    sumOver(reading.cohorts, { subject: node.subject, counter }, mature)
  const lost = {
    exited: countOf(LOSS_COUNTER.exited),
    suppressed: countOf(LOSS_COUNTER.suppressed),
    error: countOf(LOSS_COUNTER.error),
  }
  const whole = node.ends ? 0 : entries.mature
  const onward = node.ends ? 0 : countOf('kept')
  const part = Math.max(0, whole - onward)
  const abandoned = Math.max(0, part - lost.exited - lost.suppressed - lost.error)
  const open = node.ends ? 0 : entries.open
  return {
    dropOff: toShareMeasure({ definitionVersion: K03, part, whole, open }, reading),
    dropOffByReason: { abandoned, ...lost },
    immature: open,
  }
}
