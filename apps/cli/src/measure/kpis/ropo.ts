import { measureRopo, MEASURES_FROM_LOG, ROPO_HEADLINE } from '@periplo/kpi'
import type { MeasuredValue, MeasureFromLog, RopoReport } from '@periplo/kpi'
import { openInput } from '../input/open-input.ts'
import { toOpenLog } from '../input/open-log.ts'
import { readEvents } from '../input/read-events.ts'
import { defineKpi } from '../kpi-command.ts'
import { formatInterval, formatValue } from '../report/format-value.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'
import { EVENT_FIELDS, addLogOptions } from './from-log.ts'
import type { LogKpiOptions } from './from-log.ts'
import { listRestated } from './restated.ts'

/** So long after the last event the return days of every order are over. */
const QUIET_MS = 31 * 86_400_000

const ON_LOG: readonly MeasureFromLog[] = [
  MEASURES_FROM_LOG['ropo-orders'],
  MEASURES_FROM_LOG['ropo-revenue'],
  MEASURES_FROM_LOG['ropo-coverage'],
]

/** `periplo measure ropo`: research online, purchase offline. */
export const ROPO = defineKpi<LogKpiOptions>({
  name: 'ropo',
  summary: 'research online, purchase offline: the share of shop orders with research before',
  help: {
    input: 'events: NDJSON, one JSON object a line',
    columns: EVENT_FIELDS,
    notes:
      'Offline orders (Order Completed on an offline channel, not fetched after buying online) of known people\nwith research in the days before ÷ offline orders of known people. Headline: same category, 30 days.\nWithout --as-of the file is taken as complete: the 30 days to return every order count as over.',
    examples: ['periplo measure ropo --input e.ndjson --zone Europe/Madrid --currency EUR'],
  },
  addOptions: addLogOptions,
  async run(options) {
    const events = await readEvents(await openInput(options.input))
    const { log, settings, identityMatch, notes } = toOpenLog(events, { ...options, quietMs: QUIET_MS })
    const report = measureRopo(log, settings)
    const restated = options.restated && listRestated(events, settings, ON_LOG)
    const { coverage } = report
    return {
      results: toResults(report),
      detail: {
        counts: log.counts,
        identityMatch,
        orders: coverage.denominator,
        identified: coverage.numerator,
        ropo: report.cells.map(({ level, days, orderRate, revenueShare }) => ({
          match: level,
          days,
          orders: orderRate.numerator,
          orderRate: orderRate.value,
          bounds: orderRate.interval,
          revenueShare: revenueShare.value,
        })),
        ...(restated && { restatements: restated.restatements }),
      },
      tables: [toCellTable(report), ...(restated ? [restated.table] : [])],
      notes: [...notes, 'A share of orders, not an effect: only an experiment tells what research caused.'],
    }
  },
})

function toResults({ coverage, cells }: RopoReport): readonly MeasuredValue[] {
  const head = cells.filter(
    ({ level, days }) => level === ROPO_HEADLINE.level && days === ROPO_HEADLINE.window,
  )
  return [
    ...head.flatMap((cell) => toValues(cell, {})),
    { measure: 'ropo-coverage', breakdown: {}, value: coverage },
    ...cells.flatMap((cell) => toValues(cell, { match: cell.level, days: String(cell.days) })),
  ]
}

function toValues(
  { orderRate, revenueShare }: RopoReport['cells'][number],
  breakdown: MeasuredValue['breakdown'],
): readonly MeasuredValue[] {
  return [
    { measure: 'ropo-orders', breakdown, value: orderRate },
    { measure: 'ropo-revenue', breakdown, value: revenueShare },
  ]
}

function toCellTable({ cells }: RopoReport): TextTable {
  return {
    title: 'By match and look-back',
    columns: [
      textColumn('match'),
      ...['days', 'orders', 'of all orders, from to', 'revenue'].map(numberColumn),
    ],
    rows: cells.map(({ level, days, orderRate, revenueShare }) => [
      level,
      String(days),
      formatValue(orderRate.value, orderRate),
      formatInterval(orderRate),
      formatValue(revenueShare.value, revenueShare),
    ]),
  }
}
