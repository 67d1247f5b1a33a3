import { K42, startOfDay, sumByAge, toCohorts, toShareMeasure } from '@periplo/kpi'
import type { CivilDay, Cohort, Frame, MeasuredValue } from '@periplo/kpi'
import { openInput } from '../input/open-input.ts'
import { readTransactions } from '../input/read-transactions.ts'
import { defineKpi } from '../kpi-command.ts'
import { toDay, wholeFrom } from '../option-types.ts'
import { formatNumber, formatValue } from '../report/format-value.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'
import { addLogOptions, measureLog } from './from-log.ts'
import type { LogKpiOptions } from './from-log.ts'

interface CohortOptions extends LogKpiOptions {
  readonly until?: CivilDay
  readonly within: number
  readonly person?: string
  readonly date?: string
}

/** Months that people are shown; `--json` has all. */
const SHOWN_MONTHS = 12

/** `periplo measure cohort`: who comes back, by the month of their first purchase. */
export const COHORT = defineKpi<CohortOptions>({
  name: 'cohort',
  summary: 'who comes back, by the month of the first purchase',
  help: {
    input: 'transactions: a CSV table, or NDJSON events with orders',
    columns: [
      ['person_id', 'who bought; also person, user_id, customer_id … or --person'],
      ['date', 'when; also day, timestamp … or --date'],
    ],
    notes: 'Cells of months that are not over at --until are immature, and in no sum.',
    examples: ['periplo measure cohort --input tx.csv --within 1'],
  },
  addOptions(command) {
    addLogOptions(command)
    command
      .option('--until <date>', 'the last day that is known, whole; the last in the file unless said', toDay)
      .option(
        '--within <months>',
        '1: bought in that very month; more: in it or the months after',
        wholeFrom(1, 120),
        1,
      )
      .option('--person <column>', 'column that names the person')
      .option('--date <column>', 'column that says when')
  },
  async run(options) {
    const input = await openInput(options.input)
    if (input.format === 'json-lines') return measureLog(input, ['retention', 'rolling-retention'], options)
    const { transactions, firstDay, lastDay } = await readTransactions(input, {
      ...options,
      withoutAmounts: true,
    })
    const { zone, within } = options
    const until = options.until ?? lastDay
    const cohorts = toCohorts(transactions, { until, within })
    const end = startOfDay(until, zone) + 86_400_000
    const frame = { window: { from: Math.min(startOfDay(firstDay, zone), end), to: end }, asOf: end }
    return {
      results: toResults(cohorts, frame),
      detail: { until, within, cohorts },
      tables: [toTriangle(cohorts)],
      notes: [`${cohorts.reduce((sum, { size }) => sum + size, 0)} persons in ${cohorts.length} cohorts.`],
    }
  },
})

function toResults(cohorts: readonly Cohort[], frame: Frame): readonly MeasuredValue[] {
  const ages = sumByAge(cohorts).slice(1)
  const share = ({ retained, size, open }: (typeof ages)[number]) =>
    toShareMeasure({ definitionVersion: K42, part: retained, whole: size, open }, frame)
  const whole = ages[0] ?? { age: 1, retained: 0, size: 0, open: 0 }
  return [
    { measure: 'retention', breakdown: {}, value: share(whole) },
    ...ages.map((row) => ({
      measure: 'retention',
      breakdown: { month: String(row.age) },
      value: share(row),
    })),
    ...cohorts.flatMap(({ month, size, cells }) =>
      cells.slice(1).map(({ age, retained, mature }) => ({
        measure: 'retention',
        breakdown: { cohort: month, month: String(age) },
        value: toShareMeasure(
          { definitionVersion: K42, part: retained, whole: size, open: mature ? 0 : size },
          frame,
        ),
      })),
    ),
  ]
}

/** A star marks cells whose month is not over. */
function toTriangle(cohorts: readonly Cohort[]): TextTable {
  const months = Math.min(SHOWN_MONTHS, Math.max(0, ...cohorts.map(({ cells }) => cells.length)))
  const rate = { unit: 'rate' } as const
  return {
    title: 'Cohorts',
    columns: [
      textColumn('first in'),
      numberColumn('persons'),
      ...Array.from({ length: months }, (_, age) => numberColumn(String(age))),
    ],
    rows: cohorts.map(({ month, size, cells }) => [
      month,
      formatNumber(size, 0),
      ...cells
        .slice(0, months)
        .map(({ retained, mature }) => `${formatValue(retained / size, rate)}${mature ? '' : '*'}`),
    ]),
  }
}
