import { describe, expect, test } from 'vitest'
import type { JsonObject, Measure } from '@periplo/model'
import { CONSISTENCY_FROM_LOG } from '../consistency/from-log.ts'
import { ENGAGEMENT_FROM_LOG } from '../engagement/from-log.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { TRUST_FROM_LOG } from '../trust/from-log.ts'
import { VOICE_FROM_LOG } from '../voice/from-log.ts'
import { MEASURES } from '../measures.ts'
import { SERVICE_FROM_LOG } from './from-log.ts'

// One story of two customers and a stranger, in which nearly every measure of these families has something to
// say; each figure is worked by hand.

const MEASURED = {
  ...ENGAGEMENT_FROM_LOG,
  ...VOICE_FROM_LOG,
  ...SERVICE_FROM_LOG,
  ...CONSISTENCY_FROM_LOG,
  ...TRUST_FROM_LOG,
}
type Id = keyof typeof MEASURED
const isMeasured = (id: string): id is Id => id in MEASURED
const IDS = Object.keys(MEASURED).filter(isMeasured)

const ASOF = settingsOf({ asOf: at('2027-03-01T00:00:00Z') })
const told = (event: string, when: string, properties: JsonObject = {}): Told => ({
  event,
  at: when.length === 10 ? `${when}T10:00:00Z` : when,
  user: 'ana',
  properties,
})
const EVA = { user: 'eva' } as const

const STORY: readonly Told[] = [
  told('Product Viewed', '2026-11-02T09:00:00Z', { sku: 's', price: 10, currency: 'EUR' }),
  {
    ...told('Product Viewed', '2026-11-02T12:00:00Z', { sku: 's', price: 12, currency: 'EUR' }),
    channel: 'store',
  },
  told('Recommendation Shown', '2026-11-02', {
    decision_id: 'd',
    surface: 'home',
    products: [{ sku: 'a' }, { sku: 'b' }],
  }),
  told('Personalisation Accepted', '2026-11-03', { decision_id: 'd', sku: 'a' }),
  { ...told('Order Completed', '2026-11-03', { order_id: 'o1' }), amount: 5_000 },
  { ...told('Order Refunded', '2026-11-10', { order_id: 'o1' }), amount: 1_000 },
  { ...told('Order Completed', '2026-11-03', { order_id: 'o2' }), ...EVA, amount: 700, currency: 'USD' },
  told('Referral Made', '2026-11-04', { referral_id: 'r' }),
  { ...told('Referral Converted', '2026-11-14', { referral_id: 'r' }), user: 'luz' },
  {
    ...told('Product Reviewed', '2026-11-05', { review_body: 'excelente', language: 'es' }),
    channel: 'review_site',
  },
  {
    ...told('Message Sent', '2026-11-05', { message_id: 'm', campaign_id: 'k', body: 'Descubre tu regalo' }),
    channel: 'email',
  },
  {
    ...told('Message Clicked', '2026-11-05T10:10:00Z', { message_id: 'm', campaign_id: 'k' }),
    channel: 'email',
  },
  {
    ...told('Message Sent', '2026-11-05', { campaign_id: 'k', body: 'Descubre tu regalo' }),
    ...EVA,
    channel: 'sms',
  },
  told('Survey Sent', '2026-11-06', { metric: 'nps', survey_id: 'n' }),
  {
    ...told('Survey Answered', '2026-11-07', {
      metric: 'nps',
      survey_id: 'n',
      score: 9,
      about: { channel: 'web' },
    }),
    channel: 'email',
  },
  {
    ...told('Survey Answered', '2026-11-07', { metric: 'nps', score: 3, about: { channel: 'store' } }),
    ...EVA,
    channel: 'email',
  },
  told('Survey Answered', '2026-11-08', { metric: 'csat', score: 5 }),
  { ...told('Survey Answered', '2026-11-08', { metric: 'csat', score: 1 }), ...EVA },
  told('Survey Answered', '2026-11-09', { metric: 'ces', score: 7, about: { issue_id: 'c1' } }),
  told('Survey Answered', '2026-11-09', { metric: 'fcr', score: 1 }),
  told('Survey Answered', '2026-11-09', { metric: 'perceived_consistency', score: 4 }),
  {
    ...told('Case Opened', '2026-11-10T09:00:00Z', {
      issue_id: 'c1',
      topic: 'bill',
      agent_id: 'x',
      wait_s: 60,
      handle_time_s: 600,
    }),
    channel: 'call_center_in',
  },
  {
    ...told('Case Resolved', '2026-11-10T10:00:00Z', { issue_id: 'c1', first_contact: true }),
    channel: 'call_center_in',
  },
  {
    ...told('Case Opened', '2026-11-10T09:00:00Z', { issue_id: 'c2', topic: 'queja' }),
    ...EVA,
    channel: 'chatbot',
  },
  {
    ...told('Bot Handoff', '2026-11-10T09:05:00Z', { issue_id: 'c2', context_transferred: false }),
    ...EVA,
    channel: 'chatbot',
  },
  { ...told('Case Transferred', '2026-11-10T09:10:00Z', { issue_id: 'c2', from: 'x', to: 'y' }), ...EVA },
  { ...told('Case Transferred', '2026-11-10T09:20:00Z', { issue_id: 'c2', from: 'y', to: 'x' }), ...EVA },
  { ...told('Case Contacted', '2026-11-10T09:30:00Z', { issue_id: 'c2', direction: 'outbound' }), ...EVA },
  { ...told('Case Resolved', '2026-11-10T12:00:00Z', { issue_id: 'c2' }), ...EVA },
  told('Call Offered', '2026-11-11T09:00:00Z', { call_id: 'p', queue: 'q' }),
  told('Call Answered', '2026-11-11T09:00:30Z', { call_id: 'p', queue: 'q' }),
  told('Call Offered', '2026-11-11T09:00:00Z', { call_id: 'v', queue: 'q' }),
  told('Call Abandoned', '2026-11-11T09:02:00Z', { call_id: 'v', queue: 'q' }),
  told('Consent Updated', '2026-11-12', { purpose: 'marketing', channel: 'email', state: 'granted' }),
  told('Subject Request Opened', '2026-11-12', { request_id: 'q', kind: 'access' }),
  told('Subject Request Closed', '2026-11-17', { request_id: 'q', kind: 'access' }),
  {
    event: 'Cost Reported',
    at: '2026-11-30T10:00:00Z',
    properties: { allocation_key: 'contacts', amount_minor: 900, currency: 'EUR' },
  },
  { event: 'Page Viewed', at: '2026-11-20T10:00:00Z', device: 'stranger' },
]

