import { expect, test } from 'vitest'
import { readRow } from './read-row.ts'
import type { ColumnMapping } from './read-row.ts'

const mapping: ColumnMapping = {
  userId: 'user',
  anonymousId: null,
  event: 'event',
  timestamp: 'at',
  zone: 'UTC',
  messageId: null,
  channel: { always: 'web' },
  properties: null,
}
const row = {
  user: 'u1',
  event: 'search',
  at: '2024-03-13 10:21:14',
  price: '12.50',
  size: '42',
  code: '007',
  gift: 'true',
  note: '',
}
const LATEST = Date.UTC(2030, 0, 1)

test('every other column becomes a property, numbers as numbers, and empty cells are left out', () => {
  expect(readRow(row, mapping, LATEST)).toMatchObject({
    kind: 'event',
    event: {
      name: 'search',
      channel: 'web',
      occurredAt: Date.UTC(2024, 2, 13, 10, 21, 14),
      identifiers: [{ kind: 'user', value: 'u1' }],
      properties: { price: '12.50', size: 42, code: '007', gift: true },
    },
  })
})

test.each([
  { at: '2024-03-13 10:00', zone: 'Europe/Madrid', is: '2024-03-13T09:00:00Z', why: 'a zone behind UTC' },
  { at: '2024-07-13T10:00:00', zone: 'Europe/Madrid', is: '2024-07-13T08:00:00Z', why: 'summer time' },
  {
    at: '2024-03-31 02:30',
    zone: 'Europe/Madrid',
    is: '2024-03-31T01:00:00Z',
    why: 'a gap ends at its first instant',
  },
  { at: '2024-03-13', zone: 'Europe/Madrid', is: '2024-03-12T23:00:00Z', why: 'a day begins in its zone' },
  {
    at: '2024-03-13T10:00:00+01:00',
    zone: 'America/Lima',
    is: '2024-03-13T09:00:00Z',
    why: 'an offset wins',
  },
  { at: '1710324000', zone: 'America/Lima', is: '2024-03-13T10:00:00Z', why: 'seconds have no zone' },
  { at: '2040-01-01', zone: 'UTC', is: '2030-01-01T00:00:00Z', why: 'nothing happens after the latest' },
])('$at in $zone is $is ($why)', ({ at, zone, is }) => {
  expect(readRow({ ...row, at }, { ...mapping, zone }, LATEST)).toMatchObject({
    event: { occurredAt: Date.parse(is) },
  })
})

test.each([
  { change: { at: '' }, reason: 'The column at is empty.', why: 'no moment' },
  { change: { at: 'yesterday' }, reason: /ISO 8601/, why: 'no such moment' },
  { change: { user: ' ' }, reason: /userId/, why: 'nobody' },
  { change: { event: '' }, reason: /names its event/, why: 'nothing happened' },
])('a row is bad: $why', ({ change, reason }) => {
  expect(readRow({ ...row, ...change }, mapping, LATEST)).toEqual({
    kind: 'bad',
    reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
  })
})

test('equal rows have one id, and a row that differs anywhere has another', () => {
  const id = (change: object): unknown => {
    const read = readRow({ ...row, ...change }, mapping, LATEST)
    return read.kind === 'event' ? read.event.eventId : read
  }
  expect(id({})).toBe(id({}))
  expect(id({ note: 'x' })).not.toBe(id({}))
})
