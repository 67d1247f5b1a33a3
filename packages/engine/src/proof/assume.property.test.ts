import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMPARISONS } from '@periplo/model'
import type { Condition, JsonObject, Operand, Wanted } from '@periplo/model'
import { evaluate } from '../conditions/evaluate.ts'
import type { Scope } from '../conditions/scope.ts'
import { assume } from './assume.ts'
import type { Answer } from './assume.ts'
import { AT_ENTRY } from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'

/** Few values, so that conditions meet the values they speak of. */
const anyValue = fc.constantFrom(0, 5, 5.5, 10, -1, 'a', 'A', 'ab', '', true, false, null)
const anyLiteral = fc.constantFrom(0, 5, 10, 'a', 'AB', 'b', true, false)
const anyProperties: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.constantFrom('n', 'm'),
  fc.oneof(anyValue, fc.array(fc.constantFrom('a', 5), { maxLength: 2 })),
)
const anyOperand: fc.Arbitrary<Operand> = fc.record({
  from: fc.constantFrom('trait', 'event', 'entry'),
  path: fc.constantFrom('n', 'm'),
})
const anyWanted: fc.Arbitrary<Wanted> = fc.oneof(
  { weight: 4, arbitrary: anyLiteral },
  { weight: 2, arbitrary: fc.array(anyLiteral, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<Wanted[]>({ amountMinor: 500, currency: 'EUR' }) },
  { weight: 1, arbitrary: fc.constantFrom<Wanted[]>({ amount: 2, unit: 'days' }) },
  { weight: 1, arbitrary: anyOperand },
)
const week = { amount: 7, unit: 'days' } as const

const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({
      op: fc.constant('compare' as const),
      operand: anyOperand,
      is: fc.constantFrom(...COMPARISONS),
      value: anyWanted,
    }),
    fc.record({ op: fc.constantFrom('exists' as const, 'missing' as const), operand: anyOperand }),
    fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      op: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      op: fc.constant('count' as const),
      event: fc.constant('Seen'),
      filter: tie('condition'),
      within: fc.constant(week),
      is: fc.constantFrom('at-least' as const, 'at-most' as const, 'exactly' as const),
      times: fc.nat(2),
    }),
  ),
})).condition

const AT = Date.UTC(2026, 0, 10)

const anyScope: fc.Arbitrary<Scope> = fc
  .record({
    traits: anyProperties,
    event: anyProperties,
    entry: anyProperties,
    seen: fc.array(anyProperties, { maxLength: 3 }),
    isFresh: fc.boolean(),
  })
  .map(({ traits, event, entry, seen, isFresh }) => ({
    person: {
      traits,
      zone: 'UTC',
      consent: [],
      recent: seen.map((properties) => ({ name: 'Seen', occurredAt: AT, properties })),
    },
    entry: { properties: entry },
    event: { properties: isFresh ? entry : event },
    at: AT,
    now: AT,
  }))

function toAnswer(condition: Condition, scope: Scope): Answer {
  const truth = evaluate(condition, scope)
  return truth === undefined ? 'unknown' : truth ? 'yes' : 'no'
}

/** What an answer implies. */
const ALSO: { readonly [A in Answer]: readonly Answer[] } = {
  yes: ['yes', 'not-no'],
  no: ['no', 'not-yes'],
  unknown: ['unknown', 'not-yes', 'not-no'],
  'not-yes': ['not-yes'],
  'not-no': ['not-no'],
}

test('what conditions answered is never taken for impossible, one after the other', () => {
  fc.assert(
    fc.property(fc.array(anyCondition, { minLength: 1, maxLength: 4 }), anyScope, (conditions, scope) => {
      const isFresh = scope.event?.properties === scope.entry?.properties
      let known: Knowledge = { ...AT_ENTRY, isFresh }
      for (const condition of conditions) {
        const answer = toAnswer(condition, scope)
        for (const implied of ALSO[answer]) expect(assume(condition, implied, known)).toBeDefined()
        known = assume(condition, answer, known) ?? known
      }
    }),
    { numRuns: 3_000 },
  )
})
