import { listLooks, measureUplift, measureValueUplift } from '@periplo/kpi'
import type { ArmName, Arms, MeasuredValue, Outcome, Tally, Uplift, ValueUplift } from '@periplo/kpi'
import { StudioError } from '@periplo/model'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { openInput } from '../input/open-input.ts'
import type { Input } from '../input/open-input.ts'
import { readArms } from '../input/read-arms.ts'
import type { ArmRow } from '../input/read-arms.ts'
import { defineKpi } from '../kpi-command.ts'
import { numberWithin, wholeFrom } from '../option-types.ts'
import { formatNumber } from '../report/format-value.ts'
import type { KpiReport } from '../report/kpi-report.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'
import { addLogOptions, measureLog } from './from-log.ts'
import type { LogKpiOptions } from './from-log.ts'
import { TIMELESS } from '../frame.ts'

interface UpliftOptions extends LogKpiOptions {
  readonly control?: Tally
  readonly treatment?: Tally
  readonly controlName: string
  readonly split: number
  readonly planned?: number
}

/** What is measured on events (`Assignment Made`, and what came of it). */
const IDS = [
  'uplift',
  'uplift-anytime',
  'uplift-relative',
  'uplift-value',
  'uplift-p',
  'uplift-chance',
  'uplift-loss',
  'sample-ratio',
] as const

/** `periplo measure uplift`: what a treatment adds over its control. */
export const UPLIFT = defineKpi<UpliftOptions>({
  name: 'uplift',
  summary: 'what a treatment adds over its control, with sample-ratio check and CUPED',
  needsInput: false,
  help: {
    input: 'a CSV table, one row a person, in the order in which results came in; or NDJSON events',
    columns: [
      ['arm', 'control or treatment; --control-name says what the control is called'],
      ['outcome', '1 or 0: converted or not'],
      ['value', 'what the person was worth; may be missing'],
      ['pre', 'the same before the experiment, for CUPED; may be missing, cells may be empty'],
    ],
    notes:
      'The fixed p is for one look, planned beforehand; the always-valid p holds at every look. Exit code 1\nwhere the arms were not filled as planned (sample ratio): then no reading is given.',
    examples: [
      'periplo measure uplift --control 120,2400 --treatment 156,2410',
      'periplo measure uplift --input rows.csv --json',
    ],
  },
  addOptions,
  async run(options) {
    const input = await findInput(options)
    if (input?.format === 'json-lines') return measureLog(input, IDS, options)
    const { arms, rows } = await readExperiment(input, options)
    const terms = {
      plannedShares: { control: 1 - options.split, treatment: options.split },
      ...(options.planned !== undefined && { plannedPersons: options.planned }),
    }
    const uplift = measureUplift(arms, TIMELESS, rows ? { ...terms, looks: toLooks(rows) } : terms)
    const values = rows && hasValues(rows) ? measureValues(rows) : null
    return {
      results: [...toResults(uplift), ...toValueResults(values)],
      detail: toDetail(uplift, values),
      tables: [toArmTable(uplift), toTestTable(uplift, values)],
      alerts: uplift.sampleRatio?.mismatch
        ? ['The arms were not filled as planned (sample ratio): nothing read off them can be believed.']
        : [],
    }
  },
})

function addOptions(command: Command): void {
  addLogOptions(command)
  command
    .option('--control <x,n>', 'conversions and persons of the control', toTally)
    .option('--treatment <x,n>', 'conversions and persons of the treatment', toTally)
    .option('--control-name <arm>', 'what the control is called in the column arm', 'control')
    .option('--split <share>', 'planned share of persons in the treatment', numberWithin(0, 1), 0.5)
    .option('--planned <persons>', 'persons the always-valid test is sharpest for', wholeFrom(1))
}

function toTally(text: string): Tally {
  const [, x, n] = /^\s*(\d+)\s*[,/]\s*(\d+)\s*$/.exec(text) ?? []
  const tally = { successes: Number(x), n: Number(n) }
  if (x !== undefined && tally.successes <= tally.n && Number.isSafeInteger(tally.n)) return tally
  throw new InvalidArgumentError(
    'It is conversions and persons such as 120,2400; not more conversions than persons.',
  )
}

/** The file, where one is given; then no tallies may be. Commander leaves `input` out where there is none. */
async function findInput({ input, control, treatment }: Partial<UpliftOptions>): Promise<Input | undefined> {
  if (input === undefined) return undefined
  if (control || treatment)
    throw new StudioError('input/invalid', 'Give either --control and --treatment or --input, not both.')
  return openInput(input)
}

interface Experiment {
  readonly arms: Arms<Tally>
  /** Null where only the tallies are known. */
  readonly rows: readonly ArmRow[] | null
}

