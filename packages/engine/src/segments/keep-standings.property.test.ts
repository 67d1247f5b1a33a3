import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition, JsonObject, RecentEvent } from '@periplo/model'
import { evaluate } from '../conditions/evaluate.ts'
import { compileSegments, listTouched } from './compile-segments.ts'
import { NO_STANDINGS, findNextDue, keepStandings, listDueSegments } from './keep-standings.ts'
import type { Standings } from './keep-standings.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const toCount = (event: string, days: number, times: number): Condition => ({
  op: 'count',
  event,
  within: { amount: days, unit: 'days' },
  is: 'at-least',
  times,
})
const trial: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'trial_ends' },
  is: 'in-next',
  value: { amount: 3, unit: 'days' },
}
const spent: Condition = {
  op: 'total',
  event: 'Ordered',
  within: { amount: 36, unit: 'hours' },
  of: 'sum',
  path: 'value',
  is: 'at-least',
  value: 100,
}
const RULES: Readonly<Record<string, Condition>> = {
  lookers: toCount('Seen', 2, 2),
  sleepers: { op: 'not', of: toCount('Seen', 1, 1) },
  spenders: spent,
  trials: trial,
  gold: { op: 'compare', operand: { from: 'trait', path: 'tier' }, is: 'equals', value: 'gold' },
  warm: {
    op: 'any',
    of: [
      { op: 'segment', segmentId: 'spenders' },
      { op: 'all', of: [{ op: 'segment', segmentId: 'lookers' }, trial] },
    ],
  },
  lapsed: {
    op: 'all',
    of: [
      { op: 'segment', segmentId: 'gold' },
      { op: 'segment', segmentId: 'sleepers' },
    ],
  },
}
const segments = compileSegments(
  Object.entries(RULES).map(([segmentId, rule]) => ({ segmentId, rule, isKept: true })),
)

/** Something that happens, and how long after what happened before. */
const anyHappening = fc.record({
  after: fc.integer({ min: 0, max: 40 }).map((halves) => halves * (HOUR / 2)),
  name: fc.constantFrom('Seen', 'Ordered', 'Walked'),
  value: fc.integer({ min: 0, max: 120 }),
  tier: fc.option(fc.constantFrom('gold', 'tin')),
  trialInDays: fc.option(fc.integer({ min: -1, max: 8 })),
  zone: fc.option(fc.constantFrom('Europe/Madrid', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Kolkata')),
  lateMs: fc.constantFrom(0, 0, 5 * HOUR),
})

test('what is kept as things happen is what judging everybody anew would say, at every moment', () => {
  const starts = fc.constantFrom(Date.UTC(2026, 2, 27), Date.UTC(2026, 9, 23), Date.UTC(2024, 1, 27))
  fc.assert(
    fc.property(starts, fc.array(anyHappening, { minLength: 1, maxLength: 14 }), (start, happenings) => {
      let standings: Standings = NO_STANDINGS
      let [traits, zone]: [JsonObject, string] = [{}, 'UTC']
      let recent: readonly RecentEvent[] = []
      const toPerson = () => ({ traits, zone, recent, consent: [], segments: segments.rules })
      const judge = (judged: Iterable<string>, at: number): void => {
        standings = keepStandings(segments, standings, { judged, person: toPerson(), at }).standings
      }
      const expectTruth = (at: number): void => {
        const truth = Object.keys(RULES).filter((id) =>
          evaluate(RULES[id] ?? trial, { person: toPerson(), at }),
        )
        expect([...standings.members.keys()].toSorted()).toEqual(truth.toSorted())
      }
      const passUntil = (until: number): void => {
        for (let due = findNextDue(standings); due !== null && due <= until; due = findNextDue(standings)) {
          judge(listDueSegments(standings, due), due)
          expectTruth(due)
        }
      }
      let now = start
      for (const [n, happening] of happenings.entries()) {
        now += happening.after
        passUntil(now)
        if (n > 0) expectTruth(now)
        const before = { traits, zone }
        const { name, value, tier, trialInDays, lateMs } = happening
        recent = [...recent, { name, occurredAt: now - lateMs, properties: { value } }]
        if (tier !== null) traits = { ...traits, tier }
        if (trialInDays !== null)
          traits = { ...traits, trial_ends: new Date(now + trialInDays * DAY).toISOString() }
        zone = happening.zone ?? zone
        const changed = Object.keys(traits).filter((key) => traits[key] !== before.traits[key])
        const change = { event: name, traits: changed, zone: zone !== before.zone }
        judge(n === 0 ? segments.kept : listTouched(segments, change), now)
        expectTruth(now)
      }
      passUntil(now + 12 * DAY)
      expectTruth(now + 12 * DAY)
    }),
    { numRuns: 1_500 },
  )
})

test('a due that is early enough is not written again', () => {
  const toPerson = (times: readonly number[]) => ({
    traits: {},
    zone: 'UTC',
    consent: [],
    recent: times.map((occurredAt) => ({ name: 'Seen', occurredAt, properties: {} })),
  })
  const first = keepStandings(segments, NO_STANDINGS, {
    judged: ['lookers'],
    person: toPerson([0, HOUR]),
    at: HOUR,
  })
  expect(first.changes).toEqual([{ segmentId: 'lookers', since: HOUR, change: 'entered' }])
  expect(findNextDue(first.standings)).toBe(2 * DAY)
  const again = { judged: ['lookers'], person: toPerson([0, HOUR, 2 * HOUR]), at: 2 * HOUR }
  expect(keepStandings(segments, first.standings, again).standings).toBe(first.standings)
  const due = { ...again, at: 2 * DAY }
  expect(findNextDue(keepStandings(segments, first.standings, due).standings)).toBe(2 * DAY + HOUR)
})
