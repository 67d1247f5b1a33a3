import { BUILT_IN_STAGES } from '@periplo/model'
import type { Instant, Measure } from '@periplo/model'
import { addDaysAt, startOfDay } from '../civil-day.ts'
import { GRACE_DAYS } from '../journey-frame.ts'
import { K01, STAGE_SPAN } from '../k01-stage-conversion.ts'
import { K02 } from '../k02-step-conversion.ts'
import { K03 } from '../k03-drop-off.ts'
import { K04 } from '../k04-dwell.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { SMALL_N, toMeasure, toShareMeasure } from '../measure.ts'
import { toStayHistory } from '../reading.ts'
import { toCumulativeMeasure, toSurvivalMeasure } from '../service/survival-measure.ts'
import { findQuantile, toBin } from '../sketch.ts'
import { isWithin } from '../span.ts'
import type { JourneyRun, Visit } from './journey-log.ts'

/** Whether what began at `from` may still turn out one way or the other. */
export function isOpen(from: Instant, waitMs: number, settings: LogSettings): boolean {
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
 * 90 days, of which there must be 30, and than what was promised (`sla_ms`), where anything was. `n` counts those stays.
 */
export function toStuckCount(
  { inside, all }: { readonly inside: readonly Visit[]; readonly all: readonly Visit[] },
  settings: LogSettings,
): Measure {
  const since = startOfDay(toStayHistory(settings).from, settings.zone)
  const recent = all.filter(({ enteredAt, leftAt }) => leftAt !== null && enteredAt >= since)
  const p90 = recent.length < SMALL_N ? undefined : findQuantile(countStays(recent), 0.9)
  const stuck = inside.filter(
    ({ enteredAt, leftAt, promisedMs }) =>
      leftAt === null && p90 && settings.asOf - enteredAt > Math.max(promisedMs, p90.value),
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

/** A stage among all of a journey, and how it is looked at. */
export interface Lane {
  /** From the left. */
  readonly stages: readonly string[]
  readonly place: number
  /** `closed`: who was not seen in a stage was not there. `open`: whoever is seen in a later one was. */
  readonly funnel: 'closed' | 'open'
  /** Those who did not go on instead of those who did. */
  readonly isLoss: boolean
}

/**
 * K01 over runs: those that entered the next stage within 30 days ÷ those that entered this one. Open, a stage is
 * entered at the latest with the first of those after it, and where that is inferred of anybody the measure is
 * `estimated`.
 */
export function toLaneConversion(
  runs: readonly JourneyRun[],
  { stages, place, funnel, isLoss }: Lane,
  settings: LogSettings,
): Measure {
  const lanesFrom = (at: number): ReadonlySet<string> =>
    new Set(funnel === 'open' ? stages.slice(at) : stages.slice(at, at + 1))
  const [here, ahead] = [lanesFrom(place), lanesFrom(place + 1)]
  const entered = runs.flatMap((run) => {
    const [from, to] = [findEntry(run, here), findEntry(run, ahead)]
    const seen = findEntry(run, new Set(stages.slice(place, place + 1)))
    return from === undefined ? [] : [{ from, to, isInferred: seen !== from }]
  })
  const inTime = (from: Instant, at: Instant): boolean => isWithin(STAGE_SPAN, { from, at }, settings.zone)
  const mature = entered.filter(({ from }) => !inTime(from, settings.asOf))
  const converted = mature.filter(({ from, to }) => to !== undefined && to >= from && inTime(from, to)).length
  const part = isLoss ? mature.length - converted : converted
  const open = entered.length - mature.length
  const estimated = entered.some(({ isInferred }) => isInferred)
  return toShareMeasure({ definitionVersion: K01, part, whole: mature.length, open, estimated }, settings)
}

function findEntry({ visits }: JourneyRun, lanes: ReadonlySet<string>): Instant | undefined {
  return visits.find(({ stage }) => stage !== null && lanes.has(stage))?.enteredAt
}

/** K01 over runs: those that entered a stage without having been in the one before ÷ those that entered it. */
export function toLaneSkips(
  runs: readonly JourneyRun[],
  { stage, before }: { readonly stage: string; readonly before: string },
  settings: LogSettings,
): Measure {
  const entered = runs.flatMap((run) => {
    const at = findEntry(run, new Set([stage]))
    const from = findEntry(run, new Set([before]))
    return at === undefined ? [] : [{ isSkip: from === undefined || from > at }]
  })
  const part = entered.filter(({ isSkip }) => isSkip).length
  return toShareMeasure({ definitionVersion: K01, part, whole: entered.length }, settings)
}

/**
 * The same where those whose 30 days are open count for as long as they have been followed (Kaplan–Meier), so that the
 * last month is not left out.
 */
export function toGoalRateWithOpen(runs: readonly JourneyRun[], settings: LogSettings): Measure {
  const watched = runs.map(({ enteredAt, goalAt }) => {
    const until = addDaysAt(enteredAt, STAGE_SPAN.days, settings.zone)
    const happened = goalAt !== null && goalAt <= until
    return { durationMs: (happened ? goalAt : Math.min(until, settings.asOf)) - enteredAt, happened }
  })
  return toCumulativeMeasure(watched, { definitionVersion: K01 }, settings)
}

/** Goal conversion over runs: those that reached the goal within 30 days ÷ those that entered. */
export function toGoalRate(runs: readonly JourneyRun[], settings: LogSettings): Measure {
  const inTime = (from: Instant, at: Instant): boolean => isWithin(STAGE_SPAN, { from, at }, settings.zone)
  const mature = runs.filter(({ enteredAt }) => !inTime(enteredAt, settings.asOf))
  const part = mature.filter(({ enteredAt, goalAt }) => goalAt !== null && inTime(enteredAt, goalAt)).length
  const open = runs.length - mature.length
  return toShareMeasure({ definitionVersion: K01, part, whole: mature.length, open }, settings)
}
