import type { Interval } from '@periplo/model'
import { zOfLevel } from './distributions.ts'
import { exp, ln, power } from './elementary.ts'

/** How long somebody was watched, and whether what was waited for happened then. */
export interface Watched {
  readonly durationMs: number
  /** False where the watch ended first. */
  readonly happened: boolean
  /** How many were watched so; 1 unless said. */
  readonly count?: number
}

/** How many were watched. */
export function countWatched(watched: readonly Watched[]): number {
  return watched.reduce((total, { count = 1 }) => total + count, 0)
}

/** The curve after one instant at which it happened. */
export interface SurvivalStep {
  readonly atMs: number
  /** Share to whom it has not happened by then. */
  readonly survival: number
  /** Greenwood's. */
  readonly standardError: number
  readonly atRisk: number
  readonly happened: number
}

/**
 * The share to whom it has not happened yet, by time since the start, where some were not watched to the end
 * (Kaplan–Meier). Somebody whose watch ends at the very instant counts as still watched.
 *
 * Sources: E. L. Kaplan, P. Meier, JASA 53 (1958) 457–481; M. Greenwood (1926) for the error.
 */
export function toSurvival(watched: readonly Watched[]): readonly SurvivalStep[] {
  const byTime = Map.groupBy(watched, ({ durationMs }) => durationMs)
  const steps: SurvivalStep[] = []
  let atRisk = countWatched(watched)
  let survival = 1
  let greenwood = 0
  for (const [atMs, here] of [...byTime].sort(([a], [b]) => a - b)) {
    const happened = countWatched(here.filter((one) => one.happened))
    if (happened > 0) {
      survival *= 1 - happened / atRisk
      if (atRisk > happened) greenwood += happened / (atRisk * (atRisk - happened))
      steps.push({ atMs, survival, standardError: survival * Math.sqrt(greenwood), atRisk, happened })
    }
    atRisk -= countWatched(here)
  }
  return steps
}

/** The share to whom it has not happened by `atMs`: 1 before the first step. */
export function survivalAt(steps: readonly SurvivalStep[], atMs: number): number {
  return steps.findLast((step) => step.atMs <= atMs)?.survival ?? 1
}

/** The first instant by which it has happened to a share of at least `q`; null where the curve never falls so far. */
export function survivalQuantile(steps: readonly SurvivalStep[], q: number): number | null {
  return steps.find(({ survival }) => survival <= 1 - q + 1e-12)?.atMs ?? null
}

/**
 * The interval of a step's survival on the log(−log) scale, which stays within [0, 1]; null at 0 and 1.
 * Source: J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis of Failure Time Data (1980), §1.3.
 */
export function toSurvivalInterval({ survival, standardError }: SurvivalStep, level = 0.95): Interval | null {
  if (survival <= 0 || survival >= 1) return null
  const reach = (zOfLevel(level) * standardError) / (survival * ln(survival))
  const [a, b] = [power(survival, exp(reach)), power(survival, exp(-reach))]
  return { lo: Math.min(a, b), hi: Math.max(a, b), level, method: 'normal' }
}
