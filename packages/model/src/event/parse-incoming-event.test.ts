import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../json.ts'
import type { TrackedEvent } from './event.ts'
import type { Reception } from './incoming-event.ts'
import { MAX_EVENT_BYTES } from './limits.ts'
import { parseIncomingEvent } from './parse-incoming-event.ts'
import { MAX_CONTEXT_BYTES } from './wire-context.ts'
import { PAYLOADS } from './wire-payloads.fixture.ts'

const RECEIVED_AT = Date.parse('2026-11-20T10:15:31.000Z')
const HOUR_MS = 3_600_000

const reception = (rest: Partial<Reception> = {}): Reception => ({
  receivedAt: RECEIVED_AT,
  newEventId: () => 'made-here',
  ...rest,
})

function accept(raw: unknown, rest: Partial<Reception> = {}): TrackedEvent {
  const parsed = parseIncomingEvent(raw, reception(rest))
  if (parsed.kind === 'accepted') return parsed.event
  throw new Error(`${parsed.code}: ${parsed.reason}`)
}

function codeOf(raw: unknown, rest: Partial<Reception> = {}): string {
  const parsed = parseIncomingEvent(raw, reception(rest))
  return parsed.kind === 'accepted' ? 'accepted' : parsed.code
}

const track = (rest: Record<string, unknown> = {}) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'u-1',
  messageId: 'm-1',
  ...rest,
})

describe('payloads of the SDKs', () => {
  test.each(Object.entries(PAYLOADS))('%s is accepted unmodified', (_name, payload) => {
    expect(codeOf(payload)).toBe('accepted')
  })

  test('a browser call keeps its page, place and anonymous id', () => {
    expect(accept(PAYLOADS['analytics-next track'])).toMatchObject({
      eventId: 'ajs-next-1763633730123-2b3e4c1f',
      name: 'Product Viewed',
      channel: 'web',
      identifiers: [{ kind: 'anonymous', value: '0a5c2b3e-4c1f-4d7e-9a40-1f1d6d1f8c11' }],
      currency: 'EUR',
      zone: 'Europe/Madrid',
      locale: 'es-ES',
      occurredAt: Date.parse('2026-11-20T10:15:30.923Z'),
      flags: [],
    })
  })

  test('an identify normalises every identifier, strongest first', () => {
    expect(accept(PAYLOADS['analytics-node identify'])).toMatchObject({
      name: 'Identify',
      channel: 'custom:server',
      identifiers: [
        { kind: 'user', value: 'u-77' },
        { kind: 'email', value: 'ana@example.es' },
        { kind: 'phone', value: '+34600112233' },
        { kind: 'loyalty', value: 'L-9' },
      ],
      traits: { first_name: 'Ana' },
    })
  })

  test('a screen carries its name and category as properties, and is of the app', () => {
    expect(accept(PAYLOADS['swift screen'])).toMatchObject({
      name: 'Screen Viewed',
      channel: 'app',
      properties: { name: 'Home', category: 'Tabs' },
      locale: 'en-US',
    })
  })

  test('an alias names the anonymous id it replaces', () => {
    expect(accept(PAYLOADS['kotlin alias'])).toMatchObject({
      name: 'Alias',
      previous: { kind: 'anonymous', value: 'b1b1b1b1-0000-4000-8000-000000000001' },
    })
  })

  test('an order at the till is worth its revenue, not its total', () => {
    expect(accept(PAYLOADS['pos order'])).toMatchObject({
      channel: 'pos',
      amountMinor: 5_980,
      currency: 'EUR',
      identifiers: [
        { kind: 'user', value: 'u-77' },
        { kind: 'loyalty', value: 'L-9' },
      ],
    })
  })
})

