import { expect, test } from 'vitest'
import type { Channel, Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { at } from '../testing/sample-journey.ts'
import { listCells, tellMerge, tellRate, toRounded, toUnchangingRows } from '../testing/fixture-list.ts'
import type { FixtureRow, FixtureTable, WorkedValue } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { ATTRIBUTION_FROM_LOG } from './from-log.ts'

// Ana comes by an advert, a week later by e-mail, a week later of her own accord, and a week later buys for 210.00;
// Ben comes by the advert and buys nothing. Every model is asked what it gives the advert (the two by the last touch:
// what they give the touch that is theirs).

/** The channel each model is asked about. */
const ASKED = {
  last: 'direct',
  'last-non-direct': 'email',
  first: 'paid_search',
  linear: 'paid_search',
  position: 'paid_search',
  'time-decay': 'paid_search',
  markov: 'paid_search',
  shapley: 'paid_search',
  'shapley-rate': 'paid_search',
} as const
type Model = keyof typeof ASKED
type PerModel = { readonly [M in Model]: WorkedValue }
type Id =
  | `conversions by ${Model}`
  | `revenue by ${Model}`
  | 'conversions'
  | 'revenue'
  | 'paths that convert'
  | 'removal of the advert'
  | 'combinations'

const came = ([user, channel]: readonly [string, Channel], when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Page Viewed',
  at: `${when}T10:00:00Z`,
  user,
  channel,
  ...rest,
})
const bought = ([user, amount]: readonly [string, number], when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Order Completed',
  at: `${when}T10:00:00Z`,
  user,
  amount,
  properties: { order_id: `${user} ${when}` },
  ...rest,
})
const gaveBack = (amount?: number): Told => ({
  event: 'Order Refunded',
  at: '2026-11-25T10:00:00Z',
  user: 'ana',
  properties: { order_id: 'ana 2026-11-22' },
  ...(amount !== undefined && { amount }),
})
const EMAIL = came(['ana', 'email'], '2026-11-08')
const ORDER = bought(['ana', 21_000], '2026-11-22')
const ANA = [came(['ana', 'paid_search'], '2026-11-01'), EMAIL, came(['ana', 'web'], '2026-11-15'), ORDER]
const BEN = came(['ben', 'paid_search'], '2026-11-02')
const STORY: readonly Told[] = [BEN, ...ANA]

/** What each model gives, and the rates of the paths. */
interface Worked {
  readonly conversions: PerModel
  readonly revenue: PerModel
  readonly whole: readonly [conversions: WorkedValue, revenue: WorkedValue]
  readonly paths: WorkedValue
  readonly removal: WorkedValue
  readonly combinations: WorkedValue
}

const toIs = ({
  conversions,
  revenue,
  whole,
  paths,
  removal,
  combinations,
}: Worked): Record<Id, WorkedValue> => ({
  'conversions by last': conversions.last,
  'conversions by last-non-direct': conversions['last-non-direct'],
  'conversions by first': conversions.first,
  'conversions by linear': conversions.linear,
  'conversions by position': conversions.position,
  'conversions by time-decay': conversions['time-decay'],
  'conversions by markov': conversions.markov,
  'conversions by shapley': conversions.shapley,
  'conversions by shapley-rate': conversions['shapley-rate'],
  'revenue by last': revenue.last,
  'revenue by last-non-direct': revenue['last-non-direct'],
  'revenue by first': revenue.first,
  'revenue by linear': revenue.linear,
  'revenue by position': revenue.position,
  'revenue by time-decay': revenue['time-decay'],
  'revenue by markov': revenue.markov,
  'revenue by shapley': revenue.shapley,
  'revenue by shapley-rate': revenue['shapley-rate'],
  conversions: whole[0],
  revenue: whole[1],
  'paths that convert': paths,
  'removal of the advert': removal,
  combinations,
})

