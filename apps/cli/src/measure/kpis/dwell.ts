import { createWorkingClock, measureProcess } from '@periplo/kpi'
import type { MeasuredValue, ProcessEvent, ProcessReport, Spread, WorkingHours } from '@periplo/kpi'
import { StudioError } from '@periplo/model'
import type { Instant } from '@periplo/model'
import type { Command } from 'commander'
import { TEXT, momentIn, orEmpty } from '../input/cell-type.ts'
import { createInterning } from '../input/intern-text.ts'
import { openInput } from '../input/open-input.ts'
import type { Input } from '../input/open-input.ts'
import { openCsv } from '../input/read-csv.ts'
import { XES_KEYS, readXes, toTransition } from '../input/read-xes.ts'
import { toUnreadable } from '../input/unreadable.ts'
import { TIMESTAMP } from '../input/usual-columns.ts'
import { defineKpi } from '../kpi-command.ts'
import { toList, toWorkingHours } from '../option-types.ts'
import { formatNumber, formatValue } from '../report/format-value.ts'
import type { KpiReport } from '../report/kpi-report.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'
import { addLogOptions, addReentryOption, measureLog } from './from-log.ts'
import type { LogKpiOptions } from './from-log.ts'

interface DwellOptions extends LogKpiOptions {
  readonly case?: string
  readonly activity?: string
  readonly timestamp?: string
  readonly resource?: string
  readonly lifecycle?: string
  readonly closing?: readonly string[]
  readonly contacts?: readonly string[]
  readonly hours?: WorkingHours
}

/** Ways through the process that are told; the number of all of them is. */
const TOLD_VARIANTS = 20

/** `periplo measure dwell`: how long cases take and where they stay. */
export const DWELL = defineKpi<DwellOptions>({
  name: 'dwell',
  summary: 'how long cases take and where they stay: throughput, dwell, rework, transfers',
  help: {
    input: 'a process log: a CSV table, or XES; or NDJSON events of journeys',
    columns: [
      ['case', 'which case; also case_id, issue_id, case:concept:name … or --case'],
      ['activity', 'what was done; also event, concept:name … or --activity'],
      ['timestamp', 'when; also time:timestamp, time, date … or --timestamp'],
      ['resource', 'who did it, may be missing; also agent, user, org:resource … or --resource'],
      [
        'lifecycle',
        'start or complete, may be missing; also lifecycle:transition, transition … or --lifecycle',
      ],
    ],
    notes:
      'Dwell is from one activity until the next one begins. In a log with starts, waiting and service are\ntold apart. In XES the flags name attribute keys.',
    examples: [
      'periplo measure dwell --input log.xes.gz',
      'periplo measure dwell --input log.csv --case ticket --activity status --closing Closed',
      'periplo measure dwell --input log.csv --hours mon-fri@09:00-18:00 --zone Europe/Madrid',
    ],
  },
  addOptions,
  async run(options) {
    const input = await openInput(options.input)
    const { closing, contacts, hours, zone } = options
    if (input.format === 'json-lines' && hours)
      throw new StudioError(
        'input/invalid',
        '--hours is for process logs; stays in journeys count every hour.',
      )
    if (input.format === 'json-lines') return measureLog(input, ['dwell'], options)
    const events: ProcessEvent[] = []
    for await (const event of readLog(input, options)) events.push(event)
    if (events.length === 0) throw toUnreadable({ file: input.file }, 'it holds no event.')
    const frame = toFrame(events)
    const clock = hours && createWorkingClock(hours, zone, frame.window.from)
    const report = measureProcess(events, { closing, contacts, clock }, frame)
    return {
      results: toResults(report),
      detail: toDetail(report, frame.window),
      tables: [toActivityTable(report), toVariantTable(report)],
      notes: [`${report.cases} cases, ${report.events} events, ${report.variants.length} variants.`],
    }
  },
})

function addOptions(command: Command): void {
  addLogOptions(command)
  addReentryOption(command)
  command
    .option('--case <column>', 'column that names the case')
    .option('--activity <column>', 'column that names the activity')
    .option('--timestamp <column>', 'column that says when')
    .option('--resource <column>', 'column that says who')
    .option('--lifecycle <column>', 'column that says start or complete')
    .option('--closing <a,b>', 'activities that close a case; every case is closed unless named', toList)
    .option('--contacts <a,b>', 'activities that are contacts with the customer', toList)
    .option(
      '--hours <hours>',
      'count working hours of --zone alone, such as mon-fri@09:00-18:00',
      toWorkingHours,
    )
}

function readLog(input: Input, options: DwellOptions): AsyncIterable<ProcessEvent> {
  if (input.format !== 'xml') return readTable(input, options)
  const { case: caseKey, activity, timestamp, resource, lifecycle } = options
  return readXes(input, {
    case: caseKey ?? XES_KEYS.case,
    activity: activity ?? XES_KEYS.activity,
    timestamp: timestamp ?? XES_KEYS.timestamp,
    resource: resource ?? XES_KEYS.resource,
    transition: lifecycle ?? XES_KEYS.transition,
  })
}