describe('when it happened', () => {
  const at = (iso: string): number => Date.parse(iso)
  test.each([
    { timestamp: undefined, sentAt: undefined, is: RECEIVED_AT, why: 'nobody said' },
    {
      timestamp: '2026-11-20T10:00:00Z',
      sentAt: undefined,
      is: at('2026-11-20T10:00:00Z'),
      why: 'believed without sentAt',
    },
    {
      timestamp: '2026-11-20T10:00:00',
      sentAt: undefined,
      is: at('2026-11-20T10:00:00Z'),
      why: 'no offset is UTC',
    },
    {
      timestamp: '2026-11-20',
      sentAt: undefined,
      is: at('2026-11-20T00:00:00Z'),
      why: 'a day begins at midnight UTC',
    },
    {
      timestamp: '2026-11-20 11:00:00,5+0100',
      sentAt: undefined,
      is: at('2026-11-20T10:00:00.500Z'),
      why: 'loose ISO',
    },
    {
      timestamp: at('2026-11-20T10:00:00Z'),
      sentAt: undefined,
      is: at('2026-11-20T10:00:00Z'),
      why: 'epoch milliseconds',
    },
    {
      timestamp: at('2026-11-20T10:00:00Z') / 1_000,
      sentAt: undefined,
      is: at('2026-11-20T10:00:00Z'),
      why: 'epoch seconds',
    },
    { timestamp: '1763632800', sentAt: undefined, is: 1_763_632_800_000, why: 'epoch as text' },
    {
      timestamp: '2026-11-20T11:10:00Z',
      sentAt: '2026-11-20T11:15:31Z',
      is: at('2026-11-20T10:10:00Z'),
      why: 'a clock one hour ahead',
    },
    {
      timestamp: '2026-11-20T09:10:00Z',
      sentAt: '2026-11-20T09:15:31Z',
      is: at('2026-11-20T10:10:00Z'),
      why: 'a clock one hour behind',
    },
    {
      timestamp: '2026-11-20T10:17:00Z',
      sentAt: undefined,
      is: RECEIVED_AT,
      why: 'never after it was received',
    },
  ])('$timestamp sent $sentAt ($why)', ({ timestamp, sentAt, is }) => {
    expect(accept(track({ timestamp, sentAt }))).toMatchObject({ occurredAt: is, flags: [] })
  })

  test('more than five minutes ahead is brought back and said so', () => {
    const timestamp = new Date(RECEIVED_AT + HOUR_MS).toISOString()
    expect(accept(track({ timestamp }))).toMatchObject({ occurredAt: RECEIVED_AT, flags: ['clock-ahead'] })
  })

  test('a batch speaks for events without a sentAt of their own', () => {
    const event = accept(track({ timestamp: '2026-11-20T11:10:00Z' }), { sentAt: '2026-11-20T11:15:31Z' })
    expect(event.occurredAt).toBe(at('2026-11-20T10:10:00Z'))
  })

  test.each(['yesterday', '', -1, '2026-13-01', 1e300, '20261120'.repeat(4)])(
    '%s is no moment',
    (timestamp) => {
      expect(codeOf(track({ timestamp }))).toBe('invalid-time')
    },
  )
})

describe('money', () => {
  test.each([
    {
      name: 'Order Completed',
      properties: { revenue: 1.005, currency: 'USD' },
      minor: 101,
      why: 'decimal, not binary',
    },
    {
      name: 'Order Completed',
      properties: { revenue: 1500, currency: 'JPY' },
      minor: 1_500,
      why: 'yen have no cents',
    },
    {
      name: 'Order Completed',
      properties: { revenue: 1.5, currency: 'KWD' },
      minor: 1_500,
      why: 'dinars have three places',
    },
    {
      name: 'Order Refunded',
      properties: { total: 20, currency: 'EUR' },
      minor: 2_000,
      why: 'refunds fall back to total',
    },
    {
      name: 'Order Completed',
      properties: { total: 20, currency: 'EUR' },
      minor: undefined,
      why: 'total is not revenue',
    },
    {
      name: 'Order Completed',
      properties: { revenue: -3.335, currency: 'EUR' },
      minor: -334,
      why: 'halves away from zero',
    },
    {
      name: 'Order Completed',
      properties: { revenue: 1e20, currency: 'EUR' },
      minor: undefined,
      why: 'beyond exact integers',
    },
    {
      name: 'Order Completed',
      properties: { revenue: '12,50', currency: 'EUR' },
      minor: undefined,
      why: 'no guessing at commas',
    },
  ])('$name $properties ($why)', ({ name, properties, minor }) => {
    const event = accept(track({ event: name, properties }))
    expect(event.amountMinor).toBe(minor)
    expect(event.flags).toEqual([])
  })

  test('an amount of no currency is flagged, never guessed', () => {
    const event = accept(track({ properties: { revenue: 10 } }))
    expect(event.amountMinor).toBeUndefined()
    expect(event.flags).toEqual(['currency-missing'])
  })
})

