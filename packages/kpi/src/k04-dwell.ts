import type { Instant, Measure, RollupSubject } from '@periplo/model'
import { addDays, listDays, startOfDay } from './civil-day.ts'
import { sumBins } from './cohorts.ts'
import type { Count } from './count.ts'
import type { FactOf } from './fact-of.ts'
import { getNode, getStage } from './journey-frame.ts'
import type { JourneyFrame, NodeFrame } from './journey-frame.ts'
import { toFlow } from './k02-step-conversion.ts'
import { SMALL_N, toMeasure } from './measure.ts'
import type { DwellMeasures } from './overlay-shape.ts'
import { toStayHistory } from './reading.ts'
import type { Reading } from './reading.ts'
import { toSurvivalMeasure } from './service/survival-measure.ts'
import { findQuantile, toBin, toMiddle } from './sketch.ts'
import { splitByMaturity } from './span.ts'
import type { Watched } from './statistics/survival.ts'

/** The edition of the formulas below. */
export const K04 = 'K04.1'

/** Counts a completed stay in a node people wait in; no other kind holds anybody. */
export function countNodeStay(
  frame: JourneyFrame,
  fact: { readonly node: string; readonly enteredAt: Instant; readonly at: Instant },
): readonly Count[] {
  const { subject, waits } = getNode(frame, fact.node)
  return waits ? [toStay(subject, fact)] : []
}

/** Counts a completed stay in a stage. Unit: stays; coming back is another one. */
export function countStageStay(frame: JourneyFrame, fact: FactOf<'stage-left'>): readonly Count[] {
  return [toStay(getStage(frame, fact.stage).subject, fact)]
}

function toStay(subject: RollupSubject, stay: { readonly enteredAt: Instant; readonly at: Instant }): Count {
  return { subject, counter: 'dwell', at: stay.enteredAt, bin: toBin(stay.at - stay.enteredAt) }
}

/**
 * How long completed stays took that began on the window's days: leave − enter, in milliseconds. The
 * interval is the sketch's bin, which always holds the true quantile (relative error 1 %). Fewer than 30
 * stays are `small_n`. People still inside are not in it, so a young cohort looks quicker than it is.
 */
export function toDwell(subject: RollupSubject, reading: Reading): DwellMeasures {
  const bins = sumBins(reading.cohorts, { subject, counter: 'dwell' }, reading.days)
  const n = countStays(bins)
  const at = (q: number): Measure => toQuantileMeasure({ bins, q, n }, reading)
  return { p50: at(0.5), p75: at(0.75), p90: at(0.9), p95: at(0.95) }
}

/**
 * The median stay of a node's entries of the window where those still inside count for as long as they have been there
 * at least (Kaplan–Meier): null and `immature` while half have not left. Stays are told by the middle of their bin, so
 * within 1 %; of those inside the day of their entry is known, and they are taken to have come at its end: up to a day
 * too little. Entries merged away or erased are not in it. `n` counts entries, `numerator` completed stays.
 */
export function toMedianWithInside(node: NodeFrame, reading: Reading): Measure {
  const stays = sumBins(reading.cohorts, { subject: node.subject, counter: 'dwell' }, reading.days)
  const left = [...stays].map(([bin, count]) => ({ durationMs: toMiddle(bin), happened: true, count }))
  const inside = node.waits ? listInside(node, reading) : []
  const watched = [...left, ...inside].filter(({ count }) => count > 0)
  return toSurvivalMeasure(watched, { definitionVersion: K04, share: 0.5 }, reading)
}

/** Who is still inside, by the day they entered on. */
function listInside(node: NodeFrame, reading: Reading): readonly Required<Watched>[] {
  const { asOf, zone } = reading
  return listDays(reading.days).map((day) => {
    const next = addDays(day, 1)
    return {
      durationMs: Math.max(0, asOf - startOfDay(next, zone)),
      happened: false,
      count: toFlow(node, { ...reading, days: { from: day, to: next } }).inside,
    }
  })
}

function toQuantileMeasure(
  { bins, q, n }: { readonly bins: ReadonlyMap<number, number>; readonly q: number; readonly n: number },
  reading: Reading,
): Measure {
  const found = findQuantile(bins, q)
  return toMeasure(
    {
      definitionVersion: K04,
      unit: 'duration',
      value: found?.value ?? null,
      numerator: null,
      denominator: null,
      n,
      interval: found ? { lo: found.lo, hi: found.hi, level: 1, method: 'ddsketch' } : null,
      immature: false,
      estimated: false,
    },
    reading,
  )
}

/**
 * Entries of the window that are still inside and have been for longer than the p90 of the stays completed
 * in the last 90 civil days (by day of entry), of which there must be 30: before that the value is null and
 * `small_n`. Whole days: an entry counts once its whole cohort day lies longer ago than the p90, so up to a
 * day late and never early. `n` is the number of completed stays. A part of the node's `inside`.
 */
export function toStuck(node: NodeFrame, reading: Reading): Measure {
  const bins = sumBins(reading.cohorts, { subject: node.subject, counter: 'dwell' }, toStayHistory(reading))
  const n = countStays(bins)
  const p90 = n < SMALL_N ? undefined : findQuantile(bins, 0.9)
  const stuck = p90 === undefined ? null : countInsideFor(node, reading, Math.ceil(p90.value))
  return toMeasure(
    {
      definitionVersion: K04,
      unit: 'count',
      value: stuck,
      numerator: stuck,
      denominator: null,
      n,
      interval: null,
      immature: false,
      estimated: false,
    },
    reading,
  )
}

function countInsideFor(node: NodeFrame, reading: Reading, longerThanMs: number): number {
  const { mature } = splitByMaturity(reading.days, { days: 0, exactMs: longerThanMs }, reading)
  return Math.max(0, toFlow(node, { ...reading, days: mature }).inside)
}

function countStays(bins: ReadonlyMap<number, number>): number {
  return Math.max(
    0,
    [...bins.values()].reduce((sum, count) => sum + count, 0),
  )
}