const toPerModel = (
  values: readonly [
    WorkedValue,
    WorkedValue,
    WorkedValue,
    WorkedValue,
    WorkedValue,
    WorkedValue,
    WorkedValue,
    WorkedValue,
    WorkedValue,
  ],
): PerModel => {
  const [last, nonDirect, first, linear, position, decay, markov, shapley, rate] = values
  return {
    last,
    'last-non-direct': nonDirect,
    first,
    linear,
    position,
    'time-decay': decay,
    markov,
    shapley,
    'shapley-rate': rate,
  }
}

const NONE = toPerModel([null, null, null, null, null, null, null, null, null])
const FREE = toPerModel([0, 0, 0, 0, 0, 0, 0, 0, 0])
/** Weights of 21, 14 and 7 days are 1/8, 1/4 and 1/2; without any of the three nobody converts. */
const USUAL: Worked = {
  conversions: toPerModel([1, 1, 1, 1 / 3, 0.4, 1 / 7, 1 / 3, 1 / 3, 1 / 3]),
  revenue: toPerModel([21_000, 21_000, 21_000, 7_000, 8_400, 3_000, 7_000, 7_000, 7_000]),
  whole: [1, 21_000],
  paths: 1 / 2,
  removal: 1,
  combinations: 1 / 2,
}
const guessed = (value: number): WorkedValue => [value, 'estimated']

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: toIs(USUAL),
    nothing: toIs({
      conversions: NONE,
      revenue: NONE,
      whole: [null, null],
      paths: null,
      removal: null,
      combinations: null,
    }),
    late: (one) => one === EMAIL,
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: STORY.filter((one) => one !== ORDER),
    is: toIs({
      conversions: NONE,
      revenue: NONE,
      whole: [null, null],
      paths: 0,
      removal: null,
      combinations: 0,
    }),
    why: 'two paths, and no order to share',
  },
  'one person': {
    told: ANA,
    is: toIs({ ...USUAL, paths: 1, combinations: 1 }),
    why: 'Ana alone: every path converts',
  },
  're-entry': {
    told: [...STORY, came(['ana', 'paid_search'], '2026-11-23'), bought(['ana', 6_000], '2026-11-24')],
    is: toIs({
      conversions: toPerModel([1, 1, 2, 4 / 3, 1.4, 8 / 7, 1, 4 / 3, 5 / 3]),
      revenue: toPerModel([21_000, 21_000, 27_000, 13_000, 14_400, 9_000, 13_500, 13_000, 22_500]),
      whole: [2, 27_000],
      paths: 2 / 3,
      removal: 1,
      combinations: 2 / 3,
    }),
    why: 'Ana comes back by the advert alone: effects 1, ½, ½; of the rate ⅔ the advert makes 5/9',
  },
  'full refund': {
    told: [...STORY, gaveBack()],
    is: toIs({ ...USUAL, revenue: FREE, whole: [1, 0] }),
    why: 'still a conversion, worth nothing',
  },
  'partial refund': {
    told: [...STORY, gaveBack(6_300)],
    is: toIs({
      ...USUAL,
      revenue: toPerModel([14_700, 14_700, 14_700, 4_900, 5_880, 2_100, 4_900, 4_900, 4_900]),
      whole: [1, 14_700],
    }),
    why: '147.00 are left to share',
  },
  'two currencies, one without a rate': {
    told: [
      ...STORY.map((one) => (one === ORDER ? { ...one, amount: 42_000, currency: 'USD' } : one)),
      tellRate('2026-11-22', 0.5),
      bought(['ben', 9_000], '2026-11-24', { currency: 'GBP' }),
    ],
    is: toIs({
      conversions: toPerModel([1, 1, 2, 4 / 3, 1.4, 8 / 7, 1, 4 / 3, 2]),
      revenue: toPerModel([
        guessed(21_000),
        guessed(21_000),
        guessed(21_000),
        guessed(7_000),
        guessed(8_400),
        guessed(3_000),
        guessed(10_500),
        guessed(7_000),
        guessed(21_000),
      ]),
      whole: [2, guessed(21_000)],
      paths: 1,
      removal: 1,
      combinations: 1,
    }),
    why: '420 dollars are 210 euros; Ben’s pounds are a conversion worth 0, and make an estimate',
  },
  'day of 25 hours': {
    told: [
      BEN,
      came(['ana', 'paid_search'], '2026-10-18', { at: '2026-10-18T12:00:00+02:00' }),
      came(['ana', 'display'], '2026-10-18', { at: '2026-10-18T11:29:59+02:00' }),
      came(['ana', 'email'], '2026-11-03', { at: '2026-11-03T12:00:00+01:00' }),
      came(['ana', 'web'], '2026-11-10', { at: '2026-11-10T12:00:00+01:00' }),
      bought(['ana', 21_000], '2026-11-17', { at: '2026-11-17T12:00:00+01:00' }),
    ],
    is: toIs({
      ...USUAL,
      conversions: toPerModel([
        1,
        1,
        1,
        1 / 3,
        0.4,
        2 ** (-721 / 168) / (2 ** (-721 / 168) + 0.75),
        1 / 3,
        1 / 3,
        1 / 3,
      ]),
      revenue: toPerModel([21_000, 21_000, 21_000, 7_000, 8_400, 1_338, 7_000, 7_000, 7_000]),
    }),
    why: 'thirty civil days back are 721 hours, and the half-life is of hours; an advert half an hour earlier is too old',
  },
  'day of 23 hours': {
    told: [
      came(['ben', 'paid_search'], '2026-04-02'),
      came(['ana', 'paid_search'], '2026-03-18', { at: '2026-03-18T12:00:00+01:00' }),
      came(['ana', 'display'], '2026-03-18', { at: '2026-03-18T11:29:59+01:00' }),
      came(['ana', 'email'], '2026-04-03', { at: '2026-04-03T12:00:00+02:00' }),
      came(['ana', 'web'], '2026-04-10', { at: '2026-04-10T12:00:00+02:00' }),
      bought(['ana', 21_000], '2026-04-17', { at: '2026-04-17T12:00:00+02:00' }),
    ],
    settings: { window: { from: at('2026-03-31T22:00:00Z'), to: at('2026-04-30T22:00:00Z') } },
    is: toIs({
      ...USUAL,
      conversions: toPerModel([
        1,
        1,
        1,
        1 / 3,
        0.4,
        2 ** (-719 / 168) / (2 ** (-719 / 168) + 0.75),
        1 / 3,
        1 / 3,
        1 / 3,
      ]),
      revenue: toPerModel([21_000, 21_000, 21_000, 7_000, 8_400, 1_349, 7_000, 7_000, 7_000]),
    }),
    why: 'thirty civil days back are 719 hours here; an advert half an hour earlier is too old all the same',
  },
  merge: {
    told: [came(['ben', 'paid_search'], '2026-11-08'), ...ANA, ...tellMerge(['ana', 'ben'], 'for good')],
    is: toIs({
      conversions: toPerModel([1, 1, 1, 1 / 2, 1 / 2, 1 / 3, 1 / 3, 1 / 3, 1 / 3]),
      revenue: toPerModel([21_000, 21_000, 21_000, 10_500, 10_500, 7_000, 7_000, 7_000, 7_000]),
      whole: [1, 21_000],
      paths: 1,
      removal: 1,
      combinations: 1,
    }),
    why: 'the advert once more, right before the e-mail: one path of four touches',
  },
  'consent withdrawn': {
    told: [BEN, ...ANA.map((one, place) => (place === 0 ? { ...one, consent: 'denied' as const } : one))],
    is: toIs({
      conversions: toPerModel([1, 1, 0, 0, 0, 0, 0, 0, -1 / 3]),
      revenue: toPerModel([21_000, 21_000, 0, 0, 0, 0, 0, 0, -7_000]),
      whole: [1, 21_000],
      paths: 1 / 2,
      removal: 0,
      combinations: 1 / 2,
    }),
    why: 'the advert is Ben’s alone, who did not buy: it lowers the rate of 1 to ½, by a sixth in mean',
  },
}

