import type { Instant, Measure, RollupDelta, StageId } from '@periplo/model'
import { sumOver } from './cohorts.ts'
import { takeBack, toDelta } from './count.ts'
import type { Count } from './count.ts'
import type { FactOf } from './fact-of.ts'
import { getStage } from './journey-frame.ts'
import type { JourneyFrame, StageFrame } from './journey-frame.ts'
import { toShareMeasure } from './measure.ts'
import type { Reading } from './reading.ts'
import { isWithin, splitByMaturity } from './span.ts'
import type { Span } from './span.ts'

/** The edition of the formulas below. */
export const K01 = 'K01.1'

/** How long after a stage the next one counts: 30 civil days, the end included. */
export const STAGE_SPAN: Span = { days: 30, exactMs: 0 }

type FirstEntries = Readonly<Record<StageId, Instant>>

/**
 * Counts a first entry into a stage. Unit: persons, by their first run. With t_i the first entry into stage
 * i, the person is `converted` at i if t_i ≤ t_{i+1} ≤ t_i + 30 days, `late` at i if after that, and
 * `skipped` at i+1 if t_i is missing or after t_{i+1} (closed funnel: unseen stages are not inferred).
 * All of it follows from the instants alone, so that passing two stages in one instant in either order
 * counts the same.
 */
export function countStageEntry(frame: JourneyFrame, fact: FactOf<'stage-entered'>): readonly Count[] {
  if (fact.entryNumber !== 1) return []
  const stage = getStage(frame, fact.stage)
  const after = { ...fact.from, [fact.stage]: fact.at }
  const next = frame.stages[stage.index + 1]
  return [
    { subject: stage.subject, counter: 'people', at: fact.at },
    ...countPassage(frame, stage, after),
    ...(next ? takeBack(countPassage(frame, next, fact.from)) : []),
    ...(next ? countPassage(frame, next, after) : []),
  ]
}

/** How somebody came into a stage, seen from the stage before. Nothing for the first stage. */
function countPassage(frame: JourneyFrame, stage: StageFrame, entries: FirstEntries): readonly Count[] {
  const at = entries[stage.stageId]
  const before = frame.stages[stage.index - 1]
  if (at === undefined || !before) return []
  const from = entries[before.stageId]
  if (from === undefined || from > at) return [{ subject: stage.subject, counter: 'skipped', at }]
  const counter = isWithin(STAGE_SPAN, { from, at }, frame.zone) ? 'converted' : 'late'
  return [{ subject: before.subject, counter, at: from }]
}

/**
 * Counts a move back to an earlier stage, at the stage that was left, on the day it happened. Unit: moves
 * of every run, since the fact does not say which run it belongs to; never part of a conversion.
 */
export function countRegress(frame: JourneyFrame, fact: FactOf<'stage-regressed'>): readonly Count[] {
  return [{ subject: getStage(frame, fact.from).subject, counter: 'regressed', at: fact.at }]
}

/**
 * Counts a goal. Unit: persons, by their first run. In time means at most the conversion window after the
 * entry into the journey, the end included, days by the workspace's calendar.
 */
export function countGoal(frame: JourneyFrame, fact: FactOf<'goal-reached'>): readonly Count[] {
  const inTime = isWithin(frame.goalSpan, { from: fact.enteredAt, at: fact.at }, frame.zone)
  if (fact.entryNumber !== 1 || !inTime) return []
  return [{ subject: 'journey', counter: 'reached', at: fact.enteredAt }]
}

/** A run as far as persons are counted by it. */
export interface CountedRun {
  readonly entryNumber: number
  readonly enteredAt: Instant
  /** When each stage was first entered. */
  readonly stages: FirstEntries
  readonly convertedAt: Instant | null
}

/**
 * What takes a run out of every count of persons: when a merge makes a first run the second one of its
 * person, or erasure removes the person. Entries, moves and stays of the run remain. Nothing for a run that
 * was not a first one. Must be counted once per run.
 */
export function retractFirstRun(frame: JourneyFrame, run: CountedRun): readonly RollupDelta[] {
  return run.entryNumber === 1 ? takeBack(countPersons(frame, run)).map((count) => toDelta(frame, count)) : []
}

/** What a first run counts for its person: in the journey, in each stage, at the goal. */
export function countPersons(frame: JourneyFrame, run: CountedRun): readonly Count[] {
  const { enteredAt, entryNumber, convertedAt, stages } = run
  const entered: Count = { subject: 'journey', counter: 'people', at: enteredAt }
  const goal =
    convertedAt === null
      ? []
      : countGoal(frame, { kind: 'goal-reached', at: convertedAt, enteredAt, entryNumber })
  return [entered, ...goal, ...frame.stages.flatMap((stage) => countPersonInStage(frame, stage, stages))]
}

function countPersonInStage(frame: JourneyFrame, stage: StageFrame, entries: FirstEntries): readonly Count[] {
  const at = entries[stage.stageId]
  if (at === undefined) return []
  return [{ subject: stage.subject, counter: 'people', at }, ...countPassage(frame, stage, entries)]
}

/** K01 of a stage and its complement, over the same mature people. */
export interface StageConversion {
  readonly conversion: Measure
  readonly dropOff: Measure
}

/**
 * Conversion of a stage to the next: people `converted` ÷ people who entered it, over cohort days (of the
 * entry into the stage) that ended at least 30 days ago. Rate from 0 to 1; nobody mature gives `no_data`.
 * Drop-off is 1 − conversion. Source: kpi specification K01; the inclusive window as in PostHog's funnels.
 */
export function toStageConversion(stage: StageFrame, reading: Reading): StageConversion {
  const { mature, open } = splitByMaturity(reading.days, STAGE_SPAN, reading)
  const people = { subject: stage.subject, counter: 'people' } as const
  const converted = { subject: stage.subject, counter: 'converted' } as const
  const whole = sumOver(reading.cohorts, people, mature)
  const part = sumOver(reading.cohorts, converted, mature)
  const share = { definitionVersion: K01, whole, open: sumOver(reading.cohorts, people, open) }
  return {
    conversion: toShareMeasure({ ...share, part }, reading),
    dropOff: toShareMeasure({ ...share, part: whole - part }, reading),
  }
}

/**
 * Share of the people of a stage who came in without having been in the one before, over every cohort day of the
 * window: nothing is waited for. Rate from 0 to 1. What the closed funnel leaves out of conversion.
 */
export function toStageSkips({ subject }: StageFrame, reading: Reading): Measure {
  const countOf = (counter: 'skipped' | 'people'): number =>
    sumOver(reading.cohorts, { subject, counter }, reading.days)
  return toShareMeasure(
    { definitionVersion: K01, part: countOf('skipped'), whole: countOf('people') },
    reading,
  )
}

/**
 * Goal conversion of a journey: people who reached the goal within the conversion window of their first
 * run ÷ people who entered, over cohort days whose conversion window has closed. `no_data` where the
 * journey has no goal, or nobody is mature.
 */
export function toGoalConversion(frame: JourneyFrame, reading: Reading): Measure {
  const { mature, open } = splitByMaturity(reading.days, frame.goalSpan, reading)
  const people = { subject: 'journey', counter: 'people' } as const
  const part = sumOver(reading.cohorts, { subject: 'journey', counter: 'reached' }, mature)
  const whole = frame.hasGoal ? sumOver(reading.cohorts, people, mature) : 0
  const stillOpen = frame.hasGoal ? sumOver(reading.cohorts, people, open) : 0
  return toShareMeasure({ definitionVersion: K01, part, whole, open: stillOpen }, reading)
}
