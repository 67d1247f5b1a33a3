import { fitSbg, K42, toMeasure, toRetentionRate, toShareMeasure, toSurvivorShare } from '@periplo/kpi'
import type { MeasuredValue, SbgParameters } from '@periplo/kpi'
import { TIMELESS } from '../frame.ts'
import { COUNT, numberFrom } from '../input/cell-type.ts'
import { openInput } from '../input/open-input.ts'
import type { Input } from '../input/open-input.ts'
import { openCsv } from '../input/read-csv.ts'
import { toUnreadable } from '../input/unreadable.ts'
import { defineKpi } from '../kpi-command.ts'
import { wholeFrom } from '../option-types.ts'
import { formatNumber } from '../report/format-value.ts'
import { numberColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'
import { addLogOptions, measureLog } from './from-log.ts'
import type { LogKpiOptions } from './from-log.ts'

interface RetentionOptions extends LogKpiOptions {
  readonly periods: number
}

/** `periplo measure retention`: how many subscribers stay. */
export const RETENTION = defineKpi<RetentionOptions>({
  name: 'retention',
  summary: 'how many stay: a survivor curve fitted and projected (sBG), or cohorts of events',
  help: {
    input: 'survivors: a CSV table, or NDJSON events with orders',
    columns: [
      ['period', '0, 1, 2 …: renewals so far; 0 is the beginning'],
      ['survivors', 'how many were still there: counts, or shares of the beginning'],
    ],
    notes: 'The shifted beta-geometric model of Fader and Hardie (2007), by maximum likelihood.',
    examples: ['periplo measure retention --input s.csv --periods 12'],
  },
  addOptions(command) {
    addLogOptions(command)
    command.option('--periods <n>', 'how far to project, from the beginning', wholeFrom(1, 10_000), 12)
  },
  async run(options) {
    const input = await openInput(options.input)
    if (input.format === 'json-lines') return measureLog(input, ['retention', 'rolling-retention'], options)
    const survivors = await readSurvivors(input)
    const fit = fitSbg(survivors)
    if (fit.kind === 'not-fitted') throw toUnreadable({ file: input.file }, REASONS[fit.reason])
    const { parameters, logLikelihood, converged, n } = fit
    const projected = project(parameters, Math.max(options.periods, survivors.length - 1))
    return {
      results: toResults(survivors, parameters),
      detail: { parameters, logLikelihood, converged, n, survivors, predictions: projected },
      tables: [toCurve(survivors, projected)],
      notes: [
        `alpha ${formatNumber(parameters.alpha, 4)}, beta ${formatNumber(parameters.beta, 4)}, log-likelihood ${formatNumber(logLikelihood, 2)}.`,
        ...(converged ? [] : ['The parameters run off: everybody has about the same chance to leave.']),
      ],
    }
  },
})

const REASONS = {
  'too-few-periods': 'it holds fewer than two renewals, too few for a curve.',
  'not-falling': 'the survivors begin with nobody.',
  'nobody-left': 'nobody was lost: there is no curve to fit.',
} as const

async function readSurvivors(input: Input): Promise<readonly number[]> {
  const table = await openCsv(input)
  const periodOf = table.column({ usual: ['period', 'renewal', 'year', 'month', 't'] }, COUNT)
  const countOf = table.column(
    { usual: ['survivors', 'survived', 'remaining', 'active', 'share'] },
    numberFrom(0),
  )
  const survivors: number[] = []
  for await (const row of table.rows) {
    const period = periodOf(row)
    if (period !== survivors.length)
      throw toUnreadable(
        { file: input.file, line: row.line, column: 'period' },
        `it is ${period} where ${survivors.length} is next; periods begin with 0 and leave none out.`,
      )
    const count = countOf(row)
    const before = survivors.at(-1) ?? Infinity
    if (count > before)
      throw toUnreadable(
        { file: input.file, line: row.line, column: 'survivors' },
        `they rise from ${before} to ${count}; of those who began only fewer can be left.`,
      )
    survivors.push(count)
  }
  return survivors
}

interface Projected {
  readonly period: number
  readonly survival: number
  /** Of those there before; null at the beginning. */
  readonly retention: number | null
}

function project(parameters: SbgParameters, last: number): readonly Projected[] {
  return Array.from({ length: last + 1 }, (_, period) => ({
    period,
    survival: toSurvivorShare(parameters, period),
    retention: period === 0 ? null : toRetentionRate(parameters, period),
  }))
}

/** Of the last period that was seen, and of the next, which was not. */
function toResults(survivors: readonly number[], parameters: SbgParameters): readonly MeasuredValue[] {
  const [began = 0] = survivors
  const last = survivors.length - 1
  const seen = { definitionVersion: K42, part: survivors[last] ?? 0, whole: began }
  const next = toSurvivorShare(parameters, last + 1)
  const expected = {
    definitionVersion: K42,
    unit: 'rate',
    value: next,
    numerator: next * began,
    denominator: began,
    n: began,
    interval: null,
    estimated: true,
  } as const
  return [
    { measure: 'survival', breakdown: { period: String(last) }, value: toShareMeasure(seen, TIMELESS) },
    { measure: 'survival', breakdown: { period: String(last + 1) }, value: toMeasure(expected, TIMELESS) },
  ]
}

function toCurve(survivors: readonly number[], projected: readonly Projected[]): TextTable {
  const [began = 1] = survivors
  return {
    title: 'Curve',
    columns: ['period', 'survivors', 'seen', 'model', 'renewal rate'].map(numberColumn),
    rows: projected.map(({ period, survival, retention }) => {
      const count = survivors[period]
      return [
        String(period),
        count === undefined ? '' : formatNumber(count, Number.isInteger(count) ? 0 : 4),
        count === undefined ? '' : formatNumber(count / began, 4),
        formatNumber(survival, 4),
        retention === null ? '' : formatNumber(retention, 4),
      ]
    }),
  }
}
