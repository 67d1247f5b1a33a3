import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '@periplo/model'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { toCases } from './cases.ts'
import { listServiceCosts, toCostPerCase, toCostToServe } from './k34-cost-to-serve.ts'
import type { ServiceCost } from './k34-cost-to-serve.ts'

const told = (event: string, id: string, { properties, ...rest }: Partial<Told> = {}): Told => ({
  event,
  at: '2026-11-02T09:00:00Z',
  user: id,
  channel: 'chat_human',
  properties: { issue_id: id, ...properties },
  ...rest,
})
const CALL = { channel: 'call_center_in', at: '2026-11-02T10:00:00Z' } as const
/** One case that ends in the chat, and one that ends on the telephone. */
const STORY = [
  told('Case Opened', 'a', { properties: { handle_time_s: 600 } }),
  told('Case Resolved', 'a', { at: '2026-11-02T12:00:00Z' }),
  told('Case Opened', 'b', { properties: { handle_time_s: 600 } }),
  told('Case Contacted', 'b', { ...CALL, properties: { handle_time_s: 1200 } }),
  told('Case Resolved', 'b', { at: '2026-11-02T12:00:00Z' }),
]
const CASES = toCases(tellLog(STORY), 'Europe/Madrid')
const chat = (amountMinor: number, by: ServiceCost['by']): ServiceCost => ({
  channel: 'chat_human',
  amountMinor,
  by,
})
const phone = (amountMinor: number, by: ServiceCost['by']): ServiceCost => ({
  channel: 'call_center_in',
  amountMinor,
  by,
})
const costOf = (costs: readonly ServiceCost[], view: 'route' | 'first-channel') => {
  const { byChannel } = toCostToServe(CASES, costs, settingsOf())
  return toCostPerCase([...byChannel.values()], { view, unpriced: 0 }, settingsOf())
}

test.each([
  { costs: [], first: 0, route: 0, why: 'nothing was spent' },
  { costs: [chat(2_000, 'agent-minutes')], first: 1_000, route: 1_000, why: 'two talks of the same length' },
  {
    costs: [chat(2_000, 'agent-minutes'), phone(3_000, 'agent-minutes')],
    first: 1_000,
    route: 2_500,
    why: 'the chat looks cheap: its case ended on the telephone',
  },
  {
    costs: [{ channel: null, amountMinor: 900, by: 'contacts' } as const],
    first: 300,
    route: 450,
    why: 'three contacts, two of them in the chat',
  },
  {
    costs: [{ channel: null, amountMinor: 900, by: 'cases' } as const],
    first: 450,
    route: 450,
    why: 'fixed, by case',
  },
])('a case costs $first in its first channel and $route over its route ($why)', ({ costs, first, route }) => {
  expect(costOf(costs, 'first-channel')).toMatchObject({ value: first, unit: 'money', currency: 'EUR', n: 2 })
  expect(costOf(costs, 'route').value).toBe(route)
})

test('what there is nothing to share out by is told, not lost', () => {
  const { unallocatedMinor } = toCostToServe(
    CASES,
    [{ channel: 'ivr', amountMinor: 500, by: 'contacts' }],
    settingsOf(),
  )
  expect(unallocatedMinor).toBe(500)
})

test('without a closed case there is no cost per case, but there is the cost', () => {
  const open = toCases(tellLog(STORY.slice(0, 1)), 'Europe/Madrid')
  const { byChannel } = toCostToServe(open, [chat(700, 'contacts')], settingsOf())
  const terms = { view: 'route', unpriced: 0 } as const
  expect(toCostPerCase([...byChannel.values()], terms, settingsOf())).toMatchObject({
    value: null,
    numerator: 700,
    status: 'no_data',
  })
})

test('costs shared out and left over add up to the costs', () => {
  const cost = fc.record({
    channel: fc.constantFrom('chat_human', 'call_center_in', 'email', null),
    amountMinor: fc.nat(100_000),
    by: fc.constantFrom('agent-minutes', 'contacts', 'cases'),
  })
  fc.assert(
    fc.property(fc.array(cost), (costs) => {
      const { byChannel, unallocatedMinor } = toCostToServe(CASES, costs, settingsOf())
      const shared = [...byChannel.values()].reduce((sum, { routeMinor }) => sum + routeMinor, 0)
      expect(shared + unallocatedMinor).toBeCloseTo(
        costs.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        5,
      )
    }),
  )
})

const reported = (properties: JsonObject): Told => ({
  event: 'Cost Reported',
  at: '2026-11-30T12:00:00Z',
  properties,
})
const RATE: Told = {
  event: 'Fx Rate Set',
  at: '2026-11-30T00:00:00Z',
  properties: { date: '2026-11-30', base: 'USD', quote: 'EUR', rate: 0.5 },
}

test.each([
  {
    properties: { allocation_key: 'contacts', channel: 'email', amount_minor: 100, currency: 'EUR' },
    costs: [{ channel: 'email', amountMinor: 100, by: 'contacts' }],
    unpriced: 0,
    why: 'of one channel',
  },
  {
    properties: {
      allocation_key: 'cases',
      scope: 'fixed',
      channel: 'email',
      amount_minor: 100,
      currency: 'EUR',
    },
    costs: [{ channel: null, amountMinor: 100, by: 'cases' }],
    unpriced: 0,
    why: 'fixed costs are for all',
  },
  {
    properties: { allocation_key: 'contacts', amount_minor: 100, currency: 'USD' },
    costs: [{ channel: null, amountMinor: 50, by: 'contacts' }],
    unpriced: 0,
    why: 'at the rate of the day',
  },
  {
    properties: { allocation_key: 'contacts', amount_minor: 100, currency: 'GBP' },
    costs: [],
    unpriced: 1,
    why: 'no rate is known',
  },
  {
    properties: { allocation_key: 'clicks', amount_minor: 100, currency: 'EUR' },
    costs: [],
    unpriced: 0,
    why: 'an advertisement is no service',
  },
])('$properties ($why)', ({ properties, costs, unpriced }) => {
  expect(listServiceCosts(tellLog([RATE, reported(properties)]), settingsOf())).toEqual({ costs, unpriced })
})
