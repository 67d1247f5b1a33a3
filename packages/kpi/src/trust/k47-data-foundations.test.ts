import { expect, test } from 'vitest'
import type { JsonObject } from '@periplo/model'
import { addDays } from '../civil-day.ts'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { judgeDays, toDaySeries } from './anomalies.ts'
import {
  listExposures,
  toAdoption,
  toCatalogueCoverage,
  toOptOutRate,
  toRelevance,
} from './k45-personalisation.ts'
import {
  listChoices,
  listSubjectRequests,
  toClosedLoop,
  toDuplicateRate,
  toFreshness,
  toMatchRate,
  toOptInRate,
  toPreferenceChanges,
  toRequestsInTime,
  toRequestTime,
  toSuppressionAccuracy,
} from './k47-data-foundations.ts'
import { judgeDay } from './k48-anomaly.ts'

const SETTINGS = settingsOf()
const DAY = 86_400_000
const told = (event: string, when: string, properties: JsonObject = {}): Told => ({
  event,
  at: when.length === 10 ? `${when}T10:00:00Z` : when,
  user: 'ana',
  properties,
})

const shown = (properties: JsonObject = {}, rest: Partial<Told> = {}) => ({
  ...told('Recommendation Shown', '2026-11-02', {
    decision_id: 'd',
    products: [{ sku: 'a' }, { sku: 'b' }],
    ...properties,
  }),
  ...rest,
})
const took = (event: string, when: string, properties: JsonObject) => told(event, when, properties)

test.each([
  { story: [], part: 0, whole: 0, why: 'nothing was shown' },
  { story: [shown({ viewable: false })], part: 0, whole: 0, why: 'never came into view' },
  { story: [shown()], part: 0, whole: 1, why: 'left alone' },
  {
    story: [shown(), took('Product Added', '2026-11-03', { sku: 'a' })],
    part: 1,
    whole: 1,
    why: 'into the cart',
  },
  {
    story: [shown(), took('Product Added', '2026-11-03', { sku: 'z' })],
    part: 0,
    whole: 1,
    why: 'something else',
  },
  {
    story: [shown(), took('Product Added', '2026-11-09T10:00:00Z', { sku: 'a' })],
    part: 0,
    whole: 1,
    why: 'when the 7 days were over',
  },
  {
    story: [shown(), took('Personalisation Accepted', '2026-11-03', { decision_id: 'd' })],
    part: 1,
    whole: 1,
    why: 'said yes',
  },
  {
    story: [shown(), took('Personalisation Accepted', '2026-11-03', { decision_id: 'e' })],
    part: 0,
    whole: 1,
    why: 'yes to another decision',
  },
  {
    story: [shown(), shown(), took('Product Added', '2026-11-03', { sku: 'a' })],
    part: 1,
    whole: 1,
    why: 'a person counts once',
  },
])('$part of $whole adopted ($why)', ({ story, part, whole }) => {
  expect(toAdoption(listExposures(tellLog(story), SETTINGS), SETTINGS)).toMatchObject({
    numerator: part,
    denominator: whole,
  })
})

test('what can still be taken is left out', () => {
  const settings = settingsOf({ asOf: at('2026-11-05T00:00:00Z') })
  const exposures = listExposures(tellLog([shown()], settings), settings)
  expect(toAdoption(exposures, settings).flags).toEqual(['no_data', 'immature', 'small_n'])
})

test('relevance is of lists, coverage of products, refusal of people', () => {
  const log = tellLog([
    shown(),
    took('Product Added', '2026-11-03', { sku: 'b' }),
    told('Product Viewed', '2026-11-03', { sku: 'c' }),
    told('Consent Updated', '2026-11-04', { purpose: 'personalization', state: 'denied' }),
    shown({}, { user: 'eva' }),
  ])
  const exposures = listExposures(log, SETTINGS)
  const { precision, ndcg } = toRelevance(exposures, SETTINGS)
  expect(precision).toMatchObject({ value: 0.05, n: 2 })
  expect(ndcg.value).toBeCloseTo(1 / Math.log2(3), 12)
  expect(toCatalogueCoverage(log, SETTINGS)).toMatchObject({ numerator: 2, denominator: 3 })
  expect(toOptOutRate(exposures, log, SETTINGS)).toMatchObject({ numerator: 1, denominator: 2 })
})

