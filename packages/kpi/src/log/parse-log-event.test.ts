import { expect, test } from 'vitest'
import { parseLogEvent } from './parse-log-event.ts'

const at = Date.parse('2026-11-10T10:00:00Z')
const call = (rest: Record<string, unknown> = {}) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'u',
  messageId: 'm',
  timestamp: '2026-11-10T10:00:00Z',
  ...rest,
})

test.each([
  {
    raw: call(),
    event: { messageId: 'm', timestamp: at, receivedAt: at, identifiers: [{ kind: 'user', value: 'u' }] },
    why: 'heard when it happened',
  },
  {
    raw: call({ receivedAt: '2026-11-12T10:00:00Z' }),
    event: { timestamp: at, receivedAt: at + 2 * 86_400_000 },
    why: 'heard later',
  },
  {
    raw: call({
      receivedAt: '2026-11-10T10:00:10Z',
      sentAt: '2026-11-10T11:00:10Z',
      timestamp: '2026-11-10T11:00:00Z',
    }),
    event: { timestamp: at },
    why: 'a clock an hour ahead',
  },
  {
    raw: call({ sentAt: '2026-11-10T11:00:00Z' }),
    event: { timestamp: at },
    why: 'sent at nobody knows what clock',
  },
  { raw: call({ userId: undefined }), event: { identifiers: [] }, why: 'a sale to nobody' },
  {
    raw: call({ userId: undefined, messageId: undefined }),
    event: { messageId: 'line:7', identifiers: [] },
    why: 'known by its line',
  },
  {
    raw: call({ userId: undefined, properties: { loyalty_id: 'L1' } }),
    event: { identifiers: [{ kind: 'loyalty', value: 'L1' }] },
    why: 'a card at the till',
  },
  {
    raw: call({ properties: { revenue: 12.5, currency: 'EUR', channel: 'pos' } }),
    event: { amountMinor: 1_250, currency: 'EUR', channel: 'pos' },
    why: 'money in minor units',
  },
  {
    raw: call({ context: { periplo: { consent: { analytics: 'denied' } } } }),
    event: { consent: 'denied' },
    why: 'no consent',
  },
  {
    raw: call({
      context: { periplo: { consent: [{ purpose: 'analytics', channel: 'web', state: 'granted' }] } },
    }),
    event: { consent: 'granted' },
    why: 'consent in a list',
  },
  { raw: call({ properties: { step: 3 } }), event: { step: 3 }, why: 'the sender counts' },
  {
    raw: call({ type: 'identify', event: undefined, traits: { email: 'ANA@example.es' } }),
    event: { event: 'Identify', properties: { email: 'ANA@example.es' } },
    why: 'traits are told as properties',
  },
])('reads $event ($why)', ({ raw, event }) => {
  expect(parseLogEvent(raw, { line: 7 })).toMatchObject({ kind: 'accepted', event })
})

test.each([
  { raw: null, code: 'not-an-object', why: 'nothing' },
  { raw: [call()], code: 'not-an-object', why: 'a list' },
  { raw: call({ timestamp: undefined }), code: 'invalid-time', why: 'no timestamp' },
  { raw: call({ timestamp: 'yesterday' }), code: 'invalid-time', why: 'no moment' },
  { raw: call({ event: '' }), code: 'missing-event-name', why: 'no name' },
  { raw: call({ type: 'delete' }), code: 'unknown-type', why: 'no call' },
])('refuses $code ($why)', ({ raw, code }) => {
  expect(parseLogEvent(raw, { line: 7 })).toMatchObject({ kind: 'rejected', code })
})
