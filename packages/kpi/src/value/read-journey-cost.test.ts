import { expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { readJourneyCost } from './read-journey-cost.ts'

const cost = (journey: string | null, amount: number, rest: Partial<Told> = {}): Told => ({
  event: 'Cost Reported',
  at: '2026-11-15T10:00:00Z',
  properties: { ...(journey !== null && { journey_id: journey }), amount_minor: amount, currency: 'EUR' },
  ...rest,
})
const goal = (user: string, journey: string, rest: Partial<Told> = {}): Told => ({
  event: 'Goal Reached',
  at: '2026-11-20T10:00:00Z',
  user,
  properties: { journey_id: journey, enrollment_id: `${user}-${journey}` },
  ...rest,
})

/** The value of the whole and of each journey, and the flags of the whole. */
function read(told: readonly Told[]) {
  const [whole, ...parts] = readJourneyCost(tellLog(told), settingsOf())
  const byJourney = Object.fromEntries(
    parts.map(({ breakdown, value }) => [breakdown['journey'], value.value]),
  )
  return { whole: whole?.value.value, ...byJourney, flags: whole?.value.flags }
}

const SMALL = ['small_n']

test.each<{ told: Told[]; is: object; why: string }>([
  { told: [], is: { whole: null, flags: ['no_data', 'small_n'] }, why: 'empty' },
  { told: [goal('u', 'a')], is: { whole: null, flags: ['no_data', 'small_n'] }, why: 'no cost is known' },
  {
    told: [cost('a', 900)],
    is: { whole: null, a: null, flags: ['no_data', 'small_n'] },
    why: 'never divided among nobody',
  },
  { told: [cost('a', 900), goal('u', 'a')], is: { whole: 900, a: 900, flags: SMALL }, why: 'one arrived' },
  {
    told: [cost('a', 600), cost('a', 300), goal('u', 'a'), goal('v', 'a')],
    is: { whole: 450, a: 450, flags: SMALL },
    why: '(600 + 300) ÷ 2',
  },
  {
    told: [cost('a', 900), cost('b', 300), goal('u', 'a'), goal('v', 'b'), goal('w', 'b'), goal('x', 'c')],
    is: { whole: 400, a: 900, b: 150, flags: SMALL },
    why: '1,200 ÷ 3: c, of which no cost is known, makes nothing cheaper',
  },
  {
    told: [
      cost('a', 900),
      goal('u', 'a'),
      goal('u', 'a', { properties: { journey_id: 'a', enrollment_id: 'again' } }),
    ],
    is: { whole: 450, a: 450, flags: SMALL },
    why: 'who comes again and arrives again is two entries',
  },
  {
    told: [cost('a', 900, { id: 'x' }), cost('a', 900, { id: 'x' }), goal('u', 'a')],
    is: { whole: 900, a: 900, flags: SMALL },
    why: 'a message that comes twice is one',
  },
  {
    told: [cost('a', 900), cost('a', 50, { at: '2026-12-01T10:00:00Z' }), goal('u', 'a')],
    is: { whole: 900, a: 900, flags: SMALL },
    why: 'a cost after the window',
  },
  {
    told: [cost('a', 900), goal('u', 'a', { at: '2026-12-01T10:00:00Z' })],
    is: { whole: null, a: null, flags: ['no_data', 'small_n'] },
    why: 'arrived after the window',
  },
  {
    told: [
      cost('a', 900),
      cost('a', 50, { properties: { journey_id: 'a', amount_minor: 50, currency: 'USD' } }),
      goal('u', 'a'),
    ],
    is: { whole: 900, a: 900, flags: ['estimated', 'small_n'] },
    why: 'another currency without a rate',
  },
  {
    told: [
      cost(null, 700),
      cost(null, 900, {
        properties: { amount_minor: 900, currency: 'EUR' },
        context: { periplo: { journeyId: 'a' } },
      }),
      goal('u', 'a'),
    ],
    is: { whole: 900, a: 900, flags: SMALL },
    why: 'named as ours; a cost of no journey is none of it',
  },
])('a completed journey costs $is ($why)', ({ told, is }) => {
  expect(read(told)).toEqual(is)
  expect(read(told.toReversed())).toEqual(is)
})
