import type { Arms } from './proportions.ts'
import { sum, toSample } from './sample.ts'
import type { Sample } from './sample.ts'

/** One person's outcome, and what was measured of them before the experiment; null where nothing was. */
export interface Outcome {
  readonly value: number
  readonly before: number | null
}

/** The arms with what was known before taken out. */
export interface CupedResult extends Arms<Sample> {
  /** Weight of the pre-period. */
  readonly theta: number
  /** Weight of having no pre-period. */
  readonly thetaMissing: number
  /** Adjusted variance ÷ raw variance, pooled within arms: 1 − ρ². */
  readonly varianceRatio: number
}

/** A person's two covariates: what was before (the mean of the known where nothing was), and whether nothing was. */
interface Row {
  readonly y: number
  readonly z: readonly [number, number]
}

/**
 * CUPED: y − θ·(z − z̄), which keeps every difference between arms and takes out what the past explains. θ is
 * regressed within arms and pooled over them, so that the treatment's own effect is never taken for the past's.
 * A missing past becomes the mean of the known ones beside an indicator of its own. Null where an arm has fewer
 * than two, or nothing varies.
 *
 * Source: A. Deng, Y. Xu, R. Kohavi, T. Walker, "Improving the sensitivity of online controlled experiments by
 * utilizing pre-experiment data", WSDM 2013, eq. 4 and 5 (var ratio 1 − ρ²).
 */
export function cuped({ control, treatment }: Arms<readonly Outcome[]>): CupedResult | null {
  if (control.length < 2 || treatment.length < 2) return null
  const known = [...control, ...treatment].flatMap(({ before }) => before ?? [])
  const filler = toSample(known).mean
  const arms = [control, treatment].map((arm) => arm.map((one) => toRow(one, filler)))
  const theta = regress(arms.flatMap(centre))
  const rows = arms.flat()
  const means = [meanOf(rows, (row) => row.z[0]), meanOf(rows, (row) => row.z[1])] as const
  const adjust = (arm: readonly Row[]): Sample =>
    toSample(arm.map(({ y, z }) => y - theta[0] * (z[0] - means[0]) - theta[1] * (z[1] - means[1])))
  const [before, after] = [arms.map((arm) => toSample(arm.map(({ y }) => y))), arms.map(adjust)]
  const [adjustedControl, adjustedTreatment] = after
  const raw = sum(before.map(toSquares))
  if (!adjustedControl || !adjustedTreatment || raw <= 0) return null
  return {
    control: adjustedControl,
    treatment: adjustedTreatment,
    theta: theta[0],
    thetaMissing: theta[1],
    varianceRatio: sum(after.map(toSquares)) / raw,
  }
}

function toRow({ value, before }: Outcome, filler: number): Row {
  return { y: value, z: before === null ? [filler, 1] : [before, 0] }
}

function toSquares({ n, variance }: Sample): number {
  return (n - 1) * variance
}

function meanOf(rows: readonly Row[], pick: (row: Row) => number): number {
  return sum(rows.map(pick)) / rows.length
}

/** The arm around its own means. */
function centre(arm: readonly Row[]): readonly Row[] {
  const y = meanOf(arm, (row) => row.y)
  const [a, b] = [meanOf(arm, (row) => row.z[0]), meanOf(arm, (row) => row.z[1])]
  return arm.map((row) => ({ y: row.y - y, z: [row.z[0] - a, row.z[1] - b] }))
}

/** Least squares on centred rows by the normal equations; 0 for a covariate that does not vary. */
function regress(rows: readonly Row[]): readonly [number, number] {
  const dot = (pick: (row: Row) => number): number => sum(rows.map(pick))
  const aa = dot(({ z }) => z[0] ** 2)
  const bb = dot(({ z }) => z[1] ** 2)
  const ab = dot(({ z }) => z[0] * z[1])
  const ay = dot(({ y, z }) => z[0] * y)
  const by = dot(({ y, z }) => z[1] * y)
  const determinant = aa * bb - ab ** 2
  if (determinant > 1e-12 * aa * bb) {
    return [(ay * bb - by * ab) / determinant, (by * aa - ay * ab) / determinant]
  }
  if (aa > 0) return [ay / aa, 0]
  return bb > 0 ? [0, by / bb] : [0, 0]
}
