import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '@periplo/model'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { listCopies, toCohesiveEngagement } from './campaign-copies.ts'
import { matchClaims, toClaimMatch, toClaimMatcher } from './claims.ts'
import type { ChannelCopy } from './claims.ts'
import { listOffersShown, toOfferConsistency } from './offers.ts'
import { findAddress, toBrandTone, toTone, toToneFit, toToneMeasure } from './tone.ts'

const FRAME = { window: { from: 0, to: 1 }, asOf: 1 }
const saw = (channel: 'web' | 'store' | 'app', at: string, line: JsonObject): Told => ({
  event: 'Product Viewed',
  at,
  user: 'ana',
  channel,
  properties: { sku: 's', currency: 'EUR', ...line },
})
const offers = (story: readonly Told[]) =>
  toOfferConsistency(listOffersShown(tellLog(story), settingsOf()), settingsOf())

test.each([
  { story: [], part: 0, whole: 0, why: 'nobody saw anything' },
  {
    story: [saw('web', '2026-11-02T09:00:00Z', { price: 10 })],
    part: 0,
    whole: 0,
    why: 'one channel is nothing to compare',
  },
  {
    story: [
      saw('web', '2026-11-02T09:00:00Z', { price: 10 }),
      saw('web', '2026-11-02T10:00:00Z', { price: 12 }),
    ],
    part: 0,
    whole: 0,
    why: 'a price may change in one channel',
  },
  {
    story: [
      saw('web', '2026-11-02T09:00:00Z', { price: 10 }),
      saw('store', '2026-11-03T09:00:00Z', { price: 10 }),
    ],
    part: 1,
    whole: 1,
    why: 'the same price, 24 hours later',
  },
  {
    story: [
      saw('web', '2026-11-02T09:00:00Z', { price: 10 }),
      saw('store', '2026-11-03T09:00:00Z', { price: 12 }),
    ],
    part: 0,
    whole: 1,
    why: 'another price',
  },
  {
    story: [
      saw('web', '2026-11-02T09:00:00Z', { price: 10 }),
      saw('store', '2026-11-03T09:00:01Z', { price: 12 }),
    ],
    part: 0,
    whole: 0,
    why: 'a second too late to remember',
  },
  {
    story: [
      saw('web', '2026-11-02T09:00:00Z', { price: 10 }),
      saw('store', '2026-11-02T10:00:00Z', { price: 12, sku: 't' }),
    ],
    part: 0,
    whole: 0,
    why: 'another product',
  },
  {
    story: [
      saw('web', '2026-11-02T09:00:00Z', { price: 10 }),
      saw('store', '2026-11-02T10:00:00Z', { price: 12, currency: 'USD' }),
    ],
    part: 0,
    whole: 0,
    why: 'another currency is not compared',
  },
  {
    story: [
      ...['s', 't'].flatMap((sku) => [
        saw('web', '2026-11-02T09:00:00Z', { price: 10, sku }),
        saw('store', '2026-11-02T10:00:00Z', { price: sku === 's' ? 10 : 11, sku }),
      ]),
      { ...saw('web', '2026-11-02T09:00:00Z', { price: 10 }), user: 'eva' },
      { ...saw('app', '2026-11-02T10:00:00Z', { price: 10 }), user: 'eva' },
    ],
    part: 1,
    whole: 2,
    why: 'one differing product is enough',
  },
])('$part of $whole saw one price ($why)', ({ story, part, whole }) => {
  expect(offers(story)).toMatchObject({ numerator: part, denominator: whole })
})

test('what one person saw under two ids is one person; apart again it is nothing', () => {
  const story = [
    saw('web', '2026-11-02T09:00:00Z', { price: 10 }),
    { ...saw('store', '2026-11-02T10:00:00Z', { price: 12 }), user: 'eva' },
  ]
  const link: Told = {
    event: 'Identity Linked',
    at: '2026-11-20T09:00:00Z',
    properties: { ids: ['user:ana', 'user:eva'] },
  }
  expect(offers([...story, link])).toMatchObject({ numerator: 0, denominator: 1 })
  expect(
    offers([...story, link, { ...link, event: 'Identity Unlinked', at: '2026-11-21T09:00:00Z' }]).status,
  ).toBe('no_data')
})

test.each([
  {
    a: 'Free shipping today',
    b: 'TODAY: free shipping!',
    match: 1,
    why: 'order, case and marks do not matter',
  },
  { a: 'Free shipping today', b: 'New winter shoes', match: 0, why: 'no word in common' },
  {
    a: 'envío gratis',
    b: 'el envio es gratis para ti',
    match: 1,
    why: 'accents and plain words do not matter',
  },
  { a: '', b: 'anything', match: 0, why: 'nothing is said' },
])('"$a" and "$b" match by $match ($why)', ({ a, b, match }) => {
  expect(toClaimMatcher([a, b])(a, b)).toBeCloseTo(match, 12)
})

test('a shared word weighs less the more texts have it', () => {
  // Over these three texts: sale in all, idf ln(4/4) + 1 = 1; shoes in two, ln(4/3) + 1 = 1.28768; red, hats in one, ln 2 + 1 = 1.69315.
  const [shoes, red, hats] = ['shoes sale', 'red shoes sale', 'hats sale']
  const match = toClaimMatcher([shoes, red, hats])
  const [sale, shoe, rare] = [1, Math.log(4 / 3) + 1, Math.log(2) + 1]
  expect(match(shoes, red)).toBeCloseTo(
    (sale + shoe ** 2) / (Math.hypot(sale, shoe) * Math.hypot(sale, shoe, rare)),
    12,
  )
  expect(match(shoes, hats)).toBeCloseTo(sale / (Math.hypot(sale, shoe) * Math.hypot(sale, rare)), 12)
})