async function* readTable(input: Input, options: DwellOptions): AsyncIterable<ProcessEvent> {
  const table = await openCsv(input)
  const caseOf = table.column({ asked: options.case, usual: CASE, flag: '--case' }, TEXT)
  const activityOf = table.column({ asked: options.activity, usual: ACTIVITY, flag: '--activity' }, TEXT)
  const timeOf = table.column(
    { asked: options.timestamp, usual: ['time:timestamp', ...TIMESTAMP], flag: '--timestamp' },
    momentIn(options.zone),
  )
  const resourceOf = table.optionalColumn({ asked: options.resource, usual: RESOURCE }, orEmpty(TEXT))
  const transitionOf = table.optionalColumn({ asked: options.lifecycle, usual: LIFECYCLE }, orEmpty(TEXT))
  const intern = createInterning()
  for await (const row of table.rows) {
    const resource = resourceOf?.(row) ?? null
    yield {
      caseId: intern(caseOf(row)),
      activity: intern(activityOf(row)),
      at: timeOf(row),
      resource: resource === null ? null : intern(resource),
      transition: toTransition(transitionOf?.(row) ?? undefined),
    }
  }
}

const CASE = ['case', 'case_id', 'case:concept:name', 'caseid', 'issue_id', 'ticket', 'trace'] as const
const ACTIVITY = ['activity', 'concept:name', 'event', 'activity_name', 'status', 'task'] as const
const RESOURCE = ['resource', 'org:resource', 'agent', 'agent_id', 'user', 'org:group', 'team'] as const
const LIFECYCLE = ['lifecycle', 'lifecycle:transition', 'transition'] as const

function toFrame(events: readonly ProcessEvent[]): {
  readonly window: { readonly from: Instant; readonly to: Instant }
  readonly asOf: Instant
} {
  let [from, to] = [Infinity, -Infinity]
  for (const { at } of events) [from, to] = [Math.min(from, at), Math.max(to, at)]
  return { window: { from, to: to + 1 }, asOf: to }
}

function toResults(report: ProcessReport): readonly MeasuredValue[] {
  const { throughput, rework, transfers, firstContactResolution, activities } = report
  return [
    ...toValues('throughput', throughput, {}),
    { measure: 'rework', breakdown: {}, value: rework.rate },
    { measure: 'transfers', breakdown: {}, value: transfers.perCase },
    { measure: 'transferred-cases', breakdown: {}, value: transfers.rate },
    { measure: 'first-contact-resolution', breakdown: {}, value: firstContactResolution },
    ...activities.flatMap(({ activity, dwell, waiting, service, rework }) => [
      ...toValues('dwell', dwell, { activity }),
      ...toValues('waiting', waiting, { activity }),
      ...(service ? toValues('service', service, { activity }) : []),
      { measure: 'activity-rework', breakdown: { activity }, value: rework },
    ]),
  ]
}

function toValues(
  measure: string,
  { median, p90, mean }: Spread,
  breakdown: MeasuredValue['breakdown'],
): readonly MeasuredValue[] {
  return [
    { measure: `${measure}-median`, breakdown, value: median },
    { measure: `${measure}-p90`, breakdown, value: p90 },
    { measure: `${measure}-mean`, breakdown, value: mean },
  ]
}

function toDetail(
  report: ProcessReport,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): KpiReport['detail'] {
  const { cases, openCases, events, hasStarts, throughput, activities, rework, transfers, variants } = report
  return {
    cases,
    openCases,
    events,
    from: new Date(from).toISOString(),
    to: new Date(to - 1).toISOString(),
    hasStarts,
    throughputMs: toMs(throughput),
    activities: activities.map(
      ({ activity, visits, cases: own, dwell, waiting, service, rework: again }) => ({
        activity,
        visits,
        cases: own,
        dwellMs: toMs(dwell),
        waitingMs: toMs(waiting),
        serviceMs: service && toMs(service),
        reworkRate: again.value,
      }),
    ),
    rework: {
      rate: rework.rate.value,
      repeats: rework.repeats,
      selfLoops: rework.selfLoops,
      returns: rework.returns,
    },
    transfers: {
      total: transfers.perCase.numerator,
      perCase: transfers.perCase.value,
      pingPongs: transfers.pingPongs,
      pairs: transfers.pairs,
    },
    firstContactResolution: report.firstContactResolution.value,
    variants: { count: variants.length, most: variants.slice(0, TOLD_VARIANTS) },
  }
}

function toMs({ mean, median, p75, p90, p95 }: Spread): Readonly<Record<keyof Spread, number | null>> {
  return {
    mean: mean.value,
    median: median.value,
    p75: p75.value,
    p90: p90.value,
    p95: p95.value,
  }
}

function toActivityTable({ activities }: ProcessReport): TextTable {
  return {
    title: 'Activities',
    columns: [
      textColumn('activity'),
      ...['visits', 'cases', 'dwell p50', 'dwell p90', 'waiting p50', 'service p50', 'again'].map(
        numberColumn,
      ),
    ],
    rows: activities.map(({ activity, visits, cases, dwell, waiting, service, rework }) => [
      activity,
      formatNumber(visits, 0),
      formatNumber(cases, 0),
      formatValue(dwell.median.value, dwell.median),
      formatValue(dwell.p90.value, dwell.p90),
      formatValue(waiting.median.value, waiting.median),
      service ? formatValue(service.median.value, service.median) : '',
      formatValue(rework.value, rework),
    ]),
  }
}

function toVariantTable({ variants }: ProcessReport): TextTable {
  return {
    title: 'Most frequent ways',
    columns: [numberColumn('cases'), textColumn('activities')],
    rows: variants
      .slice(0, 5)
      .map(({ activities, cases }) => [formatNumber(cases, 0), activities.join(' > ')]),
  }
}