test('people known and ids too many, before a merge and after it', () => {
  const story = [
    told('Product Viewed', '2026-11-02'),
    { ...told('Product Viewed', '2026-11-02'), user: 'ana2' },
    { event: 'Product Viewed', at: '2026-11-02T10:00:00Z', device: 'x' },
  ]
  const link = told('Identity Linked', '2026-11-20', { ids: ['user:ana', 'user:ana2'] })
  const read = (more: readonly Told[]) => {
    const log = tellLog([...story, ...more])
    return [toMatchRate(log, SETTINGS), toDuplicateRate(log, SETTINGS)].map(({ numerator, denominator }) => [
      numerator,
      denominator,
    ])
  }
  expect(read([])).toEqual([
    [2, 3],
    [0, 2],
  ])
  expect(read([link])).toEqual([
    [1, 2],
    [1, 2],
  ])
  expect(read([link, { ...link, event: 'Identity Unlinked', at: '2026-11-21T10:00:00Z' }])).toEqual([
    [2, 3],
    [0, 2],
  ])
})

const says = (state: string, when: string, rest: Partial<Told> = {}) => ({
  ...told('Consent Updated', when, { purpose: 'marketing', channel: 'email', state }),
  ...rest,
})

test.each([
  { story: [], part: 0, whole: 0, why: 'silence is neither yes nor no' },
  {
    story: [says('granted', '2026-11-02'), says('denied', '2026-11-03')],
    part: 0,
    whole: 1,
    why: 'the last word counts',
  },
  {
    story: [says('granted', '2026-11-02'), says('denied', '2026-12-01')],
    part: 1,
    whole: 1,
    why: 'by the end of the window',
  },
  {
    story: [says('granted', '2026-11-02'), says('denied', '2026-11-02', { user: 'eva' })],
    part: 1,
    whole: 2,
    why: 'two people',
  },
])('$part of $whole opted in ($why)', ({ story, part, whole }) => {
  expect(toOptInRate(listChoices(tellLog(story), SETTINGS), SETTINGS)).toMatchObject({
    numerator: part,
    denominator: whole,
  })
})

test('who denies analytics is still known to have chosen', () => {
  const story = [told('Consent Updated', '2026-11-02', { purpose: 'analytics', state: 'denied' })]
  expect(listChoices(tellLog(story), SETTINGS)).toMatchObject([
    { purpose: 'analytics', channel: 'all', state: 'denied' },
  ])
  expect(toPreferenceChanges(tellLog(story), SETTINGS)).toMatchObject({ numerator: 1, denominator: 1 })
})

const asks = (id: string, when: string, rest: JsonObject = {}) =>
  told('Subject Request Opened', when, { request_id: id, ...rest })
const answers = (id: string, when: string) => told('Subject Request Closed', when, { request_id: id })

test.each([
  { story: [], median: null, part: 0, whole: 0, why: 'nobody asked' },
  {
    story: [asks('a', '2026-11-01'), answers('a', '2026-11-11')],
    median: 10,
    part: 1,
    whole: 1,
    why: 'ten days',
  },
  {
    story: [asks('a', '2026-11-01'), answers('a', '2026-12-02')],
    median: 31,
    part: 0,
    whole: 1,
    why: 'a day late',
  },
  { story: [asks('a', '2026-11-01')], median: null, part: 0, whole: 1, why: 'overdue' },
  {
    story: [asks('a', '2026-11-01', { due_at: '2027-02-01T00:00:00Z' })],
    median: null,
    part: 0,
    whole: 0,
    why: 'still has time, as was told',
  },
  {
    story: [asks('a', '2026-11-01', { kind: 'erasure' })],
    median: null,
    part: 0,
    whole: 0,
    why: 'erasures cannot be judged here',
  },
])('requests: median $median d, $part of $whole in time ($why)', ({ story, median, part, whole }) => {
  const requests = listSubjectRequests(tellLog(story), SETTINGS)
  expect(toRequestTime(requests, SETTINGS).value).toBe(median === null ? null : median * DAY)
  expect(toRequestsInTime(requests, SETTINGS)).toMatchObject({ numerator: part, denominator: whole })
})

const send = (when: string, properties: JsonObject = {}): Told => ({
  ...told('Message Sent', when, properties),
  channel: 'email',
})
const unsubscribed = (channel: 'email' | 'sms'): Told => ({ ...told('Unsubscribed', '2026-11-03'), channel })

test.each([
  { story: [], part: 0, whole: 0, why: 'nothing was sent' },
  {
    story: [send('2026-11-02'), says('denied', '2026-11-03'), send('2026-11-04')],
    part: 1,
    whole: 2,
    why: 'after the refusal',
  },
  {
    story: [says('denied', '2026-10-03'), says('granted', '2026-11-03'), send('2026-11-04')],
    part: 1,
    whole: 1,
    why: 'allowed again',
  },
  {
    story: [unsubscribed('email'), send('2026-11-04')],
    part: 0,
    whole: 1,
    why: 'unsubscribed',
  },
  {
    story: [unsubscribed('sms'), send('2026-11-04')],
    part: 1,
    whole: 1,
    why: 'from another channel',
  },
])('$part of $whole messages respected refusals ($why)', ({ story, part, whole }) => {
  expect(toSuppressionAccuracy(tellLog(story), SETTINGS)).toMatchObject({
    numerator: part,
    denominator: whole,
  })
})

