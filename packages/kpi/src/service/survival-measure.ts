import type { Interval, Measure } from '@periplo/model'
import { toMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { survivalQuantile, toSurvival, toSurvivalInterval } from '../statistics/survival.ts'
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
  return toMeasure(
    {
      definitionVersion,
      unit: 'duration',
      value,
      numerator: watched.filter(({ happened }) => happened).length,
      denominator: watched.length,
      n: watched.length,
      interval: findInterval(steps, 1 - share),
      immature: value === null && watched.length > 0,
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