test('a match is between 0 and 1, the same both ways, and 1 with itself', () => {
  const word = fc.constantFrom('red', 'shoes', 'sale', 'today', 'free', 'shipping')
  const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const match = toClaimMatcher([a, b])
      expect(match(a, b)).toBeCloseTo(match(b, a), 12)
      expect(match(a, a)).toBeCloseTo(1, 9)
      expect(match(a, b)).toBeGreaterThanOrEqual(0)
      expect(match(a, b)).toBeLessThanOrEqual(1)
    }),
  )
})

const copy = (campaignId: string, channel: ChannelCopy['channel'], text: string): ChannelCopy => ({
  campaignId,
  channel,
  text,
})

test('claims are compared within a campaign, between channels', () => {
  const copies = [
    copy('a', 'email', 'free shipping'),
    copy('a', 'sms', 'free shipping'),
    copy('b', 'push', 'free shipping'),
  ]
  expect(matchClaims(copies).map(({ channels }) => channels)).toEqual([['email', 'sms']])
  expect(toClaimMatch(copies, FRAME)).toMatchObject({ n: 1, unit: 'score', status: 'small_n' })
  expect(toClaimMatch([], FRAME).status).toBe('no_data')
})

test.each([
  { text: 'Descubre tu regalo', address: 'tu', why: 'tu' },
  { text: 'Descubra su regalo', address: 'usted', why: 'a formal imperative' },
  { text: 'Hola, ¿te ayudamos? Consulte con usted mismo', address: 'mixed', why: 'te and usted' },
  { text: 'Tu tienda y su historia', address: 'tu', why: '`su` may be of somebody else' },
  { text: 'Su pedido está en camino', address: 'usted', why: 'nothing says tú' },
  { text: 'Vos podés', address: 'tu', why: 'voseo is as near as tú' },
  { text: 'Una taza de té', address: 'none', why: 'té is no te' },
  { text: 'Your order is here', address: 'none', why: 'English has one form' },
])('"$text" speaks to $address ($why)', ({ text, address }) => {
  expect(findAddress(text)).toBe(address)
})

test.each([
  {
    text: '',
    tone: { formality: null, warmth: null, usted: null, sentenceLength: null, exclamation: null },
    why: 'nothing is shown',
  },
  {
    text: 'Hola! Tu pedido llega hoy.',
    tone: { formality: 0, warmth: 0, usted: 0, sentenceLength: 5 / 2 / 30, exclamation: 0.5 },
    why: 'two sentences, five words, one mark',
  },
  {
    text: 'Estimada clienta: le rogamos que consulte su cuenta. Gracias.',
    tone: { formality: 1, warmth: 0.5, usted: 1, sentenceLength: 9 / 2 / 30, exclamation: 0 },
    why: 'formal throughout, one warm sentence of two',
  },
])('the tone of "$text" ($why)', ({ text, tone }) => {
  expect(toTone(text)).toEqual(tone)
})

const FORMAL_TEXT =
  'Estimado cliente: le informamos de que su pedido ha sido enviado conforme a lo solicitado por usted.'
const WARM_TEXT = '¡Hola! ¡Tu pedido ya está en camino! ¡Gracias por venir!'

test('a text fits a brand that speaks like it better than one that does not', () => {
  const [formal, warm] = [toBrandTone([FORMAL_TEXT]), toBrandTone([WARM_TEXT])]
  expect(toToneFit(toTone(FORMAL_TEXT), formal)).toBe(100)
  expect(toToneFit(toTone(FORMAL_TEXT), warm)).toBeLessThan(40)
  expect(toToneFit(toTone(WARM_TEXT), warm)).toBe(100)
  expect(toToneFit(toTone(''), warm)).toBeNull()
  expect(toToneMeasure([WARM_TEXT, ''], warm, FRAME)).toMatchObject({ value: 100, n: 1 })
})

const sent = (channel: 'email' | 'sms', user: string, text: string): Told => ({
  event: 'Message Sent',
  at: '2026-11-02T09:00:00Z',
  user,
  channel,
  properties: { campaign_id: 'a', body: text },
})
const clicked = (user: string, campaign = 'a'): Told => ({
  event: 'Message Clicked',
  at: '2026-11-02T10:00:00Z',
  user,
  channel: 'sms',
  properties: { campaign_id: campaign },
})

test.each([
  { story: [], part: 0, whole: 0, why: 'no campaign' },
  {
    story: [sent('email', 'ana', 'free shipping'), clicked('ana')],
    part: 0,
    whole: 0,
    why: 'one channel cannot be cohesive',
  },
  {
    story: [sent('email', 'ana', 'free shipping'), sent('sms', 'eva', 'free shipping'), clicked('ana')],
    part: 1,
    whole: 2,
    why: 'both channels say it',
  },
  {
    story: [sent('email', 'ana', 'free shipping'), sent('sms', 'eva', 'new shoes'), clicked('ana')],
    part: 0,
    whole: 0,
    why: 'they say different things',
  },
  {
    story: [sent('email', 'ana', 'free shipping'), sent('sms', 'eva', 'free shipping'), clicked('ana', 'b')],
    part: 0,
    whole: 2,
    why: 'a click on another campaign',
  },
])('$part of $whole clicked a cohesive campaign ($why)', ({ story, part, whole }) => {
  expect(toCohesiveEngagement(tellLog(story), settingsOf())).toMatchObject({
    numerator: part,
    denominator: whole,
  })
})

test('of each channel the last copy counts', () => {
  const log = tellLog([
    sent('email', 'ana', 'old'),
    { ...sent('email', 'eva', 'new'), at: '2026-11-03T09:00:00Z' },
  ])
  expect(listCopies(log, settingsOf())).toEqual([copy('a', 'email', 'new')])
})
