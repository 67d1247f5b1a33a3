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
  return { person: { traits, zone: 'Europe/Madrid', recent: [] }, at: NOON, ...more }
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
    return evaluate(condition, toScope({}, { person: { traits: {}, zone: 'Europe/Madrid', recent } }))
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
    expect(evaluate(condition, { person: { traits: {}, zone, recent }, at })).toBe(inside)
  })
})

test('no filter lets everything through, and unknown nothing', () => {
  expect(passes(undefined, toScope())).toBe(true)
  expect(passes(UNKNOWN, toScope())).toBe(false)
  expect(passes({ op: 'not', of: UNKNOWN }, toScope())).toBe(false)
})
