import type { Condition } from '@periplo/model'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { identify, track } from './acts.ts'
import { draw, enterOn, OUT } from './draw.ts'
import { openHouse } from './house.ts'
import type { House, Room } from './house.ts'
import { readFacts } from './tell-facts.ts'

const START = '2026-03-02T10:00:00Z'
const ANA = { userId: 'ana' }
const DAY = { amount: 1, unit: 'days' } as const
const DAYS_30 = { amount: 30, unit: 'days' } as const

let house: House
let room: Room
beforeAll(async () => {
  house = await openHouse(START)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.set(START)
  room = await house.openRoom('Shop')
})

/** Publishes a journey that asks once, a day after somebody entered. */
async function ask(condition: Condition): Promise<void> {
  const nodes = [
    enterOn('Signed Up'),
    { id: 'rest', kind: 'delay', duration: DAY } as const,
    { id: 'asked', kind: 'condition', condition } as const,
    OUT,
  ]
  await room.publish(draw(nodes, ['enter > rest', 'rest > asked', 'asked:yes > out', 'asked:no > out']))
}

async function readAnswer(): Promise<string | undefined> {
  const facts = await readFacts(room, 'ana')
  return facts.flatMap((fact) => /leaves asked by (\w+)/.exec(fact)?.[1] ?? [])[0]
}

const order = (revenue: number, currency: string, timestamp: string) => ({
  event: 'Order Completed',
  properties: { revenue, currency, store: revenue > 50 ? 'Gran Vía' : 'Sol' },
  timestamp,
})
const ORDERS = { event: 'Order Completed', within: DAYS_30 } as const
const isStore = (value: string): Condition => ({
  op: 'compare',
  operand: { from: 'event', path: 'store' },
  is: 'equals',
  value,
})

test.each([
  {
    condition: {
      op: 'total',
      ...ORDERS,
      of: 'sum',
      path: 'revenue',
      is: 'equals',
      value: { amountMinor: 12_000, currency: 'EUR' },
    },
    answer: 'yes',
    why: 'what was ordered before and inside the run, in euros',
  },
  {
    condition: { op: 'total', ...ORDERS, of: 'sum', path: 'revenue', is: 'at-least', value: 121 },
    answer: 'yes',
    why: 'as plain numbers the dollar counts, too',
  },
  {
    condition: { op: 'last', ...ORDERS, where: isStore('Gran Vía') },
    answer: 'yes',
    why: 'the latest by its own time',
  },
  {
    condition: { op: 'first', ...ORDERS, where: isStore('Gran Vía') },
    answer: 'no',
    why: 'the first was elsewhere',
  },
  {
    condition: { op: 'consent', channel: 'email', purpose: 'marketing', is: 'granted' },
    answer: 'yes',
    why: 'given',
  },
  {
    condition: { op: 'consent', channel: 'sms', purpose: 'marketing', is: 'granted' },
    answer: 'no',
    why: 'nothing said',
  },
  {
    condition: {
      op: 'compare',
      operand: { from: 'trait', path: 'born' },
      is: 'anniversary-in-days',
      value: 2,
    },
    answer: 'yes',
    why: 'a birthday the day after tomorrow, where they are',
  },
  {
    condition: { op: 'local-time', window: { weekdays: [2], fromMinute: 11 * 60, untilMinute: 11 * 60 + 1 } },
    answer: 'yes',
    why: 'it is eleven on a Tuesday in Madrid',
  },
  {
    condition: {
      op: 'compare',
      operand: { from: 'run', path: 'entered_at' },
      is: 'longer-ago',
      value: { amount: 24, unit: 'hours' },
    },
    answer: 'yes',
    why: 'in for a day',
  },
  {
    condition: {
      op: 'compare',
      operand: { from: 'entry', path: 'plan' },
      is: 'equals',
      value: { from: 'trait', path: 'plan' },
    },
    answer: 'yes',
    why: 'the plan they entered with is the one they have',
  },
] satisfies readonly { condition: Condition; answer: string; why: string }[])(
  'a journey asks $condition.op, and hears $answer ($why)',
  async ({ condition, answer }) => {
    await ask(condition)
    await track(room, ANA, order(20, 'EUR', '2026-03-01T09:00:00Z'))
    await identify(room, 'ana', { traits: { born: '1990-03-05', plan: 'pro' } })
    await track(room, ANA, { event: 'Signed Up', properties: { plan: 'Pro' } })
    await house.turnTo('2026-03-02T12:00:00Z')
    await track(room, ANA, order(100, 'EUR', '2026-03-02T11:00:00Z'))
    await track(room, ANA, order(1, 'USD', '2026-02-28T11:00:00Z'))
    await house.turnTo('2026-03-03T10:00:00Z')
    expect(await readAnswer()).toBe(answer)
  },
)

test('consent is asked as it is when the condition is judged', async () => {
  await ask({ op: 'consent', channel: 'email', purpose: 'marketing', is: 'denied' })
  await identify(room, 'ana')
  await track(room, ANA, 'Signed Up')
  await house.turnTo('2026-03-02T15:00:00Z')
  const denied = { context: { periplo: { consent: { email: 'denied' } } } }
  await track(room, ANA, { event: 'Preference Updated', ...denied })
  await house.turnTo('2026-03-03T10:00:00Z')
  expect(await readAnswer()).toBe('yes')
})