describe('channel', () => {
  const web = { library: { name: 'analytics.js' }, page: { url: 'https://shop.example/' } }
  test.each([
    { context: { ...web, periplo: { channel: 'kiosk' } }, is: 'kiosk', why: 'our own word wins' },
    {
      context: { ...web, periplo: { channel: 'custom:fair' } },
      is: 'custom:fair',
      why: 'a channel of the workspace',
    },
    {
      context: { ...web, campaign: { medium: 'Email', source: 'news' } },
      is: 'email',
      why: 'campaign before device',
    },
    {
      context: { ...web, campaign: { medium: 'cpc', source: 'google' } },
      is: 'paid_search',
      why: 'paid and searched',
    },
    {
      context: { ...web, campaign: { medium: 'cpc', source: 'instagram' } },
      is: 'paid_social',
      why: 'paid and social',
    },
    {
      context: { ...web, campaign: { medium: 'cpc', source: 'elsewhere' } },
      is: 'paid_search',
      why: 'clicks are bought by search',
    },
    {
      context: { ...web, userAgent: 'Mozilla/5.0 (iPhone) Mobile/15E148' },
      is: 'mobile_web',
      why: 'a browser on a phone',
    },
    { context: web, is: 'web', why: 'a page' },
    { context: { library: { name: 'analytics-react-native' } }, is: 'app', why: 'a library of apps' },
    { context: {}, is: 'custom:server', why: 'nothing tells' },
  ])('$is ($why)', ({ context, is }) => {
    expect(accept(track({ context }))).toMatchObject({ channel: is, flags: [] })
  })

  test('an unknown name falls back to the rules and is flagged', () => {
    const event = accept(track({ properties: { channel: 'pigeon' }, context: web }))
    expect(event).toMatchObject({ channel: 'web', flags: ['unknown-channel'] })
  })
})

describe('consent', () => {
  const granted = { channel: 'email', purpose: 'marketing', state: 'granted' }
  test.each([
    {
      call: track({ event: 'Consent Updated', properties: granted }),
      is: [granted],
      why: 'an event of its own',
    },
    {
      call: track({ event: 'Consent Updated', properties: { channel: 'sms', status: 'unsubscribed' } }),
      is: [{ channel: 'sms', purpose: 'marketing', state: 'denied' }],
      why: 'status for state',
    },
    {
      call: track({ context: { periplo: { consent: { email: 'granted', basis: 'form' } } } }),
      is: [granted],
      why: 'by channel; what is no state is none',
    },
    { call: track({ context: { periplo: { consent: [granted, 7, {}] } } }), is: [granted], why: 'as a list' },
    { call: track({ properties: granted }), is: undefined, why: 'other events choose nothing' },
    {
      call: track({ event: 'Consent Updated', properties: { channel: 'email', state: 'perhaps' } }),
      is: undefined,
      why: 'never by mistake',
    },
  ])('$is ($why)', ({ call, is }) => {
    expect(accept(call).consent).toEqual(is)
  })
})

