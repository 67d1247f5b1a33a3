import { FUNNEL_ORDERS, measureFunnel } from '@periplo/kpi'
import type { Funnel, FunnelEvent, FunnelExclusion, FunnelOrder, MeasuredValue, Span } from '@periplo/kpi'
import type { Instant, Measure } from '@periplo/model'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { TEXT, momentIn } from '../input/cell-type.ts'
import { createInterning } from '../input/intern-text.ts'
import { openInput } from '../input/open-input.ts'
import { toOpenLog } from '../input/open-log.ts'
import type { Input } from '../input/open-input.ts'
import { openCsv } from '../input/read-csv.ts'
import { readEvents } from '../input/read-events.ts'
import { EVENT, PERSON, TIMESTAMP } from '../input/usual-columns.ts'
import { defineKpi } from '../kpi-command.ts'
import type { InputOptions } from '../kpi-command.ts'
import { toList, toMoment, toWindow, toZone } from '../option-types.ts'
import { formatNumber, formatValue } from '../report/format-value.ts'
import type { KpiReport } from '../report/kpi-report.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'

interface FunnelOptions extends InputOptions {
  readonly steps: readonly string[]
  readonly order: FunnelOrder
  readonly window: Span
  readonly exclude?: readonly FunnelExclusion[]
  readonly person?: string
  readonly event?: string
  readonly timestamp?: string
  readonly zone: string
  readonly asOf?: Instant
}

/** `periplo measure funnel`: who gets through steps of events, and how fast. */
export const FUNNEL = defineKpi<FunnelOptions>({
  name: 'funnel',
  summary: 'who gets through steps of events, and how fast',
  help: {
    input: 'events: a CSV table, or NDJSON',
    columns: [
      ['person', 'who did it; also person_id, user_id, user, customer_id … or --person'],
      ['event', 'what they did; also name, activity … or --event'],
      ['timestamp', 'when; also time, date, occurred_at … or --timestamp'],
    ],
    notes:
      'A person counts once, with the attempt that got furthest. All steps lie within the window of the first,\nits end included. Without --as-of the file is taken as complete: an open window counts as closed.',
    examples: ['periplo measure funnel --input e.csv --steps view,add,buy --order ordered --window 14d'],
  },
  addOptions,
  async run(options) {
    const input = await openInput(options.input)
    const { events, from, to } = await readFunnelEvents(input, options)
    const { steps, order, window, zone, exclude = [], asOf } = options
    const terms = { steps, order, window, zone, exclusions: exclude, isComplete: asOf === undefined }
    const funnel = measureFunnel(events, terms, { window: { from, to: to + 1 }, asOf: asOf ?? to })
    return {
      results: toResults(funnel),
      detail: toDetail(funnel, events.length),
      tables: [toStepTable(funnel)],
      notes: toNotes(funnel),
    }
  },
})

function addOptions(command: Command): void {
  command
    .requiredOption('--steps <a,b,c>', 'names of events', toList)
    .addOption(
      new Option('--order <order>', 'how the steps must follow').choices(FUNNEL_ORDERS).default('ordered'),
    )
    .addOption(
      new Option('--window <time>', 'from the first step to any other: 14d, 12h, 30m')
        .argParser(toWindow)
        .default(toWindow('14d'), '14d'),
    )
    .option('--exclude <name:after:before>', 'an event that ends attempts between two steps', toExclusion)
    .option('--person <column>', 'column that names the person')
    .option('--event <column>', 'column that names the event')
    .option('--timestamp <column>', 'column that says when')
    .option('--zone <zone>', 'IANA zone of days, and of times without an offset', toZone, 'UTC')
    .option('--as-of <moment>', 'leave people out of rates whose window is open then', toMoment)
}

function toExclusion(text: string, before: readonly FunnelExclusion[] = []): readonly FunnelExclusion[] {
  const [, name, from, to] = /^(.+):(\d+):(\d+)$/.exec(text) ?? []
  if (name === undefined) throw new InvalidArgumentError('It is an event and two steps, such as refund:1:2.')
  return [...before, { name, after: Number(from), before: Number(to) }]
}

interface ReadEvents {
  readonly events: readonly FunnelEvent[]
  readonly from: Instant
  readonly to: Instant
}

