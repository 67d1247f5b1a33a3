import { describe, expect, test } from 'vitest'
import type { Condition, JsonObject, RecentEvent } from '@periplo/model'
import { DAY, HOUR, NOON } from '../testing/build-journey.ts'
import { evaluate, passes } from './evaluate.ts'
import type { Scope } from './scope.ts'

const YES: Condition = { op: 'exists', operand: { from: 'trait', path: 'there' } }
const NO: Condition = { op: 'missing', operand: { from: 'trait', path: 'there' } }
const UNKNOWN: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'nowhere' },
  is: 'equals',
  value: 1,
}

function toScope(traits: JsonObject = { there: 1 }, more: Partial<Scope> = {}): Scope {
  return { person: { traits, zone: 'Europe/Madrid', recent: [], consent: [] }, at: NOON, ...more }
}

describe('groups follow Kleene', () => {
  test.each([
    { op: 'all', of: [YES, YES], answer: true, why: 'all hold' },
    { op: 'all', of: [YES, UNKNOWN], answer: undefined, why: 'the unknown could tip it' },
    { op: 'all', of: [UNKNOWN, NO], answer: false, why: 'one "no" decides, whatever the unknown' },
    { op: 'any', of: [NO, NO], answer: false, why: 'none holds' },
    { op: 'any', of: [NO, UNKNOWN], answer: undefined, why: 'the unknown could tip it' },
    { op: 'any', of: [UNKNOWN, YES], answer: true, why: 'one "yes" decides, whatever the unknown' },
  ] as const)('$op is $answer ($why)', ({ op, of, answer }) => {
    expect(evaluate({ op, of: [...of] }, toScope())).toBe(answer)
  })

  test.each([
    { of: YES, answer: false, why: 'turned' },
    { of: NO, answer: true, why: 'turned' },
    { of: UNKNOWN, answer: undefined, why: 'the opposite of unknown is unknown' },
  ])('not is $answer ($why)', ({ of, answer }) => {
    expect(evaluate({ op: 'not', of }, toScope())).toBe(answer)
  })
})

describe('presence is never unknown', () => {
  test.each([
    { value: undefined, there: false, why: 'nothing' },
    { value: null, there: false, why: 'null is nothing' },
    { value: '', there: false, why: 'an empty text is nothing' },
    { value: ' ', there: true, why: 'a blank is a text' },
    { value: false, there: true, why: 'false is an answer' },
    { value: 0, there: true, why: 'zero is a number' },
    { value: [], there: true, why: 'an empty list is a list' },
  ])('of $value: $there ($why)', ({ value, there }) => {
    const scope = toScope(value === undefined ? {} : { it: value })
    const operand = { from: 'trait', path: 'it' } as const
    expect(evaluate({ op: 'exists', operand }, scope)).toBe(there)
    expect(evaluate({ op: 'missing', operand }, scope)).toBe(!there)
  })
})

describe('an operand', () => {
  const scope = toScope(
    { plan: 'trait', list: ['a', { b: 1 }] },
    { event: { properties: { plan: 'event', 'a.b': 1 } }, entry: { properties: { plan: 'entry' } } },
  )
  test.each([
    { from: 'trait', path: 'plan', value: 'trait', why: 'of the person' },
    { from: 'event', path: 'plan', value: 'event', why: 'of the event at hand' },
    { from: 'entry', path: 'plan', value: 'entry', why: 'of the entering event' },
    { from: 'trait', path: 'list.1.b', value: 1, why: 'deep in a list' },
  ] as const)('reads $from.$path ($why)', ({ from, path, value }) => {
    expect(evaluate({ op: 'compare', operand: { from, path }, is: 'equals', value }, scope)).toBe(true)
  })

  test.each([
    { from: 'trait', path: 'constructor.name', why: 'inherited' },
    { from: 'trait', path: 'list.length', why: 'not data' },
    { from: 'trait', path: '__proto__', why: 'inherited' },
    { from: 'event', path: 'a.b', why: 'a dot always goes deeper' },
    { from: 'trait', path: '', why: 'no name' },
  ] as const)('finds nothing at $from.$path ($why)', ({ from, path }) => {
    expect(evaluate({ op: 'exists', operand: { from, path } }, scope)).toBe(false)
  })

  test('of an event is missing where there is no event', () => {
    expect(evaluate({ op: 'exists', operand: { from: 'event', path: 'plan' } }, toScope())).toBe(false)
  })
})

