import { compileJourney } from '@periplo/engine'
import { NODE_KINDS } from '@periplo/model'
import type { ConsentEntry, JsonObject, PersonState } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { draw, mail, OUT } from '../journeys/draw.ts'
import { NOON, rideOurs } from './ride.ts'
import type { Happening } from './ride.ts'
import { rideStock } from './stock-actor.ts'

/** Two ways in, every kind of node, a loop, a goal and an exit rule of the whole journey. */
const DEFINITION = draw(
  [
    { id: 'cart', kind: 'event-entry', event: 'Product Added' },
    { id: 'gift', kind: 'event-entry', event: 'Product Added' },
    {
      id: 'worth-it',
      kind: 'condition',
      condition: { op: 'compare', operand: { from: 'entry', path: 'value' }, is: 'at-least', value: 20 },
    },
    {
      id: 'buys',
      kind: 'wait-for-event',
      event: 'Order Completed',
      filter: { op: 'compare', operand: { from: 'event', path: 'revenue' }, is: 'at-least', value: 10 },
      correlation: { property: 'cart_id', entryProperty: 'cart_id' },
      timeout: { amount: 1, unit: 'hours' },
    },
    {
      id: 'offer',
      kind: 'random-split',
      branches: [
        { id: 'mail', title: 'Mail', weight: 1 },
        { id: 'rest', title: 'Rest', weight: 1 },
      ],
    },
    { ...mail('code', 'marketing'), onRefused: 'exit' },
    { id: 'rest', kind: 'delay', duration: { amount: 2, unit: 'days' } },
    { id: 'count', kind: 'update-profile', changes: [{ to: 'add', trait: 'reminded', by: 1 }] },
    {
      id: 'enough',
      kind: 'condition',
      condition: { op: 'compare', operand: { from: 'trait', path: 'reminded' }, is: 'at-least', value: 2 },
    },
    {
      id: 'hours',
      kind: 'wait-until',
      until: { by: 'window', window: { weekdays: [1, 7], fromMinute: 0, untilMinute: 840 } },
    },
    {
      id: 'tier',
      kind: 'switch',
      cases: [
        {
          id: 'gold',
          title: 'Gold',
          condition: { op: 'compare', operand: { from: 'trait', path: 'tier' }, is: 'equals', value: 'gold' },
        },
      ],
    },
    {
      id: 'trial',
      kind: 'experiment',
      variants: [{ id: 'a', title: 'A', weight: 1 }],
      controlWeight: 1,
    },
    { id: 'asked', kind: 'api-entry' },
    {
      id: 'joins',
      kind: 'segment-entry',
      segmentId: '0198c0de-0000-4000-8000-0000000000a1',
      change: 'entered',
    },
    { id: 'spare', kind: 'audience', act: 'add', audience: 'No ads' },
    { id: 'thanks', kind: 'loyalty-points', act: 'add', points: 10, reason: 'Thanks' },
    { id: 'tell', kind: 'emit-event', event: 'Told', properties: [] },
    { id: 'on', kind: 'start-journey', journeyId: '0198c0de-0000-4000-8000-000000000001' },
    { id: 'points', kind: 'webhook', url: 'https://loyalty.example/points' },
    { id: 'bought', kind: 'goal' },
    OUT,
  ],
  [
    'cart > worth-it',
    'gift > buys',
    'joins > on',
    'asked > spare',
    'spare > thanks',
    'thanks > on',
    'worth-it:yes > buys',
    'worth-it:no > out',
    'buys:arrived > points',
    'points > tell',
    'tell > tier',
    'tier:gold > bought',
    'tier:otherwise > trial',
    'trial:a > bought',
    'trial:control > bought',
    'buys:timed-out > offer',
    'offer:mail > code',
    'offer:rest > rest',
    'code > rest',
    'rest > hours',
    'hours > count',
    'count > enough',
    'enough:yes > out',
    'enough:no > buys',
  ],
  {
    goal: { event: 'Store Visit Recorded' },
    exits: [
      {
        event: 'Cart Emptied',
        filter: { op: 'compare', operand: { from: 'event', path: 'by' }, is: 'equals', value: 'person' },
      },
    ],
  },
)

const JOURNEY = compileJourney({ journeyId: 'journey-1', versionId: 'version-1', definition: DEFINITION })
const GRANTED: ConsentEntry = {
  channel: 'email',
  purpose: 'marketing',
  state: 'granted',
  at: 0,
  origin: 'event:1',
}

function toPerson(personId: string, consent: readonly ConsentEntry[]): PersonState {
  return { personId, traits: {}, zone: 'UTC', recent: [], consent, suppressed: false }
}

