import type { Measure } from '@periplo/model'
import { SMALL_N, toMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { listRunningP, toAlwaysValidInterval, tuneMixture } from '../statistics/always-valid.ts'
import type { Look } from '../statistics/always-valid.ts'
import { toBetterChance } from '../statistics/bayes.ts'
import type { BetterChance } from '../statistics/bayes.ts'
import { toDifference, toNormalInterval, toRelativeDifference } from '../statistics/means.ts'
import { newcombe, pooledZTest } from '../statistics/proportions.ts'
import type { Arms, Tally, TestResult } from '../statistics/proportions.ts'
import { toProportionSample } from '../statistics/sample.ts'
import { checkSampleRatio } from '../statistics/sample-ratio.ts'
import type { SampleRatio } from '../statistics/sample-ratio.ts'

/** The edition of the formulas below. */
export const K41 = 'K41.1'

/** The arms of a comparison. */
export type ArmName = keyof Arms<unknown>

/** How many persons a test that may be watched is sharpest for, unless somebody plans otherwise beforehand. */
export const PLANNED_PERSONS = 10_000

/** What a comparison is held to. */
export interface UpliftTerms {
  /** Of every arm's size in persons; the arms were to be equal unless said. */
  readonly plannedShares?: Arms<number>
  /** Total persons the always-valid test is tuned for; fixed before looking. */
  readonly plannedPersons?: number
  /** Persons not in the tallies because their outcome window is open. */
  readonly open?: number
  /** Whether a mismatch of the sample ratio withholds every reading; it does unless said. */
  readonly blockOnMismatch?: boolean
}

/** Everything one comparison of conversions says. */
export interface Uplift {
  readonly arms: Arms<Tally>
  /** p_t − p_c with Newcombe's interval. */
  readonly absolute: Measure
  /** The same with the interval that holds at every look. */
  readonly absoluteAnytime: Measure
  /** p_t ÷ p_c − 1 by the delta method; no value where the control never converts. */
  readonly relative: Measure
  /** For one look, fixed beforehand: never show it where somebody may watch. */
  readonly fixedTest: TestResult | null
  /** The least always-valid p of all looks so far; null where there was none. */
  readonly anytimeP: number | null
  readonly better: BetterChance | null
  readonly sampleRatio: SampleRatio | null
}

/**
 * K41: what a treatment adds over its control, as a share of persons, by the arm they were *assigned* to
 * (intention to treat), not by what they saw. Absolute = p_t − p_c; relative = p_t ÷ p_c − 1.
 *
 * `looks` are the states at which somebody could have stopped, in order; the tallies are the last of them.
 * Without them the tallies are the only look. Looks at fewer than 30 persons in an arm say nothing yet, since
 * the test leans on the normal distribution. Where the sample ratio is off (p < .0005) nothing is read off:
 * values are null and `estimated`.
 *
 * Sources: R. G. Newcombe (1998) method 10; A. Deng et al. (KDD 2018) for the relative one; R. Johari et al.
 * (2022) and M. Lindon et al. (2022) for looking at any time; A. Fabijan et al. (KDD 2019) for the ratio.
 */
export function measureUplift(
  arms: Arms<Tally>,
  frame: Frame,
  { looks = [arms], ...terms }: UpliftTerms & { readonly looks?: readonly Arms<Tally>[] } = {},
): Uplift {
  const sampleRatio = checkSampleRatio(toFilled(arms, terms.plannedShares))
  const isBlocked = sampleRatio?.mismatch === true && terms.blockOnMismatch !== false
  const mixture = tuneMixture(terms.plannedPersons ?? PLANNED_PERSONS)
  const samples = { control: toSampleOf(arms.control), treatment: toSampleOf(arms.treatment) }
  const isEmpty = arms.control.n === 0 || arms.treatment.n === 0
  const difference = isEmpty ? null : samples.treatment.mean - samples.control.mean
  const relative = toRelativeDifference(samples)
  const look = toLook(arms)
  const measure = (value: number | null, interval: Measure['interval']): Measure =>
    toUpliftMeasure({ arms, value, interval, isBlocked, open: terms.open ?? 0 }, frame)
  const ps = listRunningP(
    looks.flatMap((at) => toLook(at) ?? []),
    mixture,
  )
  return {
    arms,
    absolute: measure(difference, newcombe(arms)),
    absoluteAnytime: measure(difference, look && toAlwaysValidInterval(look, mixture)),
    relative: measure(relative?.value ?? null, relative && toNormalInterval(relative)),
    fixedTest: isBlocked ? null : pooledZTest(arms),
    anytimeP: isBlocked ? null : (ps.at(-1) ?? null),
    better: isBlocked || isEmpty ? null : toBetterChance(arms),
    sampleRatio,
  }
}

function toSampleOf({ successes, n }: Tally): ReturnType<typeof toProportionSample> {
  return toProportionSample(successes, n)
}

function toFilled(
  { control, treatment }: Arms<Tally>,
  { control: c, treatment: t }: Arms<number> = { control: 1, treatment: 1 },
): readonly { readonly observed: number; readonly share: number }[] {
  return [
    { observed: control.n, share: c },
    { observed: treatment.n, share: t },
  ]
}

/** The state as the sequential test sees it; null while an arm is small or nothing varies. */
function toLook({ control, treatment }: Arms<Tally>): Look | null {
  if (Math.min(control.n, treatment.n) < SMALL_N) return null
  const difference = toDifference({ control: toSampleOf(control), treatment: toSampleOf(treatment) })
  return difference && difference.standardError > 0 ? { ...difference, n: control.n + treatment.n } : null
}

interface Reading {
  readonly arms: Arms<Tally>
  readonly value: number | null
  readonly interval: Measure['interval']
  readonly isBlocked: boolean
  readonly open: number
}

/** `n` is the smaller arm: a comparison is no surer than that. */
function toUpliftMeasure({ arms, value, interval, isBlocked, open }: Reading, frame: Frame): Measure {
  const { control, treatment } = arms
  const n = Math.min(control.n, treatment.n)
  return toMeasure(
    {
      definitionVersion: K41,
      unit: 'rate',
      value: isBlocked ? null : value,
      numerator: null,
      denominator: value === null ? 0 : null,
      n,
      interval: isBlocked || value === null ? null : interval,
      immature: open > 0,
      estimated: isBlocked,
    },
    frame,
  )
}
