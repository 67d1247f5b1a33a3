import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { settingsOf, tell, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { toKpiLog } from './to-kpi-log.ts'

const seen = (rest: Partial<Told> = {}): Told => ({
  event: 'Product Viewed',
  at: '2026-11-10T10:00:00Z',
  ...rest,
})
const persons = (told: readonly Told[]) => tellLog(told).events.map(({ personId }) => personId)

test('an empty log is a log', () => {
  expect(tellLog([])).toMatchObject({ events: [], counts: { read: 0, kept: 0 } })
})

test.each([
  {
    told: [seen({ user: 'u', id: 'a' }), seen({ user: 'u', id: 'a' })],
    counts: { read: 2, duplicates: 1, kept: 1 },
    why: 'a message is one event, however often it comes',
  },
  {
    told: [seen({ user: 'u', received: '2027-01-02T00:00:00Z' })],
    counts: { read: 1, afterAsOf: 1, kept: 0 },
    why: 'what was not heard of yet is not known',
  },
  {
    told: [seen({ user: 'u', received: '2026-11-10T09:54:59Z' })],
    counts: { kept: 1, clockAhead: 1 },
    why: 'five minutes and a second ahead is a wrong clock',
  },
  {
    told: [seen({ user: 'u', received: '2026-11-10T09:55:00Z' })],
    counts: { kept: 1, clockAhead: 0 },
    why: 'five minutes ahead is not',
  },
  {
    told: [seen({ user: 'u', received: '2026-11-13T22:59:59Z' })],
    counts: { afterSeal: 0 },
    why: 'late, but the day is open: it ended at 23:00 UTC, 72 hours before',
  },
  {
    told: [seen({ user: 'u', received: '2026-11-13T23:00:00Z' })],
    counts: { afterSeal: 1 },
    why: 'the day was sealed that very instant',
  },
  { told: [seen()], counts: { kept: 1, unnamed: 1, withoutConsent: 0 }, why: 'nobody is named' },
  {
    told: [seen({ user: 'u', consent: 'denied' })],
    counts: { kept: 1, withoutConsent: 1 },
    why: 'kept for counts of things, not of persons',
  },
])('$counts ($why)', ({ told, counts }) => {
  expect(tellLog(told).counts).toMatchObject(counts)
})

test('events stand by time, then step, then message', () => {
  const told = [
    seen({ id: 'd', at: '2026-11-10T10:00:01Z' }),
    seen({ id: 'c', step: 1 }),
    seen({ id: 'b' }),
    seen({ id: 'a' }),
  ]
  expect(tellLog(told).events.map(({ messageId }) => messageId)).toEqual(['a', 'b', 'c', 'd'])
})

test('a wrong clock stands where it was received', () => {
  const [event] = tellLog([seen({ received: '2026-11-10T08:00:00Z' })]).events
  expect(event?.timestamp).toBe(Date.parse('2026-11-10T08:00:00Z'))
})

test.each([
  {
    told: [seen({ device: 'a' }), seen({ user: 'u', device: 'a' })],
    is: ['user:u', 'user:u'],
    why: 'signing in names the past',
  },
  {
    told: [seen({ device: 'a' }), seen({ device: 'b' })],
    is: ['anonymous:a', 'anonymous:b'],
    why: 'two strangers',
  },
  {
    told: [seen({ device: 'a' }), { event: 'Alias', at: '2026-11-11T10:00:00Z', user: 'u', previous: 'a' }],
    is: ['user:u', 'user:u'],
    why: 'an alias says it',
  },
  {
    told: [
      seen({ user: 'u', device: 'a' }),
      seen({ user: 'v', device: 'a', id: 'z' }),
      seen({ device: 'a' }),
    ],
    is: ['user:u', 'user:u', 'user:v'],
    why: 'a shared device makes no one person of two users; it is of the first',
  },
  {
    told: [
      seen({ user: 'u' }),
      seen({ user: 'v' }),
      { event: 'Identity Linked', at: '2026-11-12T10:00:00Z', properties: { ids: ['user:u', 'user:v'] } },
    ],
    is: ['user:u', 'user:u', null],
    why: 'two users are one where somebody says so, for all of history',
  },
  {
    told: [
      seen({ user: 'u' }),
      seen({ user: 'v' }),
      { event: 'Identity Linked', at: '2026-11-12T10:00:00Z', properties: { ids: ['u', 'v'] } },
      { event: 'Identity Unlinked', at: '2026-11-13T10:00:00Z', properties: { ids: ['v', 'u'] } },
    ],
    is: ['user:u', 'user:v', null, null],
    why: 'and two again where it is taken back',
  },
  {
    told: [seen({ email: 'e@x.es', loyalty: 'L1' }), seen({ loyalty: 'L1' })],
    is: ['email:e@x.es', 'email:e@x.es'],
    why: 'the strongest name is the person',
  },
])('$is ($why)', ({ told, is }) => {
  expect(persons(told)).toEqual(is)
})

const choice = (at: string, state: string): Told => ({
  event: 'Consent Updated',
  at,
  user: 'u',
  properties: { purpose: 'analytics', state },
})

test.each([
  {
    told: [seen({ user: 'u' }), choice('2026-11-11T00:00:00Z', 'denied')],
    by: ['user:u', 'user:u'],
    why: 'what was done before a withdrawal stays',
  },
  {
    told: [choice('2026-11-09T00:00:00Z', 'denied'), seen({ user: 'u' })],
    by: ['user:u', null],
    why: 'what is done after it does not',
  },
  {
    told: [
      choice('2026-11-09T00:00:00Z', 'denied'),
      choice('2026-11-09T01:00:00Z', 'granted'),
      seen({ user: 'u' }),
    ],
    by: ['user:u', 'user:u', 'user:u'],
    why: 'until it is granted again',
  },
  {
    told: [choice('2026-11-09T00:00:00Z', 'denied'), seen({ user: 'u', consent: 'granted' })],
    by: ['user:u', 'user:u'],
    why: 'the event itself wins',
  },
])('consent: $by ($why)', ({ told, by }) => {
  expect(persons(told)).toEqual(by)
})

test('where consent must be granted, silence is no yes', () => {
  const strict = settingsOf({ countPersons: 'if-granted' })
  expect(toKpiLog(tell([seen({ user: 'u' })]), strict).counts.withoutConsent).toBe(1)
})

test('an erased person is gone, and may come again as somebody new', () => {
  const erased: Told = {
    event: 'Subject Request Closed',
    at: '2026-11-12T00:00:00Z',
    user: 'u',
    properties: { kind: 'erasure' },
  }
  const log = tellLog([seen({ user: 'u' }), erased, seen({ user: 'u', at: '2026-11-13T00:00:00Z' })])
  expect(log.counts).toMatchObject({ erased: 2, kept: 1 })
})

const anyTold: fc.Arbitrary<Told> = fc.record(
  {
    event: fc.constantFrom('Product Viewed', 'Order Completed'),
    at: fc.integer({ min: 0, max: 40 }).map((hours) => new Date(Date.UTC(2026, 10, 10, hours)).toISOString()),
    user: fc.constantFrom('u', 'v', 'w'),
    device: fc.constantFrom('a', 'b', 'c'),
    id: fc.integer({ min: 10, max: 25 }).map((place) => `m${place}`),
  },
  { requiredKeys: ['event', 'at', 'id'] },
)

test('the order in which events are read changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyTold), fc.integer(), (told, seed) => {
      const events = tell(told)
      const shuffled = events.toSorted((a, b) => hash(a.messageId, seed) - hash(b.messageId, seed))
      expect(toKpiLog(shuffled, settingsOf())).toEqual(toKpiLog(events, settingsOf()))
    }),
  )
})

test('merging two users is rewriting one into the other', () => {
  fc.assert(
    fc.property(fc.array(anyTold), (told) => {
      const once = [...new Map(told.map((one) => [one.id, one])).values()]
      const merge: Told = {
        id: 'zz',
        event: 'Identity Linked',
        at: '2026-11-20T00:00:00Z',
        properties: { ids: ['u', 'v'] },
      }
      const rewritten = once.map((one) => (one.user === 'v' ? { ...one, user: 'u' } : one))
      expect(persons([...once, merge])).toEqual([...persons(rewritten), null])
    }),
  )
})

test('unlinking after a merge leaves what was there before', () => {
  fc.assert(
    fc.property(fc.array(anyTold), (told) => {
      const identity = (event: string, day: number): Told => ({
        id: `z${day}`,
        event,
        at: `2026-11-2${day}T00:00:00Z`,
        properties: { ids: ['user:u', 'user:v'] },
      })
      const undone = [...told, identity('Identity Linked', 1), identity('Identity Unlinked', 2)]
      expect(persons(undone)).toEqual([...persons(told), null, null])
    }),
  )
})

function hash(text: string, seed: number): number {
  return Math.imul(Number(text.slice(1)) + seed, 2_654_435_761)
}
