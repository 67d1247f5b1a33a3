import { HORIZON, measureTransactions, startOfDay, toDecimal } from '@periplo/kpi'
import type { CivilDay, Frame, MeasuredValue, TransactionReport } from '@periplo/kpi'
import type { Measure } from '@periplo/model'
import { StudioError } from '@periplo/model'
import type { Command } from 'commander'
import { openInput } from '../input/open-input.ts'
import { readTransactions } from '../input/read-transactions.ts'
import { defineKpi } from '../kpi-command.ts'
import type { InputOptions } from '../kpi-command.ts'
import { numberWithin, toDay, toZone, wholeFrom } from '../option-types.ts'
import { formatNumber } from '../report/format-value.ts'
import type { KpiReport } from '../report/kpi-report.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'

interface ClvOptions extends InputOptions {
  readonly until?: CivilDay
  readonly holdout?: CivilDay
  readonly months: number
  readonly discount: number
  readonly margin: number
  readonly person?: string
  readonly date?: string
  readonly amount?: string
  readonly zone: string
}

/** Buyers that people are shown; `--json` has all. */
const SHOWN_BUYERS = 10

/** `periplo measure clv`: what buyers are expected to be worth. */
export const CLV = defineKpi<ClvOptions>({
  name: 'clv',
  summary: 'expected lifetime value of buyers: BG/NBD and Gamma-Gamma by maximum likelihood',
  help: {
    input: 'transactions: a CSV table, one row a purchase',
    columns: [
      ['person_id', 'who bought; also person, user_id, customer_id … or --person'],
      ['date', 'when; also day, timestamp … or --date'],
      ['amount', 'for how much, negative for a refund; may be missing, or --amount'],
    ],
    notes:
      'Purchases of one day are one. Weeks are the unit of time, so alpha is in weeks; gamma is in the unit of\nthe amounts. Values are from --until on, without what was bought before.',
    examples: [
      'periplo measure clv --input tx.csv --until 1997-09-30',
      'periplo measure clv --input tx.csv --until 1997-09-30 --holdout 1998-06-30 --json',
    ],
  },
  addOptions,
  async run(options) {
    const { zone, holdout, months, discount, margin } = options
    const read = await readTransactions(await openInput(options.input), options)
    const { transactions, decimals, firstDay, lastDay } = read
    const until = options.until ?? lastDay
    if (holdout !== undefined && holdout <= until)
      throw new StudioError('input/invalid', `--holdout ${holdout} must be after --until ${until}.`)
    const terms = { until, horizon: { months, monthlyDiscountRate: discount, marginRate: margin } }
    const frame = toDays(firstDay, until, zone)
    const report = measureTransactions(
      transactions,
      holdout === undefined ? terms : { ...terms, holdoutUntil: holdout },
      frame,
    )
    return {
      results: toResults(report, decimals),
      detail: { transactions: transactions.length, until, ...toDetail(report, decimals) },
      tables: [toParameterTable(report, decimals), toBuyerTable(report, decimals)],
      notes: toNotes(report, until),
    }
  },
})

function addOptions(command: Command): void {
  command
    .option('--until <date>', 'the last day the models may know; the last in the file unless said', toDay)
    .option('--holdout <date>', 'compare with what was bought after --until, up to this day', toDay)
    .option('--months <n>', 'how far the value looks', wholeFrom(1, 1_200), HORIZON.months)
    .option(
      '--discount <rate>',
      'what a unit is worth less a month later',
      numberWithin(0, 1),
      HORIZON.monthlyDiscountRate,
    )
    .option('--margin <share>', 'contribution margin ÷ amount', numberWithin(0, 1), HORIZON.marginRate)
    .option('--person <column>', 'column that names the person')
    .option('--date <column>', 'column that says when')
    .option('--amount <column>', 'column that says for how much')
    .option('--zone <zone>', 'IANA zone of days', toZone, 'UTC')
}

function toDays(from: CivilDay, until: CivilDay, zone: string): Frame {
  const end = startOfDay(until, zone) + 86_400_000
  return { window: { from: Math.min(startOfDay(from, zone), end), to: end }, asOf: end }
}

function toResults({ value, alive, repeats }: TransactionReport, decimals: number): readonly MeasuredValue[] {
  return [
    { measure: 'clv-predicted', breakdown: {}, value: inUnits(value, decimals) },
    { measure: 'buyers-alive', breakdown: {}, value: alive },
    { measure: 'expected-repeats', breakdown: {}, value: repeats },
  ]
}

