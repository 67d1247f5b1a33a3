import { BUILT_IN_STAGES } from '@periplo/model'
import type { Instant, Measure } from '@periplo/model'
import { startOfDay } from '../civil-day.ts'
import { GRACE_DAYS } from '../journey-frame.ts'
import { K01, STAGE_SPAN } from '../k01-stage-conversion.ts'
import { K02 } from '../k02-step-conversion.ts'
import { K03 } from '../k03-drop-off.ts'
import { K04 } from '../k04-dwell.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { SMALL_N, toMeasure, toShareMeasure } from '../measure.ts'
import { toStayHistory } from '../reading.ts'
import { toSurvivalMeasure } from '../service/survival-measure.ts'
import { findQuantile, toBin } from '../sketch.ts'
import { isWithin } from '../span.ts'
import type { JourneyRun, Visit } from './journey-log.ts'

/** Whether what began at `from` may still turn out one way or the other. */
function isOpen(from: Instant, waitMs: number, settings: LogSettings): boolean {
  return isWithin({ days: GRACE_DAYS, exactMs: waitMs }, { from, at: settings.asOf }, settings.zone)
}

function isInTime({ enteredAt, leftAt, waitMs }: Visit, zone: string): boolean {
  if (leftAt === null) return false
  return isWithin({ days: GRACE_DAYS, exactMs: waitMs }, { from: enteredAt, at: leftAt }, zone)
}

/** Why a mature entry was lost (K03); null where it went on, or reached the goal. */
export function toLoss(visit: Visit, zone: string): 'abandoned' | 'exited' | 'suppressed' | 'error' | null {
  if (!isInTime(visit, zone)) return 'abandoned'
  switch (visit.reason) {
    case null:
    case 'goal':
      return null
    case 'refused':
    case 'suppressed':
      return 'suppressed'
    case 'error':
      return 'error'
  }
  return 'exited'
}

/** K03 over visits: entries lost (for `reason` alone, if given) ÷ mature entries; the node's wait + 7 civil days. */
export function toDropOff(
  visits: readonly Visit[],
  settings: LogSettings,
  reason?: NonNullable<ReturnType<typeof toLoss>>,
): Measure {
  const mature = visits.filter(({ enteredAt, waitMs }) => !isOpen(enteredAt, waitMs, settings))
  const lost = mature.map((visit) => toLoss(visit, settings.zone)).filter((loss) => loss !== null)
  const part = reason === undefined ? lost.length : lost.filter((loss) => loss === reason).length
  const open = visits.length - mature.length
  return toShareMeasure({ definitionVersion: K03, part, whole: mature.length, open }, settings)
}

/** K02 over visits: entries that left in time (by `port` alone, if given) ÷ mature entries. */
export function toOnward(visits: readonly Visit[], settings: LogSettings, port?: string): Measure {
  const mature = visits.filter(({ enteredAt, waitMs }) => !isOpen(enteredAt, waitMs, settings))
  const onward = mature.filter((visit) => visit.port !== null && isInTime(visit, settings.zone))
  const part = port === undefined ? onward.length : onward.filter((visit) => visit.port === port).length
  const open = visits.length - mature.length
  return toShareMeasure({ definitionVersion: K02, part, whole: mature.length, open }, settings)
}

/** K04 over visits: a quantile of completed stays by the same sketch as live, so within 1 %. */
export function toStayQuantile(visits: readonly Visit[], q: number, settings: LogSettings): Measure {
  const bins = countStays(visits)
  const found = findQuantile(bins, q)
  return toMeasure(
    {
      definitionVersion: K04,
      unit: 'duration',
      value: found?.value ?? null,
      numerator: null,
      denominator: null,
      n: visits.filter(({ leftAt }) => leftAt !== null).length,
      interval: found ? { lo: found.lo, hi: found.hi, level: 1, method: 'ddsketch' } : null,
    },
    settings,
  )
}

/**
 * K04 over visits: the median stay where those still inside count for as long as they have been there at least
 * (Kaplan–Meier); null and `immature` while half have not left. On files alone: the map's counters do not keep how
 * long each one inside has been there, and tell of them as stuck.
 */
