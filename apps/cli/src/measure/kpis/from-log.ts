import { MEASURES, MEASURES_FROM_LOG, REENTRIES } from '@periplo/kpi'
import type { MeasureFromLog, MeasureInfo, MeasuredValue, Reentry } from '@periplo/kpi'
import type { Instant } from '@periplo/model'
import { Option } from 'commander'
import type { Command } from 'commander'
import { listFindings } from '../findings.ts'
import type { Input } from '../input/open-input.ts'
import { openInput } from '../input/open-input.ts'
import { toOpenLog } from '../input/open-log.ts'
import { readEvents } from '../input/read-events.ts'
import { listRestated } from './restated.ts'
import { defineKpi } from '../kpi-command.ts'
import type { InputOptions, KpiCommand } from '../kpi-command.ts'
import { toCurrency, toMoment, toZone } from '../option-types.ts'
import type { KpiReport } from '../report/kpi-report.ts'

/** How a log of events is read. */
export interface LogKpiOptions extends InputOptions {
  readonly zone: string
  readonly currency: string
  readonly asOf?: Instant
  readonly from?: Instant
  readonly to?: Instant
  readonly restated?: true
  readonly reentry?: Reentry
}

const INFOS: ReadonlyMap<string, MeasureInfo> = new Map(Object.entries(MEASURES))
const ON_LOGS: ReadonlyMap<string, MeasureFromLog> = new Map(
  Object.entries<MeasureFromLog>(MEASURES_FROM_LOG),
)

/** What the help of every measure on events tells of its input. */
export const EVENT_FIELDS: readonly (readonly [string, string])[] = [
  ['event', 'what happened, such as Order Completed'],
  ['timestamp', 'when; receivedAt beside it where it is known'],
  ['userId, anonymousId', 'who; may be missing for anonymous sales, costs and rates'],
  ['messageId', 'equal ones are one event'],
  ['properties', 'order_id, revenue, currency, products, channel …'],
  ['context.periplo', 'channel and consent, as the tracking API takes them'],
]

/** The options of every measure on events. */
export function addLogOptions(command: Command): void {
  command
    .option('--zone <zone>', 'IANA zone of days', toZone, 'UTC')
    .option('--currency <code>', 'currency of reports, ISO 4217', toCurrency, 'EUR')
    .option('--as-of <moment>', 'what was known then; the last event unless said', toMoment)
    .option('--from <moment>', 'begin of the period; the first event unless said', toMoment)
    .option('--to <moment>', 'end of the period, not included; after the last event unless said', toMoment)
    .option(
      '--restated',
      'tell sealed days that have changed since: by late events (see receivedAt), merges and erasures',
    )
}

/** The option of measures on runs through journeys: which runs of a person count. */
export function addReentryOption(command: Command): void {
  const meaning = 'which runs of a person through a journey count; by first and last persons are counted'
  command.addOption(new Option('--reentry <runs>', meaning).choices(REENTRIES))
}

/** Measures a log by the ids of the registry. */
export async function measureLog(
  input: Input,
  ids: readonly string[],
  options: LogKpiOptions & { readonly quietMs?: number },
): Promise<KpiReport> {
  const events = await readEvents(input)
  const { log, settings, identityMatch, notes } = toOpenLog(events, options)
  const measures = ids.flatMap((id) => ON_LOGS.get(id) ?? [])
  const results = measures.flatMap((fromLog): readonly MeasuredValue[] => fromLog(log, settings))
  const detail = { counts: log.counts, identityMatch, asOf: new Date(settings.asOf).toISOString() }
  const report = { results, detail, notes, alerts: listFindings(results) }
  if (options.restated === undefined) return report
  const { restatements, table } = listRestated(events, settings, measures)
  return { ...report, detail: { ...detail, restatements }, tables: [table] }
}

/** Some measures of the registry under one name. */
export interface LogKpiSpec {
  readonly name: string
  readonly summary: string
  readonly ids: readonly string[]
  /** How long after the last event nothing more happens, so that short windows count as over; 0 unless said. */
  readonly quietMs?: number
}

/** A command that runs some measures of the registry on a log of events. */
export function defineLogKpi({ name, summary, ids, quietMs = 0 }: LogKpiSpec): KpiCommand {
  return defineKpi<LogKpiOptions>({
    name,
    summary,
    help: {
      input: 'events: NDJSON, one JSON object a line',
      columns: EVENT_FIELDS,
      notes: [...ids.flatMap(toExplanation), ...(quietMs > 0 ? [COMPLETE] : [])].join('\n\n'),
      examples: [`periplo measure ${name} --input e.ndjson --zone Europe/Madrid`],
    },
    addOptions: (command) => {
      addLogOptions(command)
      if (ids.some((id) => INFOS.get(id)?.reentry)) addReentryOption(command)
    },
    run: async (options) => measureLog(await openInput(options.input), ids, { ...options, quietMs }),
  })
}

/** A command for every measure on events that has none among `taken`. */
export function listLogKpis(taken: readonly KpiCommand[]): readonly KpiCommand[] {
  const names = new Set(taken.map(({ name }) => name))
  return [...ON_LOGS.keys()]
    .filter((id) => !names.has(id))
    .map((id) => defineLogKpi({ name: id, summary: INFOS.get(id)?.name.en ?? id, ids: [id] }))
}

const COMPLETE =
  'Without --as-of the file is taken as complete: windows still open at its last event count as over.'

function toExplanation(id: string): readonly string[] {
  const info = INFOS.get(id)
  if (!info) return []
  const runs = info.reentry ? ` Without --reentry: ${info.reentry}.` : ''
  return [`${info.name.en} (${info.definitionVersion}): ${info.explanation.en}${runs}`]
}