/** The ways our engine sends this person where it divides people, as the draws a consumer would be told of. */
function findDraws(personId: string): { readonly offer: number; readonly trial: number } {
  const person = toPerson(personId, [GRANTED])
  const entry = { name: 'Product Added', occurredAt: NOON, properties: { cart_id: 'c1', value: 30 } }
  const rider = { person, enterBy: 'gift', entry }
  const takes = (way: string, happening: Happening): boolean =>
    rideOurs(JOURNEY, rider, [happening]).route.some((move) => move.includes(way))
  return {
    offer: takes('offer by mail', { afterMinutes: 60 }) ? 0.25 : 0.75,
    // the control group comes first
    trial: takes('trial by control', bought({ revenue: 10 })) ? 0.25 : 0.75,
  }
}

/** Somebody our engine sends that way. */
function findPersonDrawn(to: 'mail' | 'rest'): string {
  const names = Array.from({ length: 20 }, (_, n) => `person-${n}`)
  const found = names.find((name) => findDraws(name).offer < 0.5 === (to === 'mail'))
  if (found === undefined) throw new Error(`nobody is drawn to ${to}`)
  return found
}

interface Row {
  readonly why: string
  readonly enterBy?: string
  readonly properties?: JsonObject
  readonly drawn?: 'mail' | 'rest'
  readonly consent?: readonly ConsentEntry[]
  readonly story: readonly Happening[]
  readonly ends: string
  readonly sends?: readonly string[]
}

const bought = (properties: JsonObject): Happening => {
  return { afterMinutes: 5, name: 'Order Completed', properties: { cart_id: 'c1', ...properties } }
}
const LONG: Happening = { afterMinutes: 12_000 }

const ROWS: readonly Row[] = [
  { why: 'a cart of little worth', properties: { value: 5 }, story: [], ends: '0 min: ends: exit' },
  { why: 'a worth nobody told', properties: {}, story: [], ends: '0 min: ends: exit' },
  {
    why: 'bought at once',
    story: [bought({ revenue: 10 })],
    ends: '5 min: ends: goal',
    sends: ['points'],
  },
  {
    why: 'another cart and too small an order change nothing, a third ends the wait',
    enterBy: 'gift',
    properties: { cart_id: 'c1' },
    story: [bought({ cart_id: 'c2', revenue: 99 }), bought({ revenue: 9 }), bought({ revenue: 11 })],
    ends: '15 min: ends: goal',
    sends: ['points'],
  },
  {
    why: 'reminded by mail, bought in the second round',
    drawn: 'mail',
    story: [{ afterMinutes: 2_950 }, bought({ revenue: 20 })],
    ends: '2955 min: ends: goal',
    sends: ['code', 'points'],
  },
  {
    why: 'left alone, twice, held until Sunday, and never bought',
    drawn: 'rest',
    story: [LONG],
    ends: '10800 min: ends: exit',
  },
  {
    why: 'may not be written to',
    drawn: 'mail',
    consent: [{ ...GRANTED, state: 'denied' }],
    story: [LONG],
    ends: '60 min: ends: refused',
  },
  {
    why: 'the goal of the journey cuts a delay short',
    drawn: 'rest',
    story: [{ afterMinutes: 100, name: 'Store Visit Recorded' }],
    ends: '100 min: ends: goal',
  },
  {
    why: 'an exit rule ends a wait where its filter holds, and only there',
    story: [
      { afterMinutes: 10, name: 'Cart Emptied', properties: { by: 'shop' } },
      { afterMinutes: 10, name: 'Cart Emptied', properties: { by: 'person' } },
    ],
    ends: '20 min: ends: exit-rule',
  },
]

describe('an exported machine in a stock actor of XState', () => {
  test('is plain JSON, with a state for every node and every kind of node', () => {
    const { config, definition } = JOURNEY
    expect(JSON.parse(JSON.stringify(config))).toEqual(config)
    expect(Object.keys(config.states)).toEqual(expect.arrayContaining(definition.nodes.map(({ id }) => id)))
    expect(new Set(definition.nodes.map(({ kind }) => kind))).toEqual(new Set(NODE_KINDS))
  })

  test.each(ROWS)('goes our way, minute by minute: $why', (row) => {
    const { properties = { cart_id: 'c1', value: 30 }, enterBy = 'cart', drawn = 'mail' } = row
    const personId = findPersonDrawn(drawn)
    const person = toPerson(personId, row.consent ?? [GRANTED])
    const entry = { name: 'Product Added', occurredAt: NOON, properties }
    const rider = { person, enterBy, entry, draws: findDraws(personId) }
    const ours = rideOurs(JOURNEY, rider, row.story)
    expect(ours.route.at(-1)).toBe(row.ends)
    expect(ours.sends).toEqual(row.sends ?? [])
    expect(rideStock(JOURNEY.config, rider, row.story)).toEqual(ours)
  })
})