const isModel = (text: string): text is Model => text in ASKED

function read(id: Id, log: KpiLog, settings: LogSettings): Measure | undefined {
  const [kind = '', model = ''] = id.split(' by ')
  const measure = MEASURED[kind] ?? 'attributed-conversions'
  const values = ATTRIBUTION_FROM_LOG[measure](log, settings)
  if (kind === 'removal of the advert')
    return values.find(({ breakdown }) => breakdown['channel'] === 'paid_search')?.value
  if (!isModel(model)) return values[0]?.value
  return values.find(({ breakdown }) => breakdown['model'] === model && breakdown['channel'] === ASKED[model])
    ?.value
}

const MEASURED: Readonly<Record<string, keyof typeof ATTRIBUTION_FROM_LOG>> = {
  conversions: 'attributed-conversions',
  revenue: 'attributed-revenue',
  'paths that convert': 'removal-effect',
  'removal of the advert': 'removal-effect',
  combinations: 'channel-combination',
}

test.each(listCells(ROWS))('$row: $id is $value, $status ($why)', ({ id, log, settings, value, status }) => {
  expect(toRounded(read(id, log, settings))).toEqual({ value, status })
})

/** How sure the removal effects of the advert and of the e-mail are: lowest and highest of 95 %, over paths drawn again. */
type Sure = readonly [lo: number, hi: number] | null
interface SureRow {
  readonly advert: Sure
  readonly email: Sure
  readonly why: string
}