describe('what is refused', () => {
  const nested = (levels: number): JsonValue => (levels === 0 ? 1 : { a: nested(levels - 1) })
  const wide = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`k${at}`, 1]))
  test.each([
    { raw: null, code: 'not-an-object', why: 'null' },
    { raw: [track()], code: 'not-an-object', why: 'a list' },
    { raw: track({ type: 'delete' }), code: 'unknown-type', why: 'a call nobody knows' },
    { raw: { ...track(), type: undefined }, code: 'unknown-type', why: 'no type at all' },
    { raw: track({ event: '  ' }), code: 'missing-event-name', why: 'only spaces' },
    { raw: track({ event: 7 }), code: 'invalid-field', why: 'a name that is a number' },
    { raw: track({ userId: undefined }), code: 'missing-identity', why: 'nobody' },
    { raw: track({ userId: 'null' }), code: 'missing-identity', why: 'what a broken sender calls nobody' },
    {
      raw: track({ userId: '00000000-0000-0000-0000-000000000000' }),
      code: 'missing-identity',
      why: 'the empty UUID',
    },
    { raw: track({ type: 'alias' }), code: 'missing-previous-id', why: 'an alias of nobody' },
    { raw: track({ properties: [] }), code: 'invalid-field', why: 'properties that are a list' },
    { raw: track({ properties: nested(40) }), code: 'too-deep', why: 'deep' },
    { raw: track({ properties: wide }), code: 'too-many-keys', why: 'wide' },
    { raw: track({ properties: { text: 'x'.repeat(MAX_EVENT_BYTES) } }), code: 'too-large', why: 'large' },
    {
      raw: track({ properties: { text: '€'.repeat(MAX_EVENT_BYTES / 3) } }),
      code: 'too-large',
      why: 'bytes count, not characters',
    },
    { raw: track({ properties: { text: 'a\u0000b' } }), code: 'bad-text', why: 'NUL' },
    { raw: track({ properties: { text: '\ud800' } }), code: 'bad-text', why: 'half a surrogate pair' },
    {
      raw: track({ properties: { n: Number.POSITIVE_INFINITY } }),
      code: 'non-finite-number',
      why: 'JSON 1e999',
    },
    {
      raw: JSON.parse('{"__proto__":{"x":1},"type":"track"}') as unknown,
      code: 'forbidden-key',
      why: 'prototype',
    },
    { raw: track({ messageId: 'x'.repeat(201) }), code: 'invalid-field', why: 'a messageId without end' },
  ])('$code ($why)', ({ raw, code }) => {
    expect(codeOf(raw)).toBe(code)
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })

  test('a reason never quotes what the event said', () => {
    const parsed = parseIncomingEvent(track({ event: 7, userId: 'secret@example.com' }), reception())
    expect(JSON.stringify(parsed)).not.toContain('secret')
  })
})

test('the address decides the type, whatever the body says', () => {
  expect(accept({ type: 'track', userId: 'u-1' }, { type: 'identify' }).name).toBe('Identify')
})

test('an event without a messageId is given one', () => {
  expect(accept(track({ messageId: undefined })).eventId).toBe('made-here')
})

test('a group is joined by the person, but its traits are not theirs', () => {
  const event = accept({ type: 'group', userId: 'u-1', groupId: 7, traits: { email: 'office@example.com' } })
  expect(event.traits).toBeUndefined()
  expect(event.identifiers).toEqual([{ kind: 'user', value: 'u-1' }])
  expect(event.properties).toEqual({ email: 'office@example.com', group_id: '7' })
})

test('a touch needs all of its parts', () => {
  const touch = { sendKey: 's', enrollmentId: 'e', journeyId: 'j', versionId: 'v', nodeId: 'n' }
  expect(accept(track({ context: { periplo: touch } })).touch).toEqual(touch)
  expect(accept(track({ context: { periplo: { ...touch, nodeId: '' } } })).touch).toBeUndefined()
})

test('an unknown zone and a strange locale are dropped, the event stays', () => {
  const event = accept(track({ context: { timezone: 'Mars/Olympus', locale: 'not a locale' } }))
  expect(event.zone).toBeUndefined()
  expect(event.locale).toBeUndefined()
  expect(accept(track({ traits: { timezone: 'Asia/Tokyo' } })).zone).toBe('Asia/Tokyo')
})