async function readExperiment(
  input: Input | undefined,
  { control, treatment, controlName }: UpliftOptions,
): Promise<Experiment> {
  if (input !== undefined) {
    const rows = await readArms(input, controlName)
    return { arms: { control: toTallyOf(rows, 'control'), treatment: toTallyOf(rows, 'treatment') }, rows }
  }
  if (control && treatment) return { arms: { control, treatment }, rows: null }
  throw new StudioError(
    'input/invalid',
    'Give --control x,n and --treatment x,n, or --input with one row a person.',
  )
}

function toTallyOf(rows: readonly ArmRow[], arm: ArmName): Tally {
  const own = rows.filter((row) => row.arm === arm)
  return { successes: own.filter(({ converted }) => converted).length, n: own.length }
}

/** Looks that are kept of a long experiment: fewer looks only make the always-valid p larger. */
const MOST_LOOKS = 10_000

function toLooks(rows: readonly ArmRow[]): readonly Arms<Tally>[] {
  const every = Math.ceil(rows.length / MOST_LOOKS)
  return listLooks(rows).filter((_, at) => (rows.length - 1 - at) % every === 0)
}

function hasValues(rows: readonly ArmRow[]): boolean {
  return rows.some(({ value }) => value !== null)
}

function measureValues(rows: readonly ArmRow[]): ValueUplift {
  const toOutcomes = (arm: ArmName): readonly Outcome[] =>
    rows.filter((row) => row.arm === arm).map(({ value, before }) => ({ value: value ?? 0, before }))
  const arms = { control: toOutcomes('control'), treatment: toOutcomes('treatment') }
  return measureValueUplift(arms, TIMELESS, { of: { unit: 'ratio' } })
}

function toResults({ absolute, absoluteAnytime, relative }: Uplift): readonly MeasuredValue[] {
  return [
    { measure: 'uplift', breakdown: {}, value: absolute },
    { measure: 'uplift-anytime', breakdown: {}, value: absoluteAnytime },
    { measure: 'uplift-relative', breakdown: {}, value: relative },
  ]
}

function toValueResults(values: ValueUplift | null): readonly MeasuredValue[] {
  if (values === null) return []
  const { absolute, relative, adjusted } = values
  return [
    { measure: 'uplift-value', breakdown: {}, value: absolute },
    { measure: 'uplift-value-relative', breakdown: {}, value: relative },
    ...(adjusted ? [{ measure: 'uplift-value-cuped', breakdown: {}, value: adjusted }] : []),
  ]
}

function toDetail(uplift: Uplift, values: ValueUplift | null): KpiReport['detail'] {
  const { arms, absolute, relative, fixedTest, anytimeP, better, sampleRatio } = uplift
  return {
    arms: { control: toArm(arms.control), treatment: toArm(arms.treatment) },
    difference: absolute.value,
    interval: absolute.interval,
    relative: relative.value,
    p: fixedTest?.p ?? null,
    z: fixedTest?.statistic ?? null,
    alwaysValidP: anytimeP,
    better,
    sampleRatio,
    value: values && {
      difference: values.absolute.value,
      interval: values.absolute.interval,
      p: values.p,
      arms: values.arms,
    },
    cuped: values?.cuped && {
      theta: values.cuped.theta,
      thetaMissing: values.cuped.thetaMissing,
      varianceRatio: values.cuped.varianceRatio,
      difference: values.adjusted?.value ?? null,
      interval: values.adjusted?.interval ?? null,
    },
  }
}

function toArm({ successes, n }: Tally): {
  readonly conversions: number
  readonly persons: number
  readonly rate: number | null
} {
  return { conversions: successes, persons: n, rate: n === 0 ? null : successes / n }
}

function toArmTable({ arms }: Uplift): TextTable {
  return {
    title: 'Arms',
    columns: [textColumn('arm'), numberColumn('conversions'), numberColumn('persons')],
    rows: (['control', 'treatment'] as const).map((arm) => [
      arm,
      formatNumber(arms[arm].successes, 0),
      formatNumber(arms[arm].n, 0),
    ]),
  }
}

function toTestTable(
  { fixedTest, anytimeP, better, sampleRatio }: Uplift,
  values: ValueUplift | null,
): TextTable {
  const told: readonly (readonly [string, number | null | undefined])[] = [
    ['p, for one look planned beforehand', fixedTest?.p],
    ['p, valid at every look', anytimeP],
    ['chance that the treatment is better', better?.chance],
    ['p of the sample ratio', sampleRatio?.p],
    ['p of the values (Welch)', values?.p],
    ['variance left by CUPED', values?.cuped?.varianceRatio],
  ]
  return {
    title: 'Tests',
    columns: [textColumn('what'), numberColumn('value')],
    rows: told.flatMap(([what, value]) =>
      value === null || value === undefined
        ? []
        : [[what, value < 0.0001 ? value.toExponential(2) : value.toFixed(4)]],
    ),
  }
}