describe('count', () => {
  const viewed = (ageMs: number, properties: JsonObject = {}): RecentEvent => ({
    name: 'Product Viewed',
    occurredAt: NOON - ageMs,
    properties,
  })
  const count = (recent: readonly RecentEvent[], more: Partial<Extract<Condition, { op: 'count' }>> = {}) => {
    const within = { amount: 2, unit: 'hours' } as const
    const condition = {
      op: 'count',
      event: 'Product Viewed',
      within,
      is: 'exactly',
      times: 1,
      ...more,
    } as const
    return evaluate(
      condition,
      toScope({}, { person: { traits: {}, zone: 'Europe/Madrid', recent, consent: [] } }),
    )
  }

  test.each([
    { age: 0, inside: true, why: 'the end belongs to the window' },
    { age: 2 * HOUR - 1, inside: true, why: 'just inside' },
    { age: 2 * HOUR, inside: false, why: 'the start does not' },
    { age: -1, inside: false, why: 'later than the moment judged' },
  ])('takes an event $age ms old: $inside ($why)', ({ age, inside }) => {
    expect(count([viewed(age)])).toBe(inside)
  })

  test.each([
    { is: 'at-least', times: 2, answer: true },
    { is: 'at-least', times: 3, answer: false },
    { is: 'at-most', times: 2, answer: true },
    { is: 'at-most', times: 1, answer: false },
    { is: 'exactly', times: 2, answer: true },
    { is: 'exactly', times: 0, answer: false },
  ] as const)('of two is $is $times: $answer', ({ is, times, answer }) => {
    expect(count([viewed(1), viewed(2)], { is, times })).toBe(answer)
  })

  test('of nothing is zero, not unknown', () => {
    expect(count([], { is: 'at-most', times: 0 })).toBe(true)
  })

  test('sees each event of the window as the event at hand, and takes unknown for "no"', () => {
    const filter: Condition = {
      op: 'compare',
      operand: { from: 'event', path: 'price' },
      is: 'at-least',
      value: 10,
    }
    expect(count([viewed(1, { price: 9 }), viewed(2, { price: 10 }), viewed(3)], { filter })).toBe(true)
  })

  test.each([
    { zone: 'Europe/Madrid', ageMs: 23 * HOUR, inside: false, why: 'the day of the change has 23 hours' },
    { zone: 'Europe/Madrid', ageMs: 23 * HOUR - 1, inside: true, why: 'just inside it' },
    { zone: 'UTC', ageMs: 24 * HOUR - 1, inside: true, why: 'no change there' },
    { zone: 'UTC', ageMs: 24 * HOUR, inside: false, why: 'the start does not belong' },
    { zone: 'UTC', ageMs: 3 * DAY, inside: false, why: 'long ago' },
  ])('counts civil days in $zone ($why)', ({ zone, ageMs, inside }) => {
    const at = Date.parse('2026-03-29T10:00:00Z')
    const recent = [{ name: 'Seen', occurredAt: at - ageMs, properties: {} }]
    const within = { amount: 1, unit: 'days' } as const
    const condition = { op: 'count', event: 'Seen', within, is: 'at-least', times: 1 } as const
    expect(evaluate(condition, { person: { traits: {}, zone, recent, consent: [] }, at })).toBe(inside)
  })
})

const ordered = (ageHours: number, properties: JsonObject): RecentEvent => ({
  name: 'Order Completed',
  occurredAt: NOON - ageHours * HOUR,
  properties,
})
const having = (recent: readonly RecentEvent[]): Scope =>
  toScope({}, { person: { traits: {}, zone: 'Europe/Madrid', recent, consent: [] } })