test('freshness is the delay of the slowest twentieth', () => {
  const story = [1, 2, 3].map((hour) => ({
    ...told('Product Viewed', '2026-11-02T10:00:00Z'),
    received: `2026-11-02T1${hour}:00:00Z`,
  }))
  expect(toFreshness(tellLog(story), SETTINGS).value).toBeCloseTo(2.9 * 3_600_000, 3)
  expect(toFreshness(tellLog([]), SETTINGS).status).toBe('no_data')
})

test.each([
  { story: [send('2026-11-02')], part: 0, whole: 0, why: 'without an id nothing can come back' },
  { story: [send('2026-11-02', { message_id: 'm' })], part: 0, whole: 1, why: 'nothing came back' },
  {
    story: [
      send('2026-11-02', { message_id: 'm' }),
      told('Message Opened', '2026-11-03', { message_id: 'm' }),
    ],
    part: 1,
    whole: 1,
    why: 'opened',
  },
  {
    story: [
      send('2026-11-02', { message_id: 'm' }),
      told('Message Opened', '2026-11-09T10:00:00Z', { message_id: 'm' }),
    ],
    part: 0,
    whole: 1,
    why: 'a moment too late',
  },
  {
    story: [
      told('Decision Made', '2026-11-02', { decision_id: 'd' }),
      told('Order Completed', '2026-11-03', { decision_id: 'd' }),
    ],
    part: 1,
    whole: 1,
    why: 'an order that names its decision',
  },
])('$part of $whole loops closed ($why)', ({ story, part, whole }) => {
  expect(toClosedLoop(tellLog(story), SETTINGS)).toMatchObject({ numerator: part, denominator: whole })
})

const series = (...values: readonly number[]) =>
  new Map(values.map((value, week) => [addDays('2026-11-18', -7 * week), value] as const))

test.each([
  { values: [10, 10, 11], kind: 'too-little-history', z: undefined, why: 'two earlier weeks' },
  { values: [12, 10, 11, 9, 10], kind: 'usual', z: 2 / (1.482602218505602 * 0.5), why: 'median 10, MAD ½' },
  { values: [20, 10, 11, 9, 10], kind: 'anomaly', z: 10 / (1.482602218505602 * 0.5), why: 'twice as many' },
  { values: [0, 10, 11, 9, 10], kind: 'anomaly', z: -10 / (1.482602218505602 * 0.5), why: 'nothing at all' },
  { values: [5, 5, 5, 5, 5], kind: 'usual', z: null, why: 'always alike, and so today' },
  { values: [6, 5, 5, 5, 5], kind: 'anomaly', z: null, why: 'always alike, but today' },
  {
    values: [9, 5, 5, 5, 5, 9],
    kind: 'anomaly',
    z: 4 / (Math.sqrt(Math.PI / 2) * 0.8),
    why: 'MAD 0: the mean deviation of ⅘ stands in',
  },
])('$values is $kind ($why)', ({ values, kind, z }) => {
  const verdict = judgeDay(series(...values), '2026-11-18')
  expect(verdict.kind).toBe(kind)
  if (verdict.kind === 'too-little-history') return
  if (typeof z === 'number') expect(verdict.z).toBeCloseTo(z, 9)
  else expect(verdict.z).toBe(z)
})

test('days of a series are civil days, with zeros where nothing happened, up to yesterday', () => {
  const settings = settingsOf({ asOf: at('2026-11-05T12:00:00Z') })
  const log = tellLog(
    [told('Order Completed', '2026-11-01T23:30:00Z'), told('Order Completed', '2026-11-04T10:00:00Z')],
    settings,
  )
  expect([...toDaySeries(log, settings).orders]).toEqual([
    ['2026-11-02', 1],
    ['2026-11-03', 0],
    ['2026-11-04', 1],
  ])
})

test('an odd day is found in the series it is odd in', () => {
  const weeks = [1, 2, 3, 4, 5].flatMap((week) =>
    Array.from({ length: 10 + (week % 2) }, () => told('Order Completed', addDays('2026-11-18', -7 * week))),
  )
  const rush = Array.from({ length: 40 }, () => told('Order Completed', '2026-11-18'))
  const settings = settingsOf({ asOf: at('2026-11-19T12:00:00Z') })
  const odd = judgeDays(tellLog([...weeks, ...rush], settings), settings).filter(
    ({ verdict }) => verdict.kind === 'anomaly',
  )
  expect(odd.map(({ series, day }) => [series, day])).toEqual([
    ['events', '2026-11-18'],
    ['orders', '2026-11-18'],
  ])
})