const measure = (id: Id, story: readonly Told[], settings: LogSettings = ASOF) =>
  MEASURED[id](tellLog(story, settings), settings)
const wholeOf = (id: Id, story: readonly Told[], settings: LogSettings = ASOF): Measure | undefined =>
  measure(id, story, settings)[0]?.value
const named = (story: readonly Told[]): readonly Told[] =>
  story.map((one, place) => ({ ...one, id: one.id ?? `e${String(place).padStart(3, '0')}` }))
const HOUR = 3_600_000

test.each<{ id: Id; value: number | null; n: number; why: string }>([
  { id: 'nps', value: 0, n: 2, why: 'a 9 and a 3' },
  { id: 'nps-response-rate', value: 1, n: 1, why: 'one sent, one answered' },
  { id: 'csat', value: 0.5, n: 2, why: '5 and 1' },
  { id: 'csat-mean', value: 3, n: 2, why: '5 and 1' },
  { id: 'ces', value: 0, n: 1, why: '7 of 7 is no effort' },
  { id: 'ces-easy', value: 1, n: 1, why: '7 is easy' },
  {
    id: 'structural-effort',
    value: (1 + 6) / 2,
    n: 2,
    why: 'one contact; and 2 contacts, 2 handovers, 1 change, 1 repetition',
  },
  { id: 'sentiment', value: 3.4 / Math.sqrt(3.4 ** 2 + 15), n: 1, why: 'one review: excelente' },
  { id: 'sentiment-negative', value: 0, n: 1, why: 'it is not negative' },
  { id: 'sentiment-coverage', value: 1, n: 1, why: 'one word, known' },
  { id: 'sentiment-spikes', value: 0, n: 1, why: 'one text is no spike' },
  { id: 'referrals', value: 50, n: 2, why: 'one by two customers' },
  { id: 'referral-conversion', value: 1, n: 1, why: 'it brought Luz' },
  { id: 'review-rate', value: 0.5, n: 2, why: 'Ana of two' },
  { id: 'promoter-referrals', value: 0, n: 1, why: 'Ana referred before she said so' },
  { id: 'employee-nps', value: null, n: 0, why: 'nobody who works here was asked' },
  { id: 'agent-effort', value: null, n: 0, why: 'nor about their effort' },
  { id: 'first-contact-resolution', value: 0.5, n: 2, why: 'c1, not c2' },
  { id: 'first-contact-resolution-gross', value: 0.5, n: 2, why: 'c1 is marked' },
  { id: 'first-contact-resolution-survey', value: 1, n: 1, why: 'one yes' },
  { id: 'time-to-resolve', value: HOUR, n: 2, why: '1 h and 3 h: half within one' },
  { id: 'time-to-resolve-p90', value: 3 * HOUR, n: 2, why: 'all within three' },
  { id: 'time-to-resolve-working', value: HOUR, n: 2, why: 'nobody waited for the customer' },
  { id: 'first-response', value: 60_000, n: 2, why: 'a minute, and half an hour' },
  { id: 'queue-wait', value: 30_000, n: 1, why: 'the answered call' },
  { id: 'queue-abandonment', value: 0.5, n: 2, why: 'one of two' },
  { id: 'transfers-per-case', value: 1, n: 2, why: 'two over two cases' },
  { id: 'ping-pong', value: 1, n: 1, why: 'back to x' },
  { id: 'repeat-rate', value: 1, n: 1, why: 'c2 lost its context' },
  { id: 'repeats-per-case', value: 0.5, n: 2, why: 'one over two cases' },
  { id: 'bot-containment', value: 0, n: 1, why: 'handed over' },
  { id: 'chat-to-phone', value: 0, n: 1, why: 'no call followed' },
  { id: 'cost-to-serve', value: 450, n: 2, why: '900 over two cases' },
  {
    id: 'cost-to-serve-first-channel',
    value: 300,
    n: 2,
    why: 'one of three contacts was not in the first channel',
  },
  { id: 'complaint-rate', value: 0.5, n: 2, why: 'queja' },
  { id: 'return-rate', value: 0.5, n: 2, why: 'part of one order came back' },
  { id: 'unhappy-persons', value: 0.25, n: 4, why: 'Eva: a 3 and a 1; of her, Ana, Luz and the stranger' },
  { id: 'offer-consistency', value: 0, n: 1, why: '10 and 12' },
  { id: 'claim-match', value: 100, n: 1, why: 'the same words' },
  { id: 'tone-fit', value: 100, n: 2, why: 'the same tone' },
  { id: 'address-conflict', value: 0, n: 2, why: 'tú alone' },
  { id: 'perceived-consistency', value: 4, n: 1, why: '4 of 7' },
  { id: 'cohesive-engagement', value: 0.5, n: 2, why: 'Ana clicked, Eva did not' },
  { id: 'personalisation-adoption', value: 1, n: 1, why: 'Ana took a' },
  { id: 'recommendation-precision', value: 0.1, n: 1, why: 'one of ten places' },
  { id: 'recommendation-ndcg', value: 1, n: 1, why: 'on top' },
  { id: 'recommendation-coverage', value: 2 / 3, n: 3, why: 'a and b of a, b, s' },
  { id: 'personalisation-opt-out', value: 0, n: 1, why: 'nobody refused' },
  { id: 'disparate-impact', value: null, n: 0, why: 'no decision names a group' },
  { id: 'identity-match', value: 3 / 4, n: 4, why: 'the stranger is not known' },
  { id: 'duplicate-profiles', value: 0, n: 3, why: 'three ids, three people' },
  { id: 'consent-opt-in', value: 1, n: 1, why: 'one yes' },
  { id: 'preference-changes', value: 0.25, n: 4, why: 'Ana of four' },
  { id: 'request-time', value: 5 * 24 * HOUR, n: 1, why: 'five days' },
  { id: 'requests-in-time', value: 1, n: 1, why: 'within a month' },
  { id: 'suppression-accuracy', value: 1, n: 2, why: 'nobody had refused' },
  { id: 'freshness', value: 0, n: STORY.length, why: 'all arrived at once' },
  { id: 'closed-loop', value: 1, n: 1, why: 'm was clicked' },
])('$id is $value over $n ($why)', ({ id, value, n }) => {
  const found = wholeOf(id, STORY)
  expect(found?.n).toBe(n)
  if (value === null) expect(found?.value).toBeNull()
  else expect(found?.value).toBeCloseTo(value, 9)
})

