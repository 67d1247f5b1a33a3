import type { Measure, MeasureStatus } from '@periplo/model'
import type { KpiLog, LogCounts, LogSettings } from '../log/kpi-log.ts'
import type { MeasuredValue } from '../measured-value.ts'
import type { Told } from './tell-log.ts'
import { at } from './sample-journey.ts'
import { settingsOf, tellLog } from './tell-log.ts'

/** What every measure must come through unharmed. */
export const FIXTURE_ROWS = [
  'empty',
  'denominator 0',
  'one person',
  'duplicate messageId',
  'out of order',
  'late after seal',
  're-entry',
  'full refund',
  'partial refund',
  'two currencies, one without a rate',
  'day of 25 hours',
  'day of 23 hours',
  'merge',
  'merge then unmerge',
  'consent withdrawn',
] as const
/** One of {@link FIXTURE_ROWS}. */
export type FixtureRow = (typeof FIXTURE_ROWS)[number]

/** A value worked by hand: `small_n`, or `no_data` where it is null, unless its status is told beside it. */
export type WorkedValue = number | null | readonly [value: number | null, status: MeasureStatus]

/** A log, and what each measure of a family says of it; total, so that no measure is forgotten. */
export interface Fixture<Id extends string> {
  readonly told: readonly Told[]
  readonly is: { readonly [Measured in Id]: WorkedValue }
  readonly settings?: Partial<LogSettings>
  readonly why: string
}

/** Every row of the list for a family; `cannot` says why a row has nothing to do with it. */
export type FixtureTable<Id extends string> = {
  readonly [Row in FixtureRow]: Fixture<Id> | { readonly cannot: string }
}

/** What a table is told around. */
export interface Story<Id extends string> {
  readonly story: readonly Told[]
  /** What each measure says of it; of nothing at all. */
  readonly is: Fixture<Id>['is']
  readonly nothing: Fixture<Id>['is']
  /** What of it is heard of late. */
  readonly late: (told: Told) => boolean
  /** Two of its users, taken for one and told apart again. */
  readonly parted: readonly [string, string]
}

/** The rows that are told alike of every story: a story stays what it is however it is told. */
type UnchangingRow =
  | 'empty'
  | 'duplicate messageId'
  | 'out of order'
  | 'late after seal'
  | 'merge then unmerge'

/** The rows in which a story is told otherwise and nothing changes. A family for which something does tells them itself. */
export function toUnchangingRows<Id extends string>({
  story,
  is,
  nothing,
  late,
  parted,
}: Story<Id>): { readonly [Row in UnchangingRow]: Fixture<Id> } {
  return {
    empty: { told: [], is: nothing, why: 'nothing was told' },
    'duplicate messageId': { told: tellTwice(story), is, why: 'each message comes twice, and counts once' },
    'out of order': { told: tellBackwards(story), is, why: 'the last comes first' },
    'late after seal': { told: tellLate(story, late), is, why: 'some of it is heard of late' },
    'merge then unmerge': { told: [...story, ...tellMerge(parted, 'and back')], is, why: 'and two again' },
  }
}

/** The rows of money, of a story it changes nothing about: Ana buys, gives back, and buys in other currencies. */
export function toMoneylessRows<Id extends string>(
  story: readonly Told[],
  { is, why }: Pick<Fixture<Id>, 'is' | 'why'>,
): {
  readonly [Row in 'full refund' | 'partial refund' | 'two currencies, one without a rate']: Fixture<Id>
} {
  return {
    'full refund': { told: [...story, ...tellReturn('ana')], is, why },
    'partial refund': { told: [...story, ...tellReturn('ana', 500)], is, why },
    'two currencies, one without a rate': { told: [...story, ...tellCurrencies('ana')], is, why },
  }
}

/** One cell of a table, ready to be asked. */
export interface FixtureCell<Id extends string> {
  readonly row: FixtureRow
  readonly id: Id
  readonly log: KpiLog
  readonly settings: LogSettings
  readonly value: number | null
  readonly status: MeasureStatus
  readonly why: string
}

/** What a log of the row must hold, where its counts can tell. */
const SHOWS: { readonly [Row in FixtureRow]?: (counts: LogCounts) => boolean } = {
  'duplicate messageId': ({ duplicates }) => duplicates > 0,
  'late after seal': ({ afterSeal }) => afterSeal > 0,
  'consent withdrawn': ({ withoutConsent }) => withoutConsent > 0,
}

/**
 * The cells of a table, row by row. Messages without an id are named by their place. Fails with
 * `RangeError` where a log does not hold what its row is about.
 */
export function listCells<Id extends string>(
  table: FixtureTable<Id>,
  usual: Partial<LogSettings> = {},
): readonly FixtureCell<Id>[] {
  return FIXTURE_ROWS.flatMap((row) => {
    const fixture = table[row]
    if ('cannot' in fixture) return []
    const { told, is, why } = fixture
    const settings = settingsOf({ ...usual, ...fixture.settings })
    const log = tellLog(told, settings)
    if (SHOWS[row]?.(log.counts) === false) throw new RangeError(`nothing in this log is ${row}`)
    const ids = Object.keys(is).filter((id): id is Id => id in is)
    return ids.map((id) => ({ row, id, log, settings, ...toReading(is[id]), why }))
  })
}