/** Amounts of a file have a unit and no currency: the value is in units of the file, as a plain number. */
function inUnits({ value, numerator, ...measure }: Measure, decimals: number): Measure {
  const scale = (amount: number | null): number | null => amount && amount / 10 ** decimals
  return { ...measure, unit: 'ratio', value: scale(value), numerator: scale(numerator) }
}

function toDetail(report: TransactionReport, decimals: number): KpiReport['detail'] {
  const { buyers, buying, spending, correlation, predictions, holdout } = report
  const unit = 10 ** decimals
  const scale = (amount: number | null): number | null => amount && amount / unit
  return {
    persons: buyers.length,
    parameters: {
      ...(buying.kind === 'fitted' && buying.parameters),
      ...(spending.kind === 'fitted' && { ...spending.parameters, gamma: spending.parameters.gamma / unit }),
    },
    logLikelihood: buying.kind === 'fitted' ? buying.logLikelihood : null,
    buying: toFit(buying),
    spending: {
      ...toFit(spending),
      // A density in units of the file, not of its smallest one.
      ...(spending.kind === 'fitted' && {
        logLikelihood: spending.logLikelihood + spending.n * Math.log(unit),
      }),
      correlation,
    },
    holdout,
    predictions: predictions.map(({ expectedSpendMinor, valueMinor, ...told }, at) => ({
      ...told,
      repeats: buyers[at]?.repeats,
      recencyWeeks: buyers[at]?.recencyWeeks,
      ageWeeks: buyers[at]?.ageWeeks,
      meanRepeat: scale(buyers[at]?.meanRepeatMinor ?? null),
      expectedSpend: scale(expectedSpendMinor),
      value: scale(valueMinor),
    })),
  }
}

function toFit(fit: TransactionReport['buying'] | TransactionReport['spending']): object {
  if (fit.kind === 'not-fitted') return { fitted: false, reason: fit.reason }
  return { fitted: true, n: fit.n, converged: fit.converged, logLikelihood: fit.logLikelihood }
}

function toParameterTable({ buying, spending, holdout }: TransactionReport, decimals: number): TextTable {
  const told: readonly (readonly [string, number])[] = [
    ...(buying.kind === 'fitted'
      ? Object.entries({ ...buying.parameters, 'log-likelihood': buying.logLikelihood })
      : []),
    ...(spending.kind === 'fitted'
      ? Object.entries({ ...spending.parameters, gamma: spending.parameters.gamma / 10 ** decimals })
      : []),
    ...(holdout
      ? Object.entries({ 'holdout actual': holdout.actual, 'holdout expected': holdout.expected })
      : []),
  ]
  return {
    title: 'Models',
    columns: [textColumn('parameter'), numberColumn('value')],
    rows: told.map(([name, value]) => [name, formatNumber(value, 4)]),
  }
}

function toBuyerTable({ buyers, predictions }: TransactionReport, decimals: number): TextTable {
  const rated = predictions
    .map((prediction, at) => ({ ...prediction, repeats: buyers[at]?.repeats ?? 0 }))
    .sort(
      (one, other) => (other.valueMinor ?? other.expectedRepeats) - (one.valueMinor ?? one.expectedRepeats),
    )
  return {
    title: 'Most valuable buyers',
    columns: [textColumn('person'), ...['repeats', 'alive', 'expected', 'value'].map(numberColumn)],
    rows: rated
      .slice(0, SHOWN_BUYERS)
      .map(({ personId, repeats, aliveProbability, expectedRepeats, valueMinor }) => [
        personId,
        formatNumber(repeats, 0),
        formatNumber(aliveProbability, 3),
        formatNumber(expectedRepeats, 2),
        valueMinor === null ? '—' : formatNumber(toDecimal(Math.round(valueMinor), decimals), 2),
      ]),
  }
}

function toNotes({ buyers, buying, spending, value }: TransactionReport, until: CivilDay): readonly string[] {
  return [
    `${buyers.length} buyers until ${until}.`,
    ...(buying.kind === 'not-fitted' ? ['Nobody bought on a second day: no model can be fitted.'] : []),
    ...(spending.kind === 'not-fitted'
      ? ['Fewer than three repeat buyers with amounts: no value is expected.']
      : []),
    ...(value.status === 'estimated'
      ? [
          'How often and how much people buy go together, or a model did not settle: the value is an estimate.',
        ]
      : []),
  ]
}