const ORDERS = { event: 'Order Completed', within: { amount: 10, unit: 'hours' } } as const

describe('a total', () => {
  const recent = [
    ordered(3, { value: 0.1, code: 'A', currency: 'EUR' }),
    ordered(2, { value: 0.2, code: 'a', currency: 'EUR' }),
    ordered(1, { value: 10, code: 'B', currency: 'USD' }),
    ordered(1, { value: '7', code: null }),
    ordered(11, { value: 1_000, code: 'old', currency: 'EUR' }),
    { ...ordered(1, { value: 500, code: 'C' }), name: 'Order Refunded' },
  ]
  const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
  test.each([
    {
      of: 'sum',
      path: 'value',
      is: 'equals',
      value: 10.3,
      answer: true,
      why: 'what is no number is left out',
    },
    {
      of: 'sum',
      path: 'value',
      is: 'equals',
      value: euros(30),
      answer: true,
      why: 'only euros, and 0.1 + 0.2 is 0.3',
    },
    {
      of: 'sum',
      path: 'value',
      is: 'less-than',
      value: euros(30),
      answer: false,
      why: 'the edge is outside',
    },
    { of: 'sum', path: 'nothing', is: 'equals', value: 0, answer: true, why: 'the sum of nothing is 0' },
    {
      of: 'average',
      path: 'value',
      is: 'greater-than',
      value: 3.4,
      answer: true,
      why: 'of the three numbers',
    },
    {
      of: 'average',
      path: 'nothing',
      is: 'at-least',
      value: 0,
      answer: undefined,
      why: 'of nothing there is none',
    },
    { of: 'least', path: 'value', is: 'at-most', value: 0.1, answer: true, why: 'the edge is inside' },
    {
      of: 'least',
      path: 'nothing',
      is: 'at-most',
      value: 1,
      answer: undefined,
      why: 'of nothing there is none',
    },
    {
      of: 'most',
      path: 'value',
      is: 'at-least',
      value: 10,
      answer: true,
      why: 'the old order is outside the window',
    },
    {
      of: 'most',
      path: 'value',
      is: 'at-least',
      value: euros(1_000),
      answer: false,
      why: 'ten dollars are no euros',
    },
    {
      of: 'distinct',
      path: 'code',
      is: 'equals',
      value: 2,
      answer: true,
      why: 'text counts whatever its case',
    },
    { of: 'distinct', path: 'nothing', is: 'equals', value: 0, answer: true, why: 'nothing is none' },
  ] as const)('$of of $path is $is $value: $answer ($why)', ({ of, path, is, value, answer }) => {
    expect(evaluate({ op: 'total', ...ORDERS, of, path, is, value }, having(recent))).toBe(answer)
  })

  test('sees only what passes its filter', () => {
    const filter: Condition = {
      op: 'compare',
      operand: { from: 'event', path: 'code' },
      is: 'equals',
      value: 'a',
    }
    const condition = {
      op: 'total',
      ...ORDERS,
      filter,
      of: 'most',
      path: 'value',
      is: 'equals',
      value: 0.2,
    } as const
    expect(evaluate(condition, having(recent))).toBe(true)
  })
})

describe('the first and the last', () => {
  const isStore = (value: string): Condition => ({
    op: 'compare',
    operand: { from: 'event', path: 'store' },
    is: 'equals',
    value,
  })
  const recent = [
    ordered(2, { store: 'second', n: 1 }),
    ordered(11, { store: 'too old' }),
    ordered(3, { store: 'first', n: 1 }),
    ordered(1, { store: 'third' }),
    ordered(1, { store: 'fourth' }),
  ]
  test.each([
    { op: 'first', where: isStore('first'), answer: true, why: 'by event time, not by arrival' },
    { op: 'last', where: isStore('fourth'), answer: true, why: 'of one instant the later in the log' },
    { op: 'last', where: isStore('third'), answer: false, why: 'it is another' },
    { op: 'last', where: UNKNOWN, answer: undefined, why: 'what is asked cannot be told' },
    {
      op: 'last',
      filter: { op: 'exists', operand: { from: 'event', path: 'n' } },
      where: isStore('second'),
      answer: true,
      why: 'of those that pass the filter',
    },
  ] as const)('$op: $answer ($why)', ({ answer, why, ...pick }) => {
    expect(evaluate({ ...ORDERS, ...pick }, having(recent)), why).toBe(answer)
  })

  test('of nothing is unknown', () => {
    expect(evaluate({ op: 'first', ...ORDERS, where: isStore('first') }, having([]))).toBeUndefined()
  })
})