describe.each(IDS)('%s', (id) => {
  const usual = measure(id, named(STORY))

  test('is of the edition and unit that is explained, whole first', () => {
    expect(usual[0]).toMatchObject({ measure: id, breakdown: {} })
    const { definitionVersion, unit } = MEASURES[id]
    for (const { value } of usual) expect(value).toMatchObject({ definitionVersion, unit })
  })

  test('without events is one whole without data', () => {
    expect(measure(id, [])).toMatchObject([{ breakdown: {}, value: { value: null, status: 'no_data' } }])
  })

  test('counts a message once, however often it comes', () => {
    expect(
      measure(
        id,
        named(STORY).flatMap((one) => [one, one]),
      ),
    ).toEqual(usual)
  })

  test('does not depend on the order of arrival', () => {
    expect(measure(id, named(STORY).toReversed())).toEqual(usual)
  })

  test.runIf(id !== 'freshness')(
    'is restated by what comes after the seal: as if it had come in time',
    () => {
      const late = named(STORY).map((one) => ({ ...one, received: '2027-02-01T00:00:00Z' }))
      expect(measure(id, late)).toEqual(usual)
    },
  )

  test('knows nothing of what had not arrived', () => {
    const asOf = at('2026-11-08T00:00:00Z')
    const early = settingsOf({ asOf })
    const heard = named(STORY).filter((one) => at(one.at) <= asOf)
    expect(measure(id, named(STORY), early)).toEqual(measure(id, heard, early))
  })

  // Duplicates are counted by the ids themselves: rewriting them away is what that measure must see.
  test.runIf(id !== 'duplicate-profiles')(
    'of a merged log is that of a log whose names were one from the start',
    () => {
      const alias: Told = {
        event: 'Alias',
        at: '2026-12-20T10:00:00Z',
        user: 'eva',
        previous: 'd-eva',
        id: 'zz',
      }
      const split = named(STORY).map(({ user, ...one }) =>
        user === 'eva' ? { ...one, device: 'd-eva' } : { ...one, ...(user && { user }) },
      )
      expect(measure(id, [...split, alias])).toEqual(measure(id, [...named(STORY), alias]))
    },
  )

  test('comes back when a merge is taken back', () => {
    const link: Told = {
      event: 'Identity Linked',
      at: '2026-12-20T10:00:00Z',
      id: 'y',
      properties: { ids: ['user:ana', 'user:eva'] },
    }
    const unlink: Told = { ...link, event: 'Identity Unlinked', at: '2026-12-21T10:00:00Z', id: 'z' }
    expect(measure(id, [...named(STORY), link, unlink])).toEqual(usual)
  })
})

