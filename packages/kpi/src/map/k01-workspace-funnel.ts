import { BUILT_IN_STAGES } from '@periplo/model'
import type { BuiltInStage, Instant, Measure } from '@periplo/model'
import { K01, STAGE_SPAN } from '../k01-stage-conversion.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import { isWithin } from '../span.ts'
import type { StageOfEvent } from './stage-of-event.ts'
import { toUsualStage } from './stage-of-event.ts'

/** What one person did, by stage; instants in order. */
type Passage = Readonly<Record<BuiltInStage, readonly Instant[]>>

/** One stage of the workspace's funnel. Unit: persons. */
export interface WorkspaceStage {
  readonly stage: BuiltInStage
  /** Conversion to the next stage; null in the last. */
  readonly conversion: Measure | null
  /** The same where a later stage implies the earlier ones; `estimated` where that is inferred of anybody. */
  readonly openConversion: Measure | null
  /** Came in without having been seen in the stage before ÷ came in; null in the first. */
  readonly skipped: Measure | null
}

/**
 * K01 over the events of the whole workspace (never on a journey's lane): persons whose first event of a stage lies
 * in the window, and of them those with an event of the next stage at that instant or later, at most 30 civil days
 * on, the end included. Closed: a stage nobody saw is not inferred; how many skipped one is told beside it. Open: an
 * event of a later stage stands for the earlier ones, too. Backward moves are no conversion. Persons whose 30 days are open are left out. Source: kpi specification K01.
 */
export function toWorkspaceFunnel(
  log: KpiLog,
  settings: LogSettings,
  stageOf: StageOfEvent = toUsualStage,
): readonly WorkspaceStage[] {
  const passages = [...log.byPerson.values()].map((events) => {
    const at: Record<BuiltInStage, Instant[]> = {
      awareness: [],
      consideration: [],
      decision: [],
      service: [],
      advocacy: [],
    }
    for (const event of events) {
      const stage = stageOf(event)
      if (stage !== null) at[stage].push(event.timestamp)
    }
    return at
  })
  return BUILT_IN_STAGES.map((stage, place) => ({
    stage,
    conversion: toConversion(
      passages,
      { from: [stage], to: BUILT_IN_STAGES.slice(place + 1, place + 2) },
      settings,
    ),
    openConversion: toConversion(
      passages,
      { from: BUILT_IN_STAGES.slice(place), to: BUILT_IN_STAGES.slice(place + 1) },
      settings,
    ),
    skipped: toSkipped(passages, { stage, before: BUILT_IN_STAGES[place - 1] }, settings),
  }))
}

function firstInWindow(passage: Passage, stage: BuiltInStage, settings: LogSettings): Instant | undefined {
  return passage[stage].find((timestamp) => isInWindow({ timestamp }, settings))
}

/** From stages to stages; the first of `from` is the one spoken of, the others imply it. Null where nothing is next. */
function toConversion(
  passages: readonly Passage[],
  { from: here, to: ahead }: { readonly from: readonly BuiltInStage[]; readonly to: readonly BuiltInStage[] },
  settings: LogSettings,
): Measure | null {
  const [stage] = here
  if (stage === undefined || ahead.length === 0) return null
  const entered = passages.flatMap((passage) => {
    const from = earliest(here.map((one) => firstInWindow(passage, one, settings)))
    if (from === undefined) return []
    const after = earliest(ahead.map((one) => passage[one].find((at) => at >= from)))
    return [{ from, after, isInferred: firstInWindow(passage, stage, settings) !== from }]
  })
  const inTime = (from: Instant, at: Instant): boolean => isWithin(STAGE_SPAN, { from, at }, settings.zone)
  const mature = entered.filter(({ from }) => !inTime(from, settings.asOf))
  const part = mature.filter(({ from, after }) => after !== undefined && inTime(from, after)).length
  const open = entered.length - mature.length
  const estimated = entered.some(({ isInferred }) => isInferred)
  return toShareMeasure({ definitionVersion: K01, part, whole: mature.length, open, estimated }, settings)
}

function earliest(moments: readonly (Instant | undefined)[]): Instant | undefined {
  const known = moments.filter((at) => at !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

function toSkipped(
  passages: readonly Passage[],
  { stage, before }: { readonly stage: BuiltInStage; readonly before: BuiltInStage | undefined },
  settings: LogSettings,
): Measure | null {
  if (before === undefined) return null
  const entered = passages.flatMap((passage) => {
    const from = firstInWindow(passage, stage, settings)
    return from === undefined ? [] : [{ isSeen: passage[before].some((at) => at <= from) }]
  })
  const part = entered.filter(({ isSeen }) => !isSeen).length
  return toShareMeasure({ definitionVersion: K01, part, whole: entered.length }, settings)
}
