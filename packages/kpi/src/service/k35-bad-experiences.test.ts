import { expect, test } from 'vitest'
import type { JsonObject } from '@periplo/model'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { toOrders } from '../log/orders.ts'
import { toCases } from './cases.ts'
import { findUnhappyPersons, toComplaintRate, toReturnRate, toUnhappyRate } from './k35-bad-experiences.ts'

const told = (event: string, day: string, properties: JsonObject = {}): Told => ({
  event,
  at: `${day}T10:00:00Z`,
  user: 'ana',
  properties,
})
const csat = (day: string, score: number, rest: JsonObject = {}) =>
  told('Survey Answered', day, { metric: 'csat', score, ...rest })

test.each([
  { story: [], alerts: 0, why: 'nothing happened' },
  { story: [csat('2026-11-02', 2)], alerts: 0, why: 'once' },
  { story: [csat('2026-11-02', 2), csat('2026-11-05', 3)], alerts: 0, why: '3 of 5 is not bad' },
  {
    story: [csat('2026-11-02', 2), told('Delivery Failed', '2026-11-05')],
    alerts: 1,
    why: 'a low mark and a parcel that never came',
  },
  {
    story: [csat('2026-11-02', 1, { comment: 'pésimo, horrible, un desastre' })],
    alerts: 0,
    why: 'a mark and its comment are one experience',
  },
  {
    story: [told('Delivery Failed', '2026-08-12'), told('Delivery Failed', '2026-11-10')],
    alerts: 1,
    why: '90 days apart, one of 25 hours',
  },
  {
    story: [told('Delivery Failed', '2026-08-11'), told('Delivery Failed', '2026-11-10')],
    alerts: 0,
    why: '91 days apart',
  },
  {
    story: ['2026-11-02', '2026-11-03', '2026-11-04'].map((day) => told('Delivery Failed', day)),
    alerts: 1,
    why: 'after an alert two new ones are needed',
  },
  {
    story: [csat('2026-11-02', 2), { ...told('Delivery Failed', '2026-11-05'), user: 'eva' }],
    alerts: 0,
    why: 'of two people',
  },
  {
    story: [
      told('Survey Answered', '2026-11-02', { metric: 'nps', score: 6 }),
      told('Survey Answered', '2026-11-03', { metric: 'nps', score: 7 }),
    ],
    alerts: 0,
    why: '7 is passive',
  },
])('$alerts alerts ($why)', ({ story, alerts }) => {
  expect(findUnhappyPersons(tellLog(story), settingsOf())).toHaveLength(alerts)
})

test('one person under two ids is as unhappy as under one, until they are told apart', () => {
  const story = [csat('2026-11-02', 1), { ...told('Delivery Failed', '2026-11-05'), user: 'eva' }]
  const link = told('Identity Linked', '2026-11-20', { ids: ['user:ana', 'user:eva'] })
  const unlink = told('Identity Unlinked', '2026-11-21', { ids: ['user:ana', 'user:eva'] })
  const rate = (more: readonly Told[]) => toUnhappyRate(tellLog([...story, ...more]), settingsOf())
  expect(rate([])).toMatchObject({ numerator: 0, denominator: 2 })
  expect(rate([link])).toMatchObject({ numerator: 1, denominator: 1 })
  expect(rate([link, unlink])).toMatchObject({ numerator: 0, denominator: 2 })
})

test('without consent nobody is counted, happy or not', () => {
  const story = [
    { ...csat('2026-11-02', 1), consent: 'denied' as const },
    { ...told('Delivery Failed', '2026-11-05'), consent: 'denied' as const },
  ]
  expect(toUnhappyRate(tellLog(story), settingsOf()).status).toBe('no_data')
})

test.each([
  { topics: [], rate: null, why: 'no cases' },
  {
    topics: ['Queja', 'delivery', 'complaint/delivery', 'complaints about you'],
    rate: 0.5,
    why: 'by the topic, not by a word in it',
  },
])('complaint rate $rate ($why)', ({ topics, rate }) => {
  const story = topics.map((topic, at) => told('Case Opened', '2026-11-02', { issue_id: `c${at}`, topic }))
  expect(toComplaintRate(toCases(tellLog(story), 'Europe/Madrid'), settingsOf()).value).toBe(rate)
})

const order = (id: string, day = '2026-11-02') => ({
  ...told('Order Completed', day, { order_id: id }),
  amount: 1_000,
})
const refund = (id: string, day: string, amount?: number) => ({
  ...told('Order Refunded', day, { order_id: id }),
  ...(amount === undefined ? {} : { amount }),
})
const asOf = at('2027-01-31T00:00:00Z')

test.each([
  { story: [], part: 0, whole: 0, why: 'no orders' },
  { story: [order('a'), order('b')], part: 0, whole: 2, why: 'all kept' },
  { story: [order('a'), refund('a', '2026-11-10')], part: 1, whole: 1, why: 'sent back whole' },
  {
    story: [order('a'), refund('a', '2026-11-10', 100), refund('a', '2026-11-11', 100)],
    part: 1,
    whole: 1,
    why: 'in parts, and twice: one returned order',
  },
  { story: [order('a'), refund('a', '2026-12-02')], part: 0, whole: 1, why: 'on the day after the 30' },
  {
    story: [order('a'), told('Order Cancelled', '2026-11-03', { order_id: 'a' })],
    part: 0,
    whole: 0,
    why: 'a cancelled order never left',
  },
  { story: [order('a'), order('a')], part: 0, whole: 1, why: 'one order told twice' },
])('$part of $whole orders came back ($why)', ({ story, part, whole }) => {
  const settings = settingsOf({ asOf })
  const { orders } = toOrders(tellLog(story, { asOf }), settings)
  expect(toReturnRate(orders, settings)).toMatchObject({ numerator: part, denominator: whole })
})

test('an order that can still come back is left out, even if it has', () => {
  const settings = settingsOf({ asOf: at('2026-11-20T00:00:00Z') })
  const { orders } = toOrders(tellLog([order('a'), refund('a', '2026-11-10')], settings), settings)
  expect(toReturnRate(orders, settings)).toMatchObject({ n: 0, flags: ['no_data', 'immature', 'small_n'] })
})
