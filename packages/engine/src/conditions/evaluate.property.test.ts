import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMPARISONS, Condition, TOTALS } from '@periplo/model'
import type { Duration, JsonObject, JsonValue } from '@periplo/model'
import { evaluate } from './evaluate.ts'

const anyName = fc.constantFrom('Seen', 'Ordered', 'constructor')
const anyKey = fc.oneof(
  fc.constantFrom('a', 'b', 'list', 'currency', 'entered_at', 'constructor', '__proto__', 'length'),
  fc.string({ maxLength: 4 }),
)
const anyMoment = fc.constantFrom(
  '2026-01-10',
  '2026-03-29T02:30',
  '2026-13-01',
  '9999-12-31T23:59:59Z',
  '0000-01-01',
)
const anyText = fc.oneof(fc.string({ maxLength: 6 }), anyMoment)

/** Values as events and profiles bring them. */
const anyJsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(
      anyText,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 3 }),
  ),
})).value

/** Traits or properties. */
const anyJsonObject: fc.Arbitrary<JsonObject> = fc.dictionary(anyKey, anyJsonValue, { maxKeys: 4 })

const anyPath = fc.array(anyKey, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.').slice(0, 200))
const anyOperand = fc.record({ from: fc.constantFrom('trait', 'event', 'entry', 'run'), path: anyPath })
const anyLiteral = fc.oneof(
  anyText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
)

/** Durations of every unit, short enough to meet each other. */
const anyDuration: fc.Arbitrary<Duration> = fc.record({
  amount: fc.integer({ min: 1, max: 300 }),
  unit: fc.constantFrom('minutes', 'hours', 'days'),
})

const anyMoney = fc.record({ amountMinor: fc.integer(), currency: fc.constantFrom('EUR', 'JPY') })
const anyWanted = fc.oneof(
  anyLiteral,
  fc.array(anyLiteral, { maxLength: 4 }),
  anyMoney,
  anyDuration,
  anyOperand,
)
const anyWindow = fc.record({
  weekdays: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
  fromMinute: fc.integer({ min: 0, max: 1_439 }),
  untilMinute: fc.integer({ min: 1, max: 1_440 }),
})

/** Conditions of every operator, nested. */
const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.record({
        op: fc.constant('compare' as const),
        operand: anyOperand,
        is: fc.constantFrom(...COMPARISONS),
        value: anyWanted,
      }),
      fc.record({ op: fc.constantFrom('exists' as const, 'missing' as const), operand: anyOperand }),
      fc.record({
        op: fc.constant('consent' as const),
        channel: fc.constantFrom('email', 'sms'),
        purpose: fc.constantFrom('marketing' as const, 'transactional' as const),
        is: fc.constantFrom('granted' as const, 'denied' as const, 'unknown' as const),
      }),
      fc.record({ op: fc.constant('local-time' as const), window: anyWindow }),
    ),
    fc.record({
      op: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
    fc.record(
      {
        op: fc.constant('count' as const),
        event: anyName,
        filter: tie('condition'),
        within: anyDuration,
        is: fc.constantFrom('at-least' as const, 'at-most' as const, 'exactly' as const),
        times: fc.integer({ min: 0, max: 3 }),
      },
      { requiredKeys: ['op', 'event', 'within', 'is', 'times'] },
    ),
    fc.record({
      op: fc.constant('total' as const),
      event: anyName,
      filter: tie('condition'),
      within: anyDuration,
      of: fc.constantFrom(...TOTALS),
      path: anyPath,
      is: fc.constantFrom(...(['at-least', 'at-most', 'greater-than', 'less-than', 'equals'] as const)),
      value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), anyMoney),
    }),
    fc.record({
      op: fc.constantFrom('first' as const, 'last' as const),
      event: anyName,
      filter: tie('condition'),
      within: anyDuration,
      where: tie('condition'),
    }),
  ),
})).condition

test('any condition judges anything without failing, the same way twice', () => {
  const scopes = fc.record({
    traits: anyJsonObject,
    event: anyJsonObject,
    entry: anyJsonObject,
    at: fc.integer(),
  })
  fc.assert(
    fc.property(anyCondition, scopes, (condition, { traits, event, entry, at }) => {
      expect(Condition.safeParse(condition).success).toBe(true)
      const recent = [{ name: 'Seen', occurredAt: at, properties: event }]
      const person = { traits, zone: 'America/New_York', recent, consent: [] }
      const run = { entryNumber: 1, enteredAt: at, correlation: '' }
      const scope = { person, event: { properties: event }, entry: { properties: entry }, run, at }
      const answer = evaluate(condition, scope)
      expect([true, false, undefined]).toContain(answer)
      expect(evaluate(condition, scope)).toBe(answer)
    }),
    { numRuns: 2_000 },
  )
})
