import type { Interval, Measure } from '@periplo/model'
import { compareText } from '../log/to-kpi-log.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { zOfLevel } from '../statistics/distributions.ts'
import { newcombe } from '../statistics/proportions.ts'
import type { Tally } from '../statistics/proportions.ts'
import { toCalibration } from './calibration.ts'
import type { Calibration } from './calibration.ts'
import { exp } from '../statistics/elementary.ts'

/** The edition of the formulas below. */
export const K46 = 'K46.1'

/** Under this ratio of selection rates there is evidence of adverse impact (the four-fifths rule). */
export const FOUR_FIFTHS = 0.8

/** One decision about one person. */
export interface Decision {
  /** Of a protected attribute, or one that stands for it. */
  readonly group: string
  /** Whether the person was given what was to be given. */
  readonly selected: boolean
  /** Whether they deserved it, seen afterwards; undefined where nobody knows. */
  readonly label?: boolean
  /** How sure the decision was, 0 to 1. */
  readonly score?: number
}

/** How a group fares, and against the reference group. */
export interface GroupAudit {
  readonly group: string
  readonly n: number
  readonly selectionRate: Measure
  /** Selection rate ÷ that of the reference; 1 for the reference itself. */
  readonly disparateImpact: Measure
  /** The ratio lies under four fifths. Null where it is not known or withheld. */
  readonly isAdverse: boolean | null
  /** Of those who deserved it, how many were selected; likewise wrongly selected, and wrongly not. */
  readonly truePositiveRate: Measure
  readonly falsePositiveRate: Measure
  readonly falseNegativeRate: Measure
  /** The same less those of the reference, −1 to 1, with Newcombe's interval. */
  readonly truePositiveGap: Measure
  readonly falsePositiveGap: Measure
  readonly falseNegativeGap: Measure
  /** Null without scores and labels, or for a group that is too small. */
  readonly calibration: Calibration | null
}

/** A whole audit. A finding is a question to a person, who decides and signs; it is never a verdict. */
export interface BiasAudit {
  /** The group the others are held against; null where there is none large enough. */
  readonly reference: string | null
  /** By name. */
  readonly groups: readonly GroupAudit[]
  /** The lowest ratio of the groups that may be shown. */
  readonly disparateImpact: Measure
  readonly hasAlert: boolean
}

/**
 * Audits decisions by group. The reference is the group selected most often among those of `leastGroup` or
 * more, unless named. Groups smaller than that are suppressed: their measures keep `n` alone. Disparate
 * impact has the log interval of Katz et al., ½ added to each count where one is 0. An alert is a ratio under
 * 0.8, whatever its interval says; look at both.
 *
 * Sources: US Equal Employment Opportunity Commission, Uniform Guidelines, 29 CFR 1607.4 D (1978), and its
 * questions and answers 11–12 (1979); D. Katz et al., Biometrics 34 (1978) 469–474; gaps of TPR and FPR: M.
 * Hardt, E. Price, N. Srebro, NIPS 2016.
 */
export function auditBias(
  decisions: readonly Decision[],
  { reference, leastGroup }: { readonly reference?: string; readonly leastGroup: number },
  frame: Frame,
): BiasAudit {
  const groups = [...Map.groupBy(decisions, ({ group }) => group)].sort(([a], [b]) => compareText(a, b))
  const shown = groups.filter(([, own]) => own.length >= leastGroup)
  const chosen = shown.find(([name]) => name === reference) ?? findMostSelected(shown)
  const audits = groups.map(([group, own]) =>
    auditGroup({ group, own, against: chosen?.[1] ?? [], suppressed: own.length < leastGroup }, frame),
  )
  const ratios = audits.filter(({ group }) => group !== chosen?.[0]).map((audit) => audit.disparateImpact)
  return {
    reference: chosen?.[0] ?? null,
    groups: audits,
    disparateImpact: findLowest(ratios) ?? toNothing(frame),
    hasAlert: audits.some(({ isAdverse }) => isAdverse === true),
  }
}

type Named = readonly [group: string, decisions: readonly Decision[]]

interface Comparison {
  readonly group: string
  readonly own: readonly Decision[]
  readonly against: readonly Decision[]
  readonly suppressed: boolean
}

