import type { Condition } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { sayCondition } from '../words/condition-words.ts'
import { isGroup, parseValues, toCondition, toGroup, withComparison } from './condition-tree.ts'
import { SUBJECTS } from './subject.ts'
import { listSubjects, subjectOf, toSubject } from './subjects.ts'

const rule: Condition = {
  op: 'compare',
  operand: { from: 'event', path: 'total' },
  is: 'at-least',
  value: 50,
}
const other: Condition = { op: 'exists', operand: { from: 'trait', path: 'plan' } }

describe('the builder loses no condition', () => {
  test.each<{ condition: Condition; mode: string; why: string }>([
    { condition: rule, mode: 'all', why: 'a lone rule' },
    { condition: { op: 'all', of: [rule, other] }, mode: 'all', why: 'all of them' },
    { condition: { op: 'any', of: [rule, other] }, mode: 'any', why: 'any of them' },
    { condition: { op: 'not', of: { op: 'any', of: [rule, other] } }, mode: 'none', why: 'not any is none' },
    { condition: { op: 'not', of: { op: 'all', of: [rule, other] } }, mode: 'not-all', why: 'not all' },
    { condition: { op: 'not', of: rule }, mode: 'all', why: 'a lone rule turned round' },
    { condition: { op: 'all', of: [{ op: 'any', of: [rule] }] }, mode: 'all', why: 'a group in a group' },
  ])('$why', ({ condition, mode }) => {
    const group = toGroup(condition)
    expect(group.mode).toBe(mode)
    expect(toCondition(group)).toEqual(condition)
  })

  test('without rules there is no condition', () => {
    expect(toCondition({ mode: 'none', of: [] })).toBeUndefined()
    expect(isGroup({ op: 'not', of: rule })).toBe(false)
  })
})

test.each([
  { text: 'a, b , 3', values: ['a', 'b', 3], why: 'numbers are numbers' },
  { text: ' , ', values: [], why: 'nothing between commas is nothing' },
  { text: '3 days, -1.5', values: ['3 days', -1.5], why: 'a number with a word is text' },
])('reads "$text" as $values ($why)', ({ text, values }) => {
  expect(parseValues(text)).toEqual(values)
})

test.each([
  { is: 'one-of', value: [50], why: 'a value becomes a list of one' },
  { is: 'starts-with', value: '50', why: 'text is asked for' },
  { is: 'before', value: '', why: 'a number is no moment' },
  { is: 'less-than', value: 50, why: 'a number stays' },
  { is: 'in-last', value: { amount: 1, unit: 'days' }, why: 'a length of time is asked for' },
  { is: 'contains-any', value: [50], why: 'a value becomes a list of one' },
  { is: 'days-from-today', value: 50, why: 'days are a number' },
] as const)('another comparison keeps what fits: $is ($why)', ({ is, value }) => {
  expect(
    withComparison({ op: 'compare', operand: { from: 'event', path: 'total' }, is: 'equals', value: 50 }, is)
      .value,
  ).toEqual(value)
})

test.each([
  { condition: rule, en: 'total is at least 50', es: 'total es al menos 50' },
  {
    condition: { op: 'all', of: [rule, other] } as Condition,
    en: 'total is at least 50 and plan is known',
    es: 'total es al menos 50 y plan se conoce',
  },
  {
    condition: {
      op: 'count',
      event: 'Order Completed',
      within: { amount: 30, unit: 'days' },
      is: 'at-least',
      times: 1,
    } as Condition,
    en: '“Order Completed” at least 1 time in 30 days',
    es: '«Order Completed» al menos 1 vez en 30 días',
  },
  {
    condition: {
      op: 'compare',
      operand: { from: 'event', path: 'total' },
      is: 'at-least',
      value: { amountMinor: 4_999, currency: 'EUR' },
    } as Condition,
    en: 'total is at least €49.99',
    es: 'total es al menos 49,99\u00a0€',
  },
  {
    condition: {
      op: 'compare',
      operand: { from: 'trait', path: 'renewed_at' },
      is: 'in-last',
      value: { amount: 3, unit: 'days' },
    } as Condition,
    en: 'renewed_at was in the last 3 days',
    es: 'renewed_at fue en los últimos 3 días',
  },
  {
    condition: {
      op: 'compare',
      operand: { from: 'event', path: 'cart_id' },
      is: 'equals',
      value: { from: 'entry', path: 'cart_id' },
    } as Condition,
    en: 'cart_id is cart_id of the entering event',
    es: 'cart_id es cart_id del evento de entrada',
  },
  {
    condition: {
      op: 'total',
      event: 'Order Completed',
      within: { amount: 30, unit: 'days' },
      of: 'sum',
      path: 'revenue',
      is: 'at-least',
      value: 100,
    } as Condition,
    en: 'sum of revenue over “Order Completed” in 30 days is at least 100',
    es: 'suma de revenue de «Order Completed» en 30 días es al menos 100',
  },
  {
    condition: {
      op: 'last',
      event: 'Order Completed',
      within: { amount: 30, unit: 'days' },
      where: rule,
    } as Condition,
    en: 'the last “Order Completed” in 30 days has total is at least 50',
    es: 'el último «Order Completed» en 30 días tiene total es al menos 50',
  },
  {
    condition: { op: 'consent', channel: 'email', purpose: 'marketing', is: 'granted' } as Condition,
    en: 'consent to email (marketing) is given',
    es: 'el consentimiento para email (marketing) está dado',
  },
  {
    condition: {
      op: 'local-time',
      window: { weekdays: [1, 2, 3, 6], fromMinute: 540, untilMinute: 1_440 },
    } as Condition,
    en: 'local time is Mon–Wed, Sat 09:00–00:00',
    es: 'la hora local es lun–mié, sáb 09:00–00:00',
  },
])('says "$en"', ({ condition, en, es }) => {
  expect(sayCondition('en', condition)).toBe(en)
  expect(sayCondition('es', condition)).toBe(es)
})

test.each(SUBJECTS)('a rule can turn to %s, and is then about it', (subject) => {
  for (const from of SUBJECTS) expect(subjectOf(toSubject(toSubject(rule, from), subject))).toBe(subject)
})

test('a rule is offered what can be looked at here, and what it looks at already', () => {
  const suggestions = { events: [] }
  expect(listSubjects({ suggestions }, 'event')).not.toContain('segment')
  expect(listSubjects({ suggestions }, 'segment')).toContain('segment')
  const kept = { events: [], segments: [] }
  expect(listSubjects({ suggestions: kept }, 'event')).toContain('segment')
  expect(listSubjects({ suggestions: kept, subjects: ['trait', 'segment'] }, 'run')).toEqual([
    'trait',
    'run',
    'segment',
  ])
})
