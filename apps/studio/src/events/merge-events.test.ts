import { expect, test } from 'vitest'
import type { SeenEvent } from './merge-events.ts'
import { mergeEvents, passesFilter, toEventKey } from './merge-events.ts'

const accepted = (eventId: string, receivedAt: number, name = 'Order Completed'): SeenEvent => ({
  kind: 'accepted',
  receivedAt,
  occurredAt: receivedAt,
  eventId,
  name,
  type: 'track',
  channel: 'web',
  personId: '',
  sourceName: 'Shop',
  properties: {},
  flags: [],
})
const rejected: SeenEvent = {
  kind: 'rejected',
  receivedAt: 3,
  rejectionId: 'r',
  sourceName: 'Shop',
  code: 'too-deep',
  reason: 'deeper than 32',
  excerpt: '',
}

test('a line that is both in the stream and in the list stands once', () => {
  const merged = mergeEvents([accepted('b', 2)], [accepted('b', 2), accepted('a', 1)], 10)
  expect(merged.map(toEventKey)).toEqual(['b', 'a'])
})

test('the newest stand first, whatever the order of arrival, and the oldest fall off', () => {
  const merged = mergeEvents([accepted('a', 1), accepted('c', 5)], [rejected], 2)
  expect(merged.map(toEventKey)).toEqual(['c', 'r'])
})

test.each([
  { event: rejected, search: { show: 'rejected' }, passes: true, why: 'asked for' },
  { event: rejected, search: { show: 'accepted' }, passes: false, why: 'not asked for' },
  { event: rejected, search: { name: 'Order Completed' }, passes: false, why: 'it has no name' },
  { event: accepted('a', 1), search: { name: 'Order Completed' }, passes: true, why: 'of that name' },
  { event: accepted('a', 1), search: { name: 'Order' }, passes: false, why: 'of another name' },
] as const)('$event.kind passes $search: $passes ($why)', ({ event, search, passes }) => {
  expect(passesFilter(event, search)).toBe(passes)
})