function auditGroup({ group, own, against, suppressed }: Comparison, frame: Frame): GroupAudit {
  const told = { suppressed }
  const rateOf = (tally: Tally): Measure =>
    toShareMeasure({ definitionVersion: K46, part: tally.successes, whole: tally.n, ...told }, frame)
  const gapOf = (count: (decisions: readonly Decision[]) => Tally): Measure =>
    toGap({ treatment: count(own), control: count(against) }, told, frame)
  const disparateImpact = toRatio(countSelected(own), countSelected(against), { told, frame })
  return {
    group,
    n: own.length,
    selectionRate: rateOf(countSelected(own)),
    disparateImpact,
    isAdverse: disparateImpact.value === null ? null : disparateImpact.value < FOUR_FIFTHS,
    truePositiveRate: rateOf(countTruePositives(own)),
    falsePositiveRate: rateOf(countFalsePositives(own)),
    falseNegativeRate: rateOf(countFalseNegatives(own)),
    truePositiveGap: gapOf(countTruePositives),
    falsePositiveGap: gapOf(countFalsePositives),
    falseNegativeGap: gapOf(countFalseNegatives),
    calibration: suppressed ? null : toCalibration(own),
  }
}

function countSelected(decisions: readonly Decision[]): Tally {
  return { successes: decisions.filter(({ selected }) => selected).length, n: decisions.length }
}

function countTruePositives(decisions: readonly Decision[]): Tally {
  return countSelected(decisions.filter(({ label }) => label === true))
}

function countFalsePositives(decisions: readonly Decision[]): Tally {
  return countSelected(decisions.filter(({ label }) => label === false))
}

function countFalseNegatives(decisions: readonly Decision[]): Tally {
  const { successes, n } = countTruePositives(decisions)
  return { successes: n - successes, n }
}

function findMostSelected(groups: readonly Named[]): Named | undefined {
  const rateOf = ([, own]: Named): number => countSelected(own).successes / own.length
  return groups.reduce<Named | undefined>(
    (best, next) => (!best || rateOf(next) > rateOf(best) ? next : best),
    undefined,
  )
}

interface Told {
  readonly told: { readonly suppressed: boolean }
  readonly frame: Frame
}

function toRatio(own: Tally, other: Tally, { told, frame }: Told): Measure {
  const isKnown = own.n > 0 && other.n > 0 && other.successes > 0
  const [rate, base] = [own.successes / own.n, other.successes / other.n]
  return toMeasure(
    {
      definitionVersion: K46,
      unit: 'ratio',
      value: isKnown ? rate / base : null,
      numerator: isKnown ? rate : null,
      denominator: other.n === 0 ? 0 : base,
      n: own.n,
      interval: isKnown ? toKatz(own, other) : null,
      ...told,
    },
    frame,
  )
}

function toKatz(own: Tally, other: Tally): Interval {
  const half = own.successes === 0 || other.successes === 0 ? 0.5 : 0
  const [a, c] = [own.successes + half, other.successes + half]
  const [n1, n2] = [own.n + half, other.n + half]
  const reach = zOfLevel(0.95) * Math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)
  const ratio = a / n1 / (c / n2)
  return { lo: ratio * exp(-reach), hi: ratio * exp(reach), level: 0.95, method: 'delta' }
}

function toGap(
  arms: { readonly treatment: Tally; readonly control: Tally },
  told: Told['told'],
  frame: Frame,
): Measure {
  const { treatment, control } = arms
  const isKnown = treatment.n > 0 && control.n > 0
  return toMeasure(
    {
      definitionVersion: K46,
      unit: 'rate',
      value: isKnown ? treatment.successes / treatment.n - control.successes / control.n : null,
      numerator: null,
      denominator: isKnown ? treatment.n : 0,
      n: treatment.n,
      interval: isKnown ? newcombe(arms) : null,
      ...told,
    },
    frame,
  )
}

function findLowest(ratios: readonly Measure[]): Measure | undefined {
  const known = ratios.filter(({ value }) => value !== null)
  return known.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))[0]
}

function toNothing(frame: Frame): Measure {
  return toRatio({ successes: 0, n: 0 }, { successes: 0, n: 0 }, { told: { suppressed: false }, frame })
}