describe('consent is never unknown to a condition', () => {
  const email = { channel: 'email', purpose: 'marketing', origin: 'event:1' } as const
  const person = {
    traits: {},
    zone: 'UTC',
    recent: [],
    consent: [
      { ...email, state: 'granted', at: NOON - 2 },
      { ...email, state: 'denied', at: NOON },
      { ...email, state: 'granted', at: NOON + 5 },
    ],
  } as const
  test.each([
    { now: NOON - 1, is: 'granted', why: 'as it was' },
    { now: NOON, is: 'denied', why: 'the latest line holds' },
    { now: NOON + 5, is: 'granted', why: 'the present counts, not the event' },
    { now: NOON - 3, is: 'unknown', why: 'nothing said yet' },
  ] as const)('$is ($why)', ({ now, is }) => {
    for (const asked of ['granted', 'denied', 'unknown'] as const) {
      const condition = { op: 'consent', channel: 'email', purpose: 'marketing', is: asked } as const
      expect(evaluate(condition, { person, at: NOON, now })).toBe(asked === is)
    }
  })

  test('of another channel or purpose is another matter', () => {
    for (const other of [{ channel: 'sms' }, { purpose: 'transactional' }] as const) {
      const condition = { op: 'consent', ...email, is: 'unknown', ...other } as const
      expect(evaluate(condition, { person, at: NOON })).toBe(true)
    }
  })
})

test('local time is read from the clock of the person', () => {
  const window = { weekdays: [6], fromMinute: 780, untilMinute: 781 }
  const at = (zone: string) => ({ person: { traits: {}, zone, recent: [], consent: [] }, at: NOON })
  expect(evaluate({ op: 'local-time', window }, at('Europe/Madrid'))).toBe(true)
  expect(evaluate({ op: 'local-time', window }, at('UTC'))).toBe(false)
})

describe('a variable of the enrollment', () => {
  const run = { entryNumber: 2, enteredAt: NOON - HOUR, correlation: 'c1' }
  test.each([
    { path: 'entry_number', value: 2 },
    { path: 'entered_at', value: '2026-01-10T11:00:00.000Z' },
    { path: 'correlation', value: 'C1' },
  ])('$path', ({ path, value }) => {
    const condition = { op: 'compare', operand: { from: 'run', path }, is: 'equals', value } as const
    expect(evaluate(condition, toScope({}, { run }))).toBe(true)
    expect(evaluate(condition, toScope())).toBeUndefined()
  })

  test('is missing where there is none of that name', () => {
    const operand = { from: 'run', path: 'enteredAt' } as const
    expect(evaluate({ op: 'missing', operand }, toScope({}, { run }))).toBe(true)
  })

  test('may be what is wanted', () => {
    const condition: Condition = {
      op: 'compare',
      operand: { from: 'trait', path: 'upgraded_at' },
      is: 'after',
      value: { from: 'run', path: 'entered_at' },
    }
    expect(evaluate(condition, toScope({ upgraded_at: '2026-01-10T11:30:00Z' }, { run }))).toBe(true)
    expect(evaluate(condition, toScope({ upgraded_at: '2026-01-10T10:30:00Z' }, { run }))).toBe(false)
  })
})

test('no filter lets everything through, and unknown nothing', () => {
  expect(passes(undefined, toScope())).toBe(true)
  expect(passes(UNKNOWN, toScope())).toBe(false)
  expect(passes({ op: 'not', of: UNKNOWN }, toScope())).toBe(false)
})