export function toMedianWithInside(visits: readonly Visit[], settings: LogSettings): Measure {
  const watched = visits.map(({ enteredAt, leftAt }) => ({
    durationMs: Math.max(0, (leftAt ?? settings.asOf) - enteredAt),
    happened: leftAt !== null,
  }))
  return toSurvivalMeasure(watched, { definitionVersion: K04, share: 0.5 }, settings)
}

function countStays(visits: readonly Visit[]): ReadonlyMap<number, number> {
  const bins = new Map<number, number>()
  for (const { enteredAt, leftAt } of visits) {
    if (leftAt === null) continue
    const bin = toBin(leftAt - enteredAt)
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  return bins
}

/**
 * K04 stuck over the visits of one node: still inside and for longer than the p90 of the stays begun in the last
 * 90 days, of which there must be 30. `n` counts those stays.
 */
export function toStuckCount(
  { inside, all }: { readonly inside: readonly Visit[]; readonly all: readonly Visit[] },
  settings: LogSettings,
): Measure {
  const since = startOfDay(toStayHistory(settings).from, settings.zone)
  const recent = all.filter(({ enteredAt, leftAt }) => leftAt !== null && enteredAt >= since)
  const p90 = recent.length < SMALL_N ? undefined : findQuantile(countStays(recent), 0.9)
  const stuck = inside.filter(
    ({ enteredAt, leftAt }) => leftAt === null && p90 && settings.asOf - enteredAt > p90.value,
  )
  return toMeasure(
    {
      definitionVersion: K04,
      unit: 'count',
      value: p90 === undefined ? null : stuck.length,
      numerator: null,
      denominator: null,
      n: recent.length,
      interval: null,
    },
    settings,
  )
}

/** The stages of runs from the left: the built-in ones in their order, then others by name. */
export function orderStages(runs: readonly JourneyRun[]): readonly string[] {
  const found = new Set(runs.flatMap(({ visits }) => visits.flatMap(({ stage }) => stage ?? [])))
  const builtIn: readonly string[] = BUILT_IN_STAGES.filter((stage) => found.has(stage))
  return [...builtIn, ...[...found].filter((stage) => !builtIn.includes(stage)).sort(compareText)]
}

/** K01 over runs: persons, by their first run, who entered the next stage within 30 days ÷ who entered this one. */
export function toLaneConversion(
  runs: readonly JourneyRun[],
  { stage, next, isLoss }: { readonly stage: string; readonly next: string; readonly isLoss: boolean },
  settings: LogSettings,
): Measure {
  const entered = runs.flatMap(({ visits, isFirst }) => {
    const from = visits.find((visit) => visit.stage === stage)?.enteredAt
    const to = visits.find((visit) => visit.stage === next)?.enteredAt
    return isFirst && from !== undefined ? [{ from, to }] : []
  })
  const inTime = (from: Instant, at: Instant): boolean => isWithin(STAGE_SPAN, { from, at }, settings.zone)
  const mature = entered.filter(({ from }) => !inTime(from, settings.asOf))
  const converted = mature.filter(({ from, to }) => to !== undefined && to >= from && inTime(from, to)).length
  const part = isLoss ? mature.length - converted : converted
  const open = entered.length - mature.length
  return toShareMeasure({ definitionVersion: K01, part, whole: mature.length, open }, settings)
}

/** Goal conversion over runs: persons, by their first run, who reached the goal within 30 days ÷ who entered. */
export function toGoalRate(runs: readonly JourneyRun[], settings: LogSettings): Measure {
  const inTime = (from: Instant, at: Instant): boolean => isWithin(STAGE_SPAN, { from, at }, settings.zone)
  const first = runs.filter(({ isFirst }) => isFirst)
  const mature = first.filter(({ enteredAt }) => !inTime(enteredAt, settings.asOf))
  const part = mature.filter(({ enteredAt, goalAt }) => goalAt !== null && inTime(enteredAt, goalAt)).length
  const open = first.length - mature.length
  return toShareMeasure({ definitionVersion: K01, part, whole: mature.length, open }, settings)
}