/** A cell with its answer. */
export interface AskedCell<Id extends string> extends FixtureCell<Id> {
  /** What the measure says of the whole. */
  readonly ask: () => Pick<FixtureCell<Id>, 'value' | 'status'>
}

/** Every measure of a family, ready to be asked of every row of its table. */
export function askCells<Id extends string>(
  fromLog: { readonly [I in Id]: (log: KpiLog, settings: LogSettings) => readonly MeasuredValue[] },
  table: FixtureTable<Id>,
  usual: Partial<LogSettings> = {},
): readonly AskedCell<Id>[] {
  return listCells(table, usual).map((cell) => ({
    ...cell,
    ask: () => toRounded(fromLog[cell.id](cell.log, cell.settings)[0]?.value),
  }))
}

/** What a test compares with the value and status of a cell: exact to nine digits, as formulas round. */
export function toRounded(measure: Measure | undefined): Pick<FixtureCell<string>, 'value' | 'status'> {
  const value = measure?.value ?? null
  return {
    value: value === null ? null : Number(value.toPrecision(9)),
    status: measure?.status ?? 'no_data',
  }
}

/** A civil day of Madrid by the instants a table tells it with. */
export interface OddDay {
  readonly first: string
  /** Its last second. */
  readonly last: string
  /** The first instant of the day after. */
  readonly next: string
}

/** 25 October 2026: an hour is lived twice. */
export const LONG_DAY: OddDay = {
  first: '2026-10-24T22:00:00Z',
  last: '2026-10-25T22:59:59Z',
  next: '2026-10-25T23:00:00Z',
}

/** 29 March 2026: an hour is left out. */
export const SHORT_DAY: OddDay = {
  first: '2026-03-28T23:00:00Z',
  last: '2026-03-29T21:59:59Z',
  next: '2026-03-29T22:00:00Z',
}

/** The settings under which a measure speaks of that day alone. */
export function toDaySettings({ first, next }: OddDay): Pick<LogSettings, 'window'> {
  return { window: { from: at(first), to: at(next) } }
}

/** An order, and what of it was given back; all of it unless said. */
export function tellReturn(user: string, amount?: number): readonly Told[] {
  const properties = { order_id: 'returned' }
  return [
    { event: 'Order Completed', at: '2026-11-24T10:00:00Z', user, amount: 10_000, properties },
    {
      event: 'Order Refunded',
      at: '2026-11-24T12:00:00Z',
      user,
      properties,
      ...(amount !== undefined && { amount }),
    },
  ]
}

/** Orders of a user in two currencies, of which one has a rate. */
export function tellCurrencies(user: string): readonly Told[] {
  const order = { event: 'Order Completed', at: '2026-11-24T10:00:00Z', user, amount: 10_000 }
  return [
    tellRate('2026-11-24', 0.5),
    { ...order, currency: 'USD', properties: { order_id: 'dollars' } },
    { ...order, currency: 'GBP', properties: { order_id: 'pounds' } },
  ]
}

/** The story with each message named, told twice. */
function tellTwice(story: readonly Told[]): readonly Told[] {
  return nameMessages(story).flatMap((one) => [one, one])
}

/** The story with each message named, told from its end. */
function tellBackwards(story: readonly Told[]): readonly Told[] {
  return nameMessages(story).toReversed()
}

/** The story, where what holds arrived months after its day was sealed. */
export function tellLate(story: readonly Told[], holds: (told: Told) => boolean): readonly Told[] {
  return story.map((one) => (holds(one) ? { ...one, received: '2026-12-30T10:00:00Z' } : one))
}

/** Two users turned out to be one; and, `andBack`, not to be. */
export function tellMerge(ids: readonly [string, string], andBack: 'for good' | 'and back'): readonly Told[] {
  const link = { event: 'Identity Linked', at: '2026-12-20T10:00:00Z', properties: { ids: [...ids] } }
  const unlink = { ...link, event: 'Identity Unlinked', at: '2026-12-21T10:00:00Z' }
  return andBack === 'for good' ? [link] : [link, unlink]
}

/** The user said no to analytics before the story began. */
export function tellRefusal(user: string): Told {
  const properties = { purpose: 'analytics', state: 'denied' }
  return { event: 'Consent Updated', at: '2026-10-01T10:00:00Z', user, properties }
}

/** A rate of one dollar in euros. */
export function tellRate(date: string, rate: number): Told {
  return {
    event: 'Fx Rate Set',
    at: `${date}T00:00:00Z`,
    properties: { date, base: 'USD', quote: 'EUR', rate },
  }
}

function nameMessages(story: readonly Told[]): readonly Told[] {
  return story.map((one, place) => ({ ...one, id: one.id ?? `e-${String(place).padStart(4, '0')}` }))
}

function toReading(worked: WorkedValue): Pick<FixtureCell<string>, 'value' | 'status'> {
  if (worked === null) return { value: null, status: 'no_data' }
  const [value, status] = typeof worked === 'number' ? ([worked, 'small_n'] as const) : worked
  return { value: value === null ? null : Number(value.toPrecision(9)), status }
}
