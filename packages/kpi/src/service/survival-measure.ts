import type { Interval, Measure } from '@periplo/model'
import { toMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { countWatched, survivalQuantile, toSurvival, toSurvivalInterval } from '../statistics/survival.ts'
import type { SurvivalStep, Watched } from '../statistics/survival.ts'

/**
 * The duration by which a share of cases has come to its end, where some have not yet (Kaplan–Meier): null
 * and `immature` while that is not in sight. Milliseconds; `numerator` counts those that have ended. The interval (95 %)
 * runs between the instants at which the bounds of the curve reach the share; none where one never does.
 * Source of the interval: R. Brookmeyer, J. Crowley, Biometrics 38 (1982) 29–41.
 */
export function toSurvivalMeasure(
  watched: readonly Watched[],
  { definitionVersion, share }: { readonly definitionVersion: string; readonly share: number },
  frame: Frame,
): Measure {
  const steps = toSurvival(watched)
  const value = survivalQuantile(steps, share)
  const n = countWatched(watched)
  return toMeasure(
    {
      definitionVersion,
      unit: 'duration',
      value,
      numerator: countWatched(watched.filter(({ happened }) => happened)),
      denominator: n,
      n,
      interval: findInterval(steps, 1 - share),
      immature: value === null && n > 0,
    },
    frame,
  )
}

/**
 * The share to whom it has happened by the end of the longest watch, where some were not watched to the end
 * (Kaplan–Meier): those whose window is open count for as long as they have been watched, instead of not at all.
 * Between 0 and 1, with Greenwood's interval on the log(−log) scale; `numerator` counts those to whom it has happened,
 * which is not the share's, as some were watched for less. Source: kpi specification, rule 0.8.
 */
export function toCumulativeMeasure(
  watched: readonly Watched[],
  { definitionVersion }: { readonly definitionVersion: string },
  frame: Frame,
): Measure {
  const last = toSurvival(watched).at(-1)
  const n = countWatched(watched)
  const interval = last ? toSurvivalInterval(last) : null
  return toMeasure(
    {
      definitionVersion,
      unit: 'rate',
      value: n === 0 ? null : 1 - (last?.survival ?? 1),
      numerator: countWatched(watched.filter(({ happened }) => happened)),
      denominator: n,
      n,
      interval: interval && { ...interval, lo: 1 - interval.hi, hi: 1 - interval.lo },
    },
    frame,
  )
}

function findInterval(steps: readonly SurvivalStep[], survival: number): Interval | null {
  const crosses = (side: 'lo' | 'hi'): number | undefined =>
    steps.find((step) => (toSurvivalInterval(step)?.[side] ?? step.survival) <= survival)?.atMs
  const [lo, hi] = [crosses('lo'), crosses('hi')]
  return lo === undefined || hi === undefined ? null : { lo, hi, level: 0.95, method: 'normal' }
}
