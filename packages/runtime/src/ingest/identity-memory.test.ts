import type { Identifier, TrackedEvent } from '@periplo/model'
import { expect, test } from 'vitest'
import { createIdentityMemory, toIdentifierKey } from './identity-memory.ts'

const W = '0198c0de-0000-7000-8000-00000000000a'
const NOW = Date.UTC(2026, 2, 2)
const ana = { personId: 'ana', partitionId: 1, since: 0, named: true }
const bea = { personId: 'bea', partitionId: 2, since: 0, named: true }
const user: Identifier = { kind: 'user', value: 'u' }
const device: Identifier = { kind: 'anonymous', value: 'd' }

function toEvent(more: Partial<TrackedEvent>): TrackedEvent {
  return {
    eventId: 'e',
    type: 'track',
    name: 'Seen',
    occurredAt: NOW,
    channel: 'web',
    identifiers: [],
    properties: {},
    flags: [],
    ...more,
  }
}

const memory = (
  ...known: readonly (readonly [Identifier, typeof ana])[]
): ReturnType<typeof createIdentityMemory> => {
  const kept = createIdentityMemory(2)
  kept.keep(
    { known: known.map(([identifier, person]) => [toIdentifierKey(W, identifier), person]), gone: new Set() },
    NOW,
  )
  return kept
}

test.each([
  { known: [[user, ana]], event: { identifiers: [user] }, found: ana, why: 'remembered' },
  {
    known: [
      [user, ana],
      [device, ana],
    ],
    event: { identifiers: [user, device] },
    found: ana,
    why: 'all one person’s',
  },
  {
    known: [
      [user, ana],
      [device, bea],
    ],
    event: { identifiers: [user, device] },
    why: 'two people’s',
  },
  { known: [[user, ana]], event: { identifiers: [user, device] }, why: 'one of them unknown' },
  { known: [[user, ana]], event: { identifiers: [user], previous: device }, why: 'a previous identity' },
  {
    known: [[user, ana]],
    event: { identifiers: [user], consent: [{ channel: 'email', purpose: 'marketing', state: 'denied' }] },
    why: 'consent must not land beside the person',
  },
  { known: [[user, ana]], event: { identifiers: [user] }, at: NOW + 600_000, why: 'too long ago' },
] satisfies readonly {
  known: [Identifier, typeof ana][]
  event: Partial<TrackedEvent>
  found?: typeof ana
  at?: number
  why: string
}[])('a person is known from memory only where it is sure: $why', ({ known, event, why, ...rest }) => {
  const { found, at } = { found: undefined, at: NOW, ...rest }
  expect(memory(...known).recall(W, toEvent(event), at)?.person, why).toEqual(found)
})

test('who was merged away is forgotten, and another workspace knows nobody', () => {
  const kept = memory([user, ana])
  expect(kept.recall('other', toEvent({ identifiers: [user] }), NOW)).toBeUndefined()
  kept.keep({ known: [], gone: new Set(['ana']) }, NOW)
  expect(kept.recall(W, toEvent({ identifiers: [user] }), NOW)).toBeUndefined()
})

test('it holds no more than its limit; what was entered first goes first', () => {
  const third: Identifier = { kind: 'email', value: 'x@example.com' }
  const kept = memory([user, ana], [device, bea], [third, ana])
  expect(kept.recall(W, toEvent({ identifiers: [user] }), NOW)).toBeUndefined()
  expect(kept.recall(W, toEvent({ identifiers: [device] }), NOW)?.person).toEqual(bea)
})
