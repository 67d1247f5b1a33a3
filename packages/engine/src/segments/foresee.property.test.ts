import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Comparison, Condition, Duration } from '@periplo/model'
import { evaluate } from '../conditions/evaluate.ts'
import type { Scope } from '../conditions/scope.ts'
import { foresee } from './foresee.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Clocks that are set by half an hour, at midnight, by a whole day, or never. */
const anyZone = fc.constantFrom(
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
)
/** Around changes of the clock, a leap day, a new year, and the day Samoa left out. */
const anyDay = fc.constantFrom(
  Date.UTC(2026, 2, 29),
  Date.UTC(2026, 9, 25),
  Date.UTC(2026, 10, 1),
  Date.UTC(2024, 1, 29),
  Date.UTC(2025, 11, 31),
  Date.UTC(2011, 11, 30),
)
const anyMoment = fc
  .tuple(anyDay, fc.integer({ min: -3 * 24 * 12, max: 3 * 24 * 12 }))
  .map(([day, fives]) => day + fives * 5 * MINUTE)

const anyDuration: fc.Arbitrary<Duration> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 4 }), unit: fc.constant('days' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 50 }), unit: fc.constant('hours' as const) }),
)
const anyDate = fc.constantFrom('date', 'born', 'nowhere')
const anySpan: fc.Arbitrary<Comparison> = fc.constantFrom('in-last', 'longer-ago', 'in-next', 'further-ahead')

const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(
      fc.record({
        op: fc.constant('compare' as const),
        operand: fc.record({ from: fc.constant('trait' as const), path: anyDate }),
        is: anySpan,
        value: anyDuration,
      }),
      fc.record({
        op: fc.constant('compare' as const),
        operand: fc.record({ from: fc.constant('trait' as const), path: anyDate }),
        is: fc.constantFrom('days-from-today' as const, 'anniversary-in-days' as const),
        value: fc.integer({ min: -3, max: 3 }),
      }),
      fc.record({
        op: fc.constant('local-time' as const),
        window: fc.record({
          weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
          fromMinute: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
          untilMinute: fc.integer({ min: 1, max: 96 }).map((quarter) => quarter * 15),
        }),
      }),
      fc.record({ op: fc.constant('segment' as const), segmentId: fc.constantFrom('dated', 'nobody') }),
    ),
    fc.record({
      op: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
    fc.record(
      {
        op: fc.constant('count' as const),
        event: fc.constant('Seen'),
        filter: fc.record({
          op: fc.constant('compare' as const),
          operand: fc.constant({ from: 'event' as const, path: 'date' }),
          is: anySpan,
          value: anyDuration,
        }),
        within: anyDuration,
        is: fc.constantFrom('at-least' as const, 'at-most' as const, 'exactly' as const),
        times: fc.integer({ min: 0, max: 3 }),
      },
      { requiredKeys: ['op', 'event', 'within', 'is', 'times'] },
    ),
    fc.record({
      op: fc.constant('total' as const),
      event: fc.constant('Seen'),
      within: anyDuration,
      of: fc.constantFrom('sum' as const, 'most' as const, 'distinct' as const),
      path: fc.constant('n'),
      is: fc.constant('at-least' as const),
      value: fc.integer({ min: 0, max: 6 }),
    }),
    fc.record({
      op: fc.constantFrom('first' as const, 'last' as const),
      event: fc.constant('Seen'),
      within: anyDuration,
      where: fc.record({
        op: fc.constant('compare' as const),
        operand: fc.constant({ from: 'event' as const, path: 'n' }),
        is: fc.constant('at-least' as const),
        value: fc.integer({ min: 0, max: 4 }),
      }),
    }),
  ),
})).condition

const toIso = (at: number): string => new Date(at).toISOString()

const anyScope: fc.Arbitrary<Scope> = fc
  .record({
    zone: anyZone,
    at: anyMoment,
    date: anyMoment,
    born: fc.constantFrom('1992-02-29', '1990-10-25', '2026-03-30', '1985-12-31T23:30:00Z'),
    seen: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 * 24 * 12 }), anyMoment), { maxLength: 5 }),
  })
  .map(({ zone, at, date, born, seen }) => ({
    at,
    person: {
      zone,
      traits: { date: toIso(date), born },
      consent: [],
      recent: seen
        .map(([fives, dated], n) => ({
          name: 'Seen',
          occurredAt: at - fives * 5 * MINUTE,
          properties: { n, date: toIso(dated) },
        }))
        .toSorted((a, b) => a.occurredAt - b.occurredAt),
      segments: new Map<string, Condition>([
        [
          'dated',
          {
            op: 'compare',
            operand: { from: 'trait', path: 'date' },
            is: 'in-last',
            value: { amount: 1, unit: 'days' },
          },
        ],
      ]),
    },
  }))

test('what is foreseen is what is judged, and lasts as long as foreseen, over every change of the clock', () => {
  fc.assert(
    fc.property(anyCondition, anyScope, fc.array(fc.nat(), { maxLength: 8 }), (condition, scope, places) => {
      const { truth, until } = foresee(condition, scope)
      expect(truth).toBe(evaluate(condition, scope))
      expect(until).toBeGreaterThan(scope.at)
      const end = Math.min(until, scope.at + 12 * DAY)
      const samples = [end - 1, ...places.map((place) => scope.at + (place % (end - scope.at)))]
      for (const at of samples) expect(evaluate(condition, { ...scope, at })).toBe(truth)
    }),
    { numRuns: 20_000 },
  )
})

test('going from one foreseen instant to the next misses no change', () => {
  fc.assert(
    fc.property(anyCondition, anyScope, (condition, scope) => {
      const end = scope.at + 6 * DAY
      let [{ truth, until }, at] = [foresee(condition, scope), scope.at]
      for (let now = scope.at; now < end; now += 15 * MINUTE) {
        for (let turns = 0; until <= now; turns += 1) {
          expect(turns).toBeLessThan(100)
          at = until
          ;({ truth, until } = foresee(condition, { ...scope, at }))
        }
        expect(evaluate(condition, { ...scope, at: now })).toBe(truth)
      }
    }),
    { numRuns: 500 },
  )
})
