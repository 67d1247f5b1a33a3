import { describe, expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { TRAFFIC_FROM_LOG } from './from-log.ts'

const did = (event: string, at: string, rest: Partial<Told> = {}): Told => ({ event, at, user: 'u', ...rest })
const mail = (event: string, message: string, rest: Partial<Told> = {}): Told =>
  did(event, '2026-11-10T10:00:00Z', {
    channel: 'email',
    ...rest,
    properties: { message_id: message, ...rest.properties },
  })
const page = (at: string, rest: Partial<Told> = {}) => did('Page Viewed', at, rest)
const MINUTE_MS = 60_000

function read(id: keyof typeof TRAFFIC_FROM_LOG, told: readonly Told[], part: Record<string, string> = {}) {
  const settings = settingsOf()
  const values = TRAFFIC_FROM_LOG[id](tellLog(told, settings), settings)
  return values.find(({ breakdown }) => JSON.stringify(breakdown) === JSON.stringify(part))?.value
}

describe('advertisements', () => {
  const shown = (rest: Partial<Told> = {}) =>
    did('Ad Impression', '2026-11-10T10:00:00Z', { channel: 'display', ...rest })
  const clicked = (rest: Partial<Told> = {}) =>
    did('Ad Clicked', '2026-11-10T10:00:00Z', { channel: 'display', ...rest })
  test.each([
    { told: [], impressions: 0, rate: null, status: 'no_data', why: 'nothing shown' },
    { told: [clicked()], impressions: 0, rate: null, status: 'no_data', why: 'clicks on nothing' },
    { told: [shown()], impressions: 1, rate: 0, status: 'small_n', why: 'one person' },
    {
      told: [shown(), shown(), clicked()],
      impressions: 2,
      rate: 0.5,
      status: 'small_n',
      why: 'one click on two',
    },
    {
      told: [clicked(), shown(), shown()],
      impressions: 2,
      rate: 0.5,
      status: 'small_n',
      why: 'out of order',
    },
    {
      told: [shown({ id: 'a' }), shown({ id: 'a' })],
      impressions: 1,
      rate: 0,
      status: 'small_n',
      why: 'one message twice',
    },
    {
      told: [shown({ user: undefined }), shown({ consent: 'denied' }), clicked({ consent: 'denied' })],
      impressions: 2,
      rate: 0.5,
      status: 'small_n',
      why: 'nobody is counted, so nobody need agree',
    },
    {
      told: [shown(), clicked(), clicked()],
      impressions: 1,
      rate: 1,
      status: 'estimated',
      why: 'more clicks than were shown',
    },
    {
      told: [shown({ received: '2026-12-20T00:00:00Z' }), clicked()],
      impressions: 1,
      rate: 1,
      status: 'small_n',
      why: 'late after the seal',
    },
    {
      told: [shown({ at: '2026-10-31T22:59:59Z' })],
      impressions: 0,
      rate: null,
      status: 'no_data',
      why: 'in October',
    },
  ])('$impressions shown, rate $rate ($why)', ({ told, impressions, rate, status }) => {
    expect(read('impressions', told)?.value).toBe(impressions)
    expect(read('click-rate', told)).toMatchObject({ value: rate, status })
  })

  test('by channel', () => {
    const told = [shown(), shown({ channel: 'video' }), clicked({ channel: 'video' })]
    expect(read('click-rate', told, { channel: 'video' })?.value).toBe(1)
    expect(read('clicks', told, { channel: 'display' })?.value).toBe(0)
  })
})

describe('messages', () => {
  const delivered = ['a', 'b', 'c', 'd'].map((id) => mail('Email Delivered', id))
  const machine = { properties: { machine_open: true } }
  test.each([
    { told: [], open: null, withPrefetch: null, cto: null, why: 'nothing delivered' },
    {
      told: [mail('Email Opened', 'a')],
      open: null,
      withPrefetch: null,
      cto: null,
      why: 'opened without having been delivered',
    },
    { told: delivered, open: 0, withPrefetch: 0, cto: null, why: 'nobody opened' },
    {
      told: [...delivered, mail('Email Opened', 'a'), mail('Email Opened', 'a')],
      open: 0.25,
      withPrefetch: 0.25,
      cto: 0,
      why: 'opened twice is opened',
    },
    {
      told: [...delivered, mail('Email Opened', 'a', machine)],
      open: 0,
      withPrefetch: 0.25,
      cto: null,
      why: 'opened by a program',
    },
    {
      told: [...delivered, mail('Email Opened', 'a', { context: { userAgent: 'Mozilla/5.0' } })],
      open: 0,
      withPrefetch: 0.25,
      cto: null,
      why: 'known by its bare agent',
    },
    {
      told: [...delivered, mail('Email Opened', 'a', machine), mail('Email Opened', 'a')],
      open: 0.25,
      withPrefetch: 0.25,
      cto: 0,
      why: 'by a program, then by its reader',
    },
    {
      told: [...delivered, mail('Email Link Clicked', 'a'), mail('Email Opened', 'b')],
      open: 0.5,
      withPrefetch: 0.5,
      cto: 0.5,
      why: 'a click is an opening',
    },
  ])(
    'open rate $open, $withPrefetch with programs, click to open $cto ($why)',
    ({ told, open, withPrefetch, cto }) => {
      expect(read('open-rate', told)?.value).toBe(open)
      expect(read('open-rate', told, { opens: 'with prefetch' })?.value).toBe(withPrefetch)
      expect(read('click-to-open', told)?.value).toBe(cto)
    },
  )

  test('where programs open, the rate is an estimate', () => {
    expect(read('open-rate', [...delivered, mail('Email Opened', 'a', machine)])?.status).toBe('estimated')
  })
})

describe('visits', () => {
  test.each([
    { told: [], median: null, bounce: null, why: 'nobody came' },
    { told: [page('2026-11-10T10:00:00Z')], median: 0, bounce: 1, why: 'one page' },
    {
      told: [page('2026-11-10T10:00:00Z'), did('Product Added', '2026-11-10T10:05:00Z')],
      median: 5,
      bounce: 0,
      why: 'one page, and something done on it',
    },
    {
      told: [page('2026-11-10T10:00:00Z'), page('2026-11-10T10:30:00Z')],
      median: 30,
      bounce: 0,
      why: '30 minutes of silence are none yet',
    },
    {
      told: [page('2026-11-10T10:00:00Z'), page('2026-11-10T10:30:01Z')],
      median: 0,
      bounce: 1,
      why: 'a second more ends it',
    },
    {
      told: [page('2026-11-10T22:50:00Z'), page('2026-11-10T23:10:00Z')],
      median: 0,
      bounce: 1,
      why: 'midnight in Madrid ends it',
    },
    {
      told: [page('2026-11-10T10:00:00Z', { consent: 'denied' })],
      median: null,
      bounce: null,
      why: 'consent withdrawn',
    },
    {
      told: [
        page('2026-11-10T10:10:00Z'),
        page('2026-11-10T10:00:00Z', { user: undefined, device: 'd' }),
        did('Identify', '2026-11-10T10:11:00Z', { device: 'd' }),
      ],
      median: 11,
      bounce: 0,
      why: 'signing in is no new visit',
    },
    {
      told: [
        page('2026-11-10T10:00:00Z'),
        did('Order Completed', '2026-11-10T10:20:00Z', { channel: 'pos' }),
      ],
      median: 0,
      bounce: 1,
      why: 'what is done in a shop is no visit of the site',
    },
  ])('take $median minutes in the median, bounce at $bounce ($why)', ({ told, median, bounce }) => {
    expect(read('visit-duration', told)?.value).toBe(median === null ? null : median * MINUTE_MS)
    expect(read('bounce-rate', told)?.value).toBe(bounce)
  })

  test('the night the clocks go back is an hour longer, and midnight still ends a visit', () => {
    const settings = settingsOf({ window: { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) } })
    // Madrid: 02:50 summer time, then 02:10 winter time, 20 minutes later
    const told = [page('2026-10-25T00:50:00Z'), page('2026-10-25T01:10:00Z')]
    const [value] = TRAFFIC_FROM_LOG['visit-duration'](tellLog(told, settings), settings)
    expect(value?.value.value).toBe(20 * MINUTE_MS)
  })

  test.each([
    { told: [], median: null, why: 'no pages' },
    { told: [page('2026-11-10T10:00:00Z')], median: null, why: 'the last page is never 0: nobody knows' },
    {
      told: [page('2026-11-10T10:00:00Z'), page('2026-11-10T10:04:00Z')],
      median: 4,
      why: '4 minutes, and one nobody knows of',
    },
    {
      told: [page('2026-11-10T10:00:00Z'), did('Page Left', '2026-11-10T10:02:00Z')],
      median: 2,
      why: 'left before anything else',
    },
    {
      told: [
        page('2026-11-10T10:00:00Z'),
        page('2026-11-10T10:04:00Z'),
        did('Page Heartbeat', '2026-11-10T10:24:00Z'),
      ],
      median: 4,
      why: 'the second lasted 20 minutes at least: half had ended by 4',
    },
  ])('a page takes $median minutes in the median ($why)', ({ told, median }) => {
    expect(read('time-on-page', told)?.value).toBe(median === null ? null : median * MINUTE_MS)
  })
})