describe('context', () => {
  const campaign = { name: 'winter', source: 'news', medium: 'email', term: 'coat', content: 'hero' }
  test.each([
    { context: { campaign }, is: { campaign }, why: 'the campaign' },
    {
      context: { campaign: { ...campaign, secret: 'x' }, ip: '10.0.0.1', userAgent: 'Mozilla/5.0' },
      is: { campaign },
      why: 'nothing but what is listed',
    },
    {
      context: { page: { url: ' https://shop.example/ ', path: '/', title: '', search: '?q=1' } },
      is: { page: { url: 'https://shop.example/', path: '/' } },
      why: 'no empty text',
    },
    {
      context: { app: { name: 'Shop', build: 7 }, device: { type: 'ios', model: null, id: 'd-1' } },
      is: { app: { name: 'Shop', build: 7 }, device: { type: 'ios' } },
      why: 'scalars, and no name of a device',
    },
    {
      context: { location: { store_id: 's-9', latitude: 40.4 } },
      is: { location: { store_id: 's-9' } },
      why: 'the shop, not where somebody stands',
    },
    {
      context: { referrer: 'https://news.example/' },
      is: { referrer: 'https://news.example/' },
      why: 'text',
    },
    { context: { campaign: { name: { deep: 1 } }, page: 'home' }, is: undefined, why: 'no objects, no rest' },
    {
      context: {
        campaign,
        page: { url: `/${'u'.repeat(990)}`, path: '/p', referrer: `/${'r'.repeat(990)}`, title: 'Coat' },
      },
      is: { campaign, page: { url: `/${'u'.repeat(990)}`, path: '/p', title: 'Coat' } },
      why: 'what does not fit goes alone',
    },
  ])('keeps $why', ({ context, is }) => {
    expect(accept(track({ context })).context).toEqual(is)
  })
})

describe('whatever arrives', () => {
  const hostile = fc.anything({ withNullPrototype: true, withObjectString: true, maxDepth: 5 })
  const countBytes = (value: JsonValue): number =>
    encodeURIComponent(JSON.stringify(value)).replaceAll(/%../g, '.').length
  const longText = fc.string({ unit: 'binary', maxLength: 1_000, size: 'max' })
  const longPage = fc.record({ url: longText, path: longText, title: longText, referrer: longText })
  const wire = fc.record(
    {
      type: fc.constantFrom('track', 'page', 'screen', 'identify', 'group', 'alias', 'nothing'),
      event: fc.oneof(fc.string(), fc.constantFrom('Order Completed', 'Consent Updated', 'Order Refunded')),
      messageId: fc.string(),
      userId: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
      anonymousId: fc.oneof(fc.uuid(), fc.string()),
      previousId: fc.string(),
      timestamp: fc.oneof(
        fc.string(),
        fc.double(),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      ),
      sentAt: fc.oneof(
        fc.double(),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      ),
      properties: fc.oneof(
        fc.jsonValue(),
        fc.record({ revenue: fc.jsonValue(), currency: fc.string(), channel: fc.string() }),
      ),
      traits: fc.oneof(fc.jsonValue(), fc.record({ email: fc.jsonValue(), phone: fc.jsonValue() })),
      context: fc.oneof(
        fc.jsonValue(),
        fc.record({ campaign: fc.jsonValue(), periplo: fc.jsonValue(), timezone: fc.string() }),
        fc.record({ page: longPage, referrer: longText, app: fc.jsonValue() }),
      ),
    },
    { requiredKeys: [] },
  )

  test('reading never throws', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, wire), (raw) => {
        expect(['accepted', 'rejected']).toContain(parseIncomingEvent(raw, reception()).kind)
      }),
      { numRuns: 2_000 },
    )
  })

  test('what is accepted survives JSON, happened before it was received, and names somebody', () => {
    fc.assert(
      fc.property(wire, (drawn) => {
        const raw: unknown = JSON.parse(JSON.stringify(drawn))
        const parsed = parseIncomingEvent(raw, reception())
        if (parsed.kind === 'rejected') return
        expect(JSON.parse(JSON.stringify(parsed.event))).toEqual(parsed.event)
        expect(countBytes(parsed.event.context ?? {})).toBeLessThanOrEqual(MAX_CONTEXT_BYTES)
        expect(parsed.event.occurredAt).toBeLessThanOrEqual(RECEIVED_AT)
        expect(parsed.event.identifiers.some(({ kind }) => kind === 'user' || kind === 'anonymous')).toBe(
          true,
        )
        expect(({} as { x?: unknown }).x).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })
})