async function readFunnelEvents(input: Input, options: FunnelOptions): Promise<ReadEvents> {
  const events =
    input.format === 'json-lines' ? await readTracked(input, options) : await readTable(input, options)
  const span = { from: Infinity, to: -Infinity }
  for (const { at } of events) {
    span.from = Math.min(span.from, at)
    span.to = Math.max(span.to, at)
  }
  return { events, ...span }
}

async function readTracked(input: Input, { zone }: FunnelOptions): Promise<readonly FunnelEvent[]> {
  const { log } = toOpenLog(await readEvents(input), { zone, currency: 'EUR' })
  return [...log.byPerson].flatMap(([personId, events]) =>
    events.map(({ event, timestamp }) => ({ personId, name: event, at: timestamp })),
  )
}

async function readTable(input: Input, options: FunnelOptions): Promise<readonly FunnelEvent[]> {
  const table = await openCsv(input)
  const { person, event, timestamp, zone } = options
  const personOf = table.column({ asked: person, usual: PERSON, flag: '--person' }, TEXT)
  const nameOf = table.column({ asked: event, usual: EVENT, flag: '--event' }, TEXT)
  const timeOf = table.column({ asked: timestamp, usual: TIMESTAMP, flag: '--timestamp' }, momentIn(zone))
  const intern = createInterning()
  const events: FunnelEvent[] = []
  for await (const row of table.rows)
    events.push({ personId: intern(personOf(row)), name: intern(nameOf(row)), at: timeOf(row) })
  return events
}

function toResults({ steps }: Funnel): readonly MeasuredValue[] {
  return steps.flatMap(({ step, fromFirst, fromPrevious, sincePrevious, sinceFirst }, index) => {
    const breakdown = { step: `${index + 1} ${step}` }
    const told: readonly (readonly [string, Measure | undefined])[] = [
      ['funnel-conversion', fromFirst],
      ['funnel-step-conversion', index === 0 ? undefined : fromPrevious],
      ['funnel-step-time-mean', sincePrevious?.mean],
      ['funnel-step-time-median', sincePrevious?.median],
      ['funnel-time-mean', sinceFirst?.mean],
      ['funnel-time-median', sinceFirst?.median],
    ]
    return told.flatMap(([measure, value]) => (value === undefined ? [] : [{ measure, breakdown, value }]))
  })
}

function toDetail({ steps, ...funnel }: Funnel, events: number): KpiReport['detail'] {
  return {
    events,
    persons: funnel.persons,
    excluded: funnel.excluded,
    open: funnel.open,
    steps: steps.map(({ step, persons, fromFirst, fromPrevious, sincePrevious, sinceFirst }) => ({
      step,
      count: persons,
      conversion: fromFirst.value,
      stepConversion: fromPrevious.value,
      meanMs: sincePrevious?.mean.value ?? null,
      medianMs: sincePrevious?.median.value ?? null,
      meanFromFirstMs: sinceFirst?.mean.value ?? null,
      medianFromFirstMs: sinceFirst?.median.value ?? null,
    })),
  }
}

function toStepTable({ steps }: Funnel): TextTable {
  return {
    title: 'Steps',
    columns: [
      textColumn('step'),
      ...['persons', 'of the first', 'of the previous', 'mean time', 'median time'].map(numberColumn),
    ],
    rows: steps.map(({ step, persons, fromFirst, fromPrevious, sincePrevious }, index) => [
      `${index + 1} ${step}`,
      formatNumber(persons, 0),
      formatValue(fromFirst.value, fromFirst),
      formatValue(fromPrevious.value, fromPrevious),
      sincePrevious ? formatValue(sincePrevious.mean.value, sincePrevious.mean) : '',
      sincePrevious ? formatValue(sincePrevious.median.value, sincePrevious.median) : '',
    ]),
  }
}

function toNotes({ persons, excluded, open, steps }: Funnel): readonly string[] {
  const unseen = steps.filter((step) => step.persons === 0).map(({ step }) => step)
  return [
    `${persons} persons.`,
    ...(excluded > 0 ? [`${excluded} had all their attempts ended by exclusions, and are in no step.`] : []),
    ...(open > 0 ? [`${open} have a window that is still open, and are in no rate.`] : []),
    ...(unseen.length > 0 ? [`Nobody got to ${unseen.join(', ')}.`] : []),
  ]
}
