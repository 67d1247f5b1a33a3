import type { Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { namesOf } from '../log/parts.ts'
import { toMeasure } from '../measure.ts'
import type { Finding, Frame } from '../measure.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import { adjustForDiscoveries } from '../statistics/multiple-testing.ts'
import type { Outcome } from '../statistics/cuped.ts'
import { checkSampleRatio } from '../statistics/sample-ratio.ts'
import { listExperiments } from './assignments.ts'
import type { Experiment, Subject } from './assignments.ts'
import { K41, measureUplift } from './k41-uplift.ts'
import type { ArmName, Uplift } from './k41-uplift.ts'
import { measureValueUplift } from './k41-value-uplift.ts'
import type { ValueUplift } from './k41-value-uplift.ts'
import { listLooks, NO_TALLIES } from './looks.ts'
import type { EXPERIMENT_MEASURES } from './measures.ts'

type Id = keyof typeof EXPERIMENT_MEASURES

/** One arm against the control of its experiment. */
interface Comparison {
  readonly experiment: Experiment
  readonly arm: string
  readonly uplift: Uplift
  readonly value: ValueUplift
}

/** What every finding here has in common. */
const BARE = { definitionVersion: K41, numerator: null, denominator: null, interval: null } as const

/**
 * How experiments are read off a log: one value per experiment and arm, since experiments together are no
 * whole. Without any comparison there is the whole, with `no_data`.
 */
export const EXPERIMENT_FROM_LOG: FromLog<typeof EXPERIMENT_MEASURES> = {
  uplift: byArm('uplift', ({ uplift }) => uplift.absolute),
  'uplift-anytime': byArm('uplift-anytime', ({ uplift }) => uplift.absoluteAnytime),
  'uplift-relative': byArm('uplift-relative', ({ uplift }) => uplift.relative),
  'uplift-value': byArm('uplift-value', ({ value: { absolute, adjusted } }) => adjusted ?? absolute),
  'uplift-p': (log, settings) => {
    const comparisons = listComparisons(log, settings)
    const known = comparisons.filter(({ uplift }) => uplift.anytimeP !== null)
    const adjusted = adjustForDiscoveries(known.map(({ uplift }) => uplift.anytimeP ?? 1))
    const read = byArm('uplift-p', (comparison) =>
      toScore(comparison, adjusted[known.indexOf(comparison)] ?? null, settings),
    )
    return read(log, settings, comparisons)
  },
  'uplift-chance': byArm('uplift-chance', (comparison, settings) =>
    toScore(comparison, comparison.uplift.better?.chance ?? null, settings),
  ),
  'uplift-loss': byArm('uplift-loss', (comparison, settings) =>
    toScore(comparison, comparison.uplift.better?.expectedLoss ?? null, settings),
  ),
  'sample-ratio': byExperiment('sample-ratio', toRatioFinding),
  'in-two-arms': byExperiment('in-two-arms', ({ inTwoArms, subjects }) => ({
    ...BARE,
    unit: 'count',
    value: inTwoArms,
    n: subjects.length + inTwoArms,
  })),
}

function isBlocked({ sampleRatio }: Uplift): boolean {
  return sampleRatio?.mismatch === true
}

function byArm<I extends Id>(
  measure: I,
  read: (comparison: Comparison, settings: LogSettings) => Measure,
): (log: KpiLog, settings: LogSettings, known?: readonly Comparison[]) => readonly MeasuredValue<I>[] {
  return (log, settings, known = listComparisons(log, settings)) => {
    const values = known.map((comparison) => ({
      measure,
      breakdown: { experiment: comparison.experiment.id, arm: comparison.arm },
      value: read(comparison, settings),
    }))
    return values.length > 0 ? values : [toNothing(measure, settings)]
  }
}

function byExperiment<I extends Id>(
  measure: I,
  read: (experiment: Experiment) => Finding,
): (log: KpiLog, settings: LogSettings) => readonly MeasuredValue<I>[] {
  return (log, settings) => {
    const values = listExperiments(log, settings).map((experiment) => ({
      measure,
      breakdown: { experiment: experiment.id },
      value: toMeasure(read(experiment), settings),
    }))
    return values.length > 0 ? values : [toNothing(measure, settings)]
  }
}

function toNothing<I extends Id>(measure: I, settings: LogSettings): MeasuredValue<I> {
  const { uplift, value } = compare(toSides([], ''), settings)
  const money = measure === 'uplift-value' ? value.absolute : null
  const count = toMeasure({ ...BARE, unit: 'count', value: null, n: 0 }, settings)
  return {
    measure,
    breakdown: {},
    value: money ?? (measure === 'in-two-arms' ? count : uplift.absolute),
  }
}

function toScore({ uplift }: Comparison, value: number | null, frame: Frame): Measure {
  const { flags, n } = uplift.absolute
  const denominator = value === null ? 0 : null
  const estimated = isBlocked(uplift)
  return toMeasure(
    { ...BARE, unit: 'rate', value, denominator, n, immature: flags.includes('immature'), estimated },
    frame,
  )
}

function toRatioFinding({ subjects, plannedShares }: Experiment): Finding {
  const arms = [...new Set([...namesOf(subjects, ({ arm }) => arm), ...plannedShares.keys()])]
  const filled = arms.map((arm) => ({
    observed: subjects.filter((subject) => subject.arm === arm).length,
    share: plannedShares.size === 0 ? 1 : (plannedShares.get(arm) ?? 0),
  }))
  const p = checkSampleRatio(filled)?.p ?? null
  return { ...BARE, unit: 'rate', value: p, denominator: p === null ? 0 : null, n: subjects.length }
}

/** Every arm against its control, in the order of names. Experiments without a control compare nothing. */
function listComparisons(log: KpiLog, settings: LogSettings): readonly Comparison[] {
  return listExperiments(log, settings).flatMap((experiment) => {
    const { control, subjects } = experiment
    if (control === null) return []
    const arms = namesOf(subjects, ({ arm }) => arm).filter((arm) => arm !== control)
    return arms.map((arm) => {
      const sides = toSides(
        subjects.filter((subject) => subject.arm === arm || subject.arm === control),
        control,
      )
      const [c, t] = [experiment.plannedShares.get(control), experiment.plannedShares.get(arm)]
      const planned = c !== undefined && t !== undefined ? { control: c, treatment: t } : undefined
      return { experiment, arm, ...compare(sides, settings, planned) }
    })
  })
}

type Side = Subject & { readonly side: ArmName }

function toSides(subjects: readonly Subject[], control: string): readonly Side[] {
  return subjects.map((subject) => ({ ...subject, side: subject.arm === control ? 'control' : 'treatment' }))
}

/** Mature subjects in the order in which their outcome windows closed: that is when each could be looked at. */
function compare(
  sides: readonly Side[],
  settings: LogSettings,
  plannedShares?: Readonly<Record<ArmName, number>>,
): Pick<Comparison, 'uplift' | 'value'> {
  const mature = sides.filter(({ until }) => until < settings.asOf).toSorted((a, b) => a.until - b.until)
  const open = sides.length - mature.length
  const looks = listLooks(mature.map(({ side, converted }) => ({ arm: side, converted })))
  const arms = looks.at(-1) ?? NO_TALLIES
  const outcomesOf = (arm: ArmName): readonly Outcome[] =>
    mature
      .filter(({ side }) => side === arm)
      .map(({ valueMinor, beforeMinor }) => ({ value: valueMinor, before: beforeMinor }))
  const outcomes = { control: outcomesOf('control'), treatment: outcomesOf('treatment') }
  const uplift = measureUplift(arms, settings, { looks, open, ...(plannedShares && { plannedShares }) })
  return {
    uplift,
    value: measureValueUplift(outcomes, settings, {
      isBlocked: isBlocked(uplift),
      of: { unit: 'money', currency: settings.currency },
      open,
      estimated: mature.some(({ unpriced }) => unpriced),
    }),
  }
}
