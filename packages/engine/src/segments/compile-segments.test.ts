import { describe, expect, test } from 'vitest'
import type { Condition } from '@periplo/model'
import { evaluate } from '../conditions/evaluate.ts'
import { explainCondition } from '../explain/explain-condition.ts'
import {
  asksConsentWithin,
  compileSegments,
  decideMembership,
  listSegmentCounts,
  listTouched,
} from './compile-segments.ts'
import type { PersonChange } from './compile-segments.ts'

const DAY = 86_400_000
const isGold: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'loyalty.tier' },
  is: 'equals',
  value: 'gold',
}
const buys: Condition = {
  op: 'count',
  event: 'Order Completed',
  filter: { op: 'exists', operand: { from: 'trait', path: 'shop' } },
  within: { amount: 30, unit: 'days' },
  is: 'at-least',
  times: 1,
}
const optedIn: Condition = { op: 'consent', channel: 'email', purpose: 'marketing', is: 'granted' }
const born: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'birthday' },
  is: 'anniversary-in-days',
  value: 0,
}
const isBuyer: Condition = { op: 'segment', segmentId: 'buyers' }
const RULES = {
  gold: isGold,
  buyers: buys,
  opted: { op: 'all', of: [optedIn, isGold] },
  birthdays: born,
  quiet: { op: 'not', of: isBuyer },
} satisfies Record<string, Condition>

const segments = compileSegments([
  ...Object.entries(RULES).map(([segmentId, rule]) => ({ segmentId, rule, isKept: true })),
  { segmentId: 'gone', rule: buys, isKept: false },
])

describe('what can change a segment', () => {
  test.each([
    { change: { event: 'Page Viewed' }, touches: [], why: 'an event nobody counts' },
    { change: { event: 'Order Completed' }, touches: ['buyers', 'quiet'], why: 'of the one inside it, too' },
    { change: { traits: ['loyalty'] }, touches: ['gold', 'opted'], why: 'a trait, by its first name' },
    { change: { traits: ['shop'] }, touches: ['buyers', 'quiet'], why: 'a trait in a filter' },
    { change: { traits: ['tier'] }, touches: [], why: 'a trait nobody looks at' },
    { change: { consent: true }, touches: ['opted'], why: 'consent' },
    { change: { zone: true }, touches: ['birthdays', 'buyers', 'quiet'], why: 'days and dates are civil' },
    { change: {}, touches: [], why: 'nothing' },
  ] satisfies { change: PersonChange; touches: readonly string[]; why: string }[])(
    '$touches ($why)',
    ({ change, touches }) => {
      expect([...listTouched(segments, change)].toSorted()).toEqual(touches)
    },
  )

  test('what conditions need that name a segment is what its rule needs', () => {
    expect(listSegmentCounts(segments.rules, ['quiet'])).toEqual([
      { event: 'Order Completed', withinMs: 30 * 25 * 3_600_000 },
    ])
    expect(listSegmentCounts(segments.rules, ['gold', 'nowhere'])).toEqual([])
    expect(asksConsentWithin(segments.rules, ['opted'])).toBe(true)
    expect(asksConsentWithin(segments.rules, ['gold'])).toBe(false)
  })
})

describe('belonging to a segment', () => {
  const order = { name: 'Order Completed', occurredAt: 0, properties: {} }
  const person = {
    traits: { shop: 'x' },
    zone: 'UTC',
    consent: [],
    recent: [order],
    segments: segments.rules,
  }
  const isIn = (segmentId: string): Condition => ({ op: 'segment', segmentId })

  test.each([
    { segmentId: 'buyers', answer: true, why: 'the rule says yes' },
    { segmentId: 'quiet', answer: false, why: 'a segment inside says yes' },
    { segmentId: 'gold', answer: false, why: 'unknown is no' },
    { segmentId: 'gone', answer: true, why: 'kept or not, its rule is known' },
    { segmentId: 'nowhere', answer: undefined, why: 'there is no such segment' },
  ])('$segmentId: $answer ($why)', ({ segmentId, answer }) => {
    expect(evaluate(isIn(segmentId), { person, at: 1 })).toBe(answer)
    const opposite = answer === undefined ? undefined : !answer
    expect(evaluate({ op: 'not', of: isIn(segmentId) }, { person, at: 1 })).toBe(opposite)
  })

  test('is a matter of the person alone, whatever event and run are at hand', () => {
    const rules = new Map<string, Condition>([
      ['seen', { op: 'exists', operand: { from: 'event', path: 'a' } }],
    ])
    const scope = { person: { ...person, segments: rules }, event: { properties: { a: 1 } }, at: 1 }
    expect(evaluate(isIn('seen'), scope)).toBe(false)
  })

  test('ends where segments stand inside one another without end', () => {
    const rules = new Map<string, Condition>([['self', { op: 'not', of: isIn('self') }]])
    expect([true, false]).toContain(evaluate(isIn('self'), { person: { ...person, segments: rules }, at: 1 }))
  })

  test('is told with the rule that decided', () => {
    const term = explainCondition(isIn('quiet'), { person, at: 1 })
    expect(term).toMatchObject({
      answer: false,
      parts: [{ condition: RULES.quiet, parts: [{ condition: isBuyer, parts: [{ deeds: 1 }] }] }],
    })
  })

  test('lasts until the window has run out', () => {
    const at = 5 * DAY
    expect(decideMembership(segments, 'buyers', { person, at })).toEqual({ isMember: true, until: 30 * DAY })
    const after = { person, at: 30 * DAY }
    expect(decideMembership(segments, 'buyers', after)).toEqual({ isMember: false, until: Infinity })
  })

  test('is not asked of a segment that is not kept', () => {
    expect(decideMembership(segments, 'gone', { person, at: 1 })).toEqual({
      isMember: false,
      until: Infinity,
    })
  })
})