/** Counts of people need people; counts of cases, calls, answers and goods do not. */
const NEED_PEOPLE: readonly Id[] = [
  'recency',
  'frequency',
  'breadth',
  'channel-entropy',
  'imc',
  'superfans',
  'dormant',
  'nps-response-rate',
  'referrals',
  'referral-conversion',
  'review-rate',
  'promoter-referrals',
  'unhappy-persons',
  'offer-consistency',
  'cohesive-engagement',
  'personalisation-adoption',
  'recommendation-precision',
  'recommendation-ndcg',
  'personalisation-opt-out',
]

test.each(NEED_PEOPLE)('%s counts nobody who withdrew consent', (id) => {
  const denied = STORY.filter(
    ({ event }) => !event.startsWith('Consent ') && !event.startsWith('Subject '),
  ).map((one) => ({ ...one, consent: 'denied' as const }))
  expect(wholeOf(id, denied)).toMatchObject({ value: null, status: 'no_data' })
})

test('cases, calls and answers are counted without knowing whose they are', () => {
  const denied = STORY.map((one) => ({ ...one, consent: 'denied' as const }))
  for (const id of [
    'nps',
    'csat',
    'time-to-resolve',
    'queue-abandonment',
    'cost-to-serve',
    'return-rate',
  ] as const)
    expect(wholeOf(id, denied)?.value).toEqual(wholeOf(id, STORY)?.value)
})

test('costs in two currencies: one without a rate is left out and said to be', () => {
  const dollars: Told = {
    event: 'Cost Reported',
    at: '2026-11-30T10:00:00Z',
    properties: { allocation_key: 'contacts', amount_minor: 900, currency: 'USD' },
  }
  const rate: Told = {
    event: 'Fx Rate Set',
    at: '2026-11-30T00:00:00Z',
    properties: { date: '2026-11-30', base: 'USD', quote: 'EUR', rate: 0.5 },
  }
  expect(wholeOf('cost-to-serve', [...STORY, dollars])).toMatchObject({ value: 450, status: 'estimated' })
  expect(wholeOf('cost-to-serve', [...STORY, dollars, rate])).toMatchObject({ value: 675, status: 'small_n' })
})

test('coming again is a second case, and a later answer takes the place of the first', () => {
  const second: readonly Told[] = [
    { ...told('Case Opened', '2026-11-20', { issue_id: 'c3', topic: 'bill' }), channel: 'call_center_in' },
    told('Survey Answered', '2026-11-25', { metric: 'nps', score: 0, about: { channel: 'store' } }),
  ]
  expect(wholeOf('first-contact-resolution', [...STORY, ...second])).toMatchObject({
    numerator: 1,
    denominator: 3,
  })
  expect(wholeOf('nps', [...STORY, ...second])).toMatchObject({ value: -100, n: 2 })
})

test('decisions are audited by the group they name', () => {
  const decided = ['a', 'b'].flatMap((group) =>
    Array.from({ length: 20 }, (_, person) => ({
      ...told('Decision Made', '2026-11-02', { group, selected: person < (group === 'a' ? 10 : 5) }),
      user: `${group}${person}`,
    })),
  )
  const values = measure('disparate-impact', decided).map(({ breakdown, value }) => [breakdown, value.value])
  expect(values).toEqual([
    [{}, 0.5],
    [{ group: 'a' }, 1],
    [{ group: 'b' }, 0.5],
  ])
})