const UNKNOWN: SureRow = { advert: null, email: null, why: 'fewer than two paths, or none that converts' }
const CERTAIN: SureRow = {
  advert: [1, 1],
  email: [1, 1],
  why: 'each draw with a conversion has it by both: nobody converts without',
}
/** By a and b of both kinds in a draw the effect of the e-mail is a ÷ (a + b): 0 or 1 in more than 1 of 40 draws each. */
const OPEN: SureRow = {
  advert: [1, 1],
  email: [0, 1],
  why: 'one of two paths that convert needs the e-mail: a draw may hold only it, or none of it',
}
const INTERVALS: { readonly [Row in FixtureRow]: SureRow } = {
  empty: UNKNOWN,
  'denominator 0': UNKNOWN,
  'one person': UNKNOWN,
  'duplicate messageId': CERTAIN,
  'out of order': CERTAIN,
  'late after seal': CERTAIN,
  're-entry': OPEN,
  'full refund': CERTAIN,
  'partial refund': CERTAIN,
  'two currencies, one without a rate': OPEN,
  'day of 25 hours': CERTAIN,
  'day of 23 hours': CERTAIN,
  merge: UNKNOWN,
  'merge then unmerge': CERTAIN,
  'consent withdrawn': {
    advert: [0, 0],
    email: [1, 1],
    why: 'whoever converts comes by e-mail, and never by the advert',
  },
}
const LOGS = listCells(ROWS)
  .filter(({ id }) => id === 'removal of the advert')
  .map(({ row, log, settings }) => ({ row, log, settings, ...INTERVALS[row] }))

test.each(LOGS)('$row: the effect is sure within $advert, $email ($why)', (cell) => {
  const values = ATTRIBUTION_FROM_LOG['removal-effect'](cell.log, cell.settings)
  const read = (channel: Channel): Sure => {
    const interval = values.find(({ breakdown }) => breakdown['channel'] === channel)?.value.interval
    return interval ? [interval.lo, interval.hi] : null
  }
  expect([read('paid_search'), read('email')]).toEqual([cell.advert, cell.email])
})
