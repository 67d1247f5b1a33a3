import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { tell } from '../testing/tell-log.ts'
import { capInteractions, toInteraction } from './interactions.ts'
import type { Interaction } from './interactions.ts'
import { toRecencyMs } from './k17-recency.ts'
import { toFrequency } from './k18-frequency.ts'
import { toBreadth } from './k19-breadth.ts'
import { toEngagementSegment, toImc } from './k20-imc.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const did = (minute: number, channel: Interaction['channel'] = 'web', weight = 1): Interaction => ({
  at: minute * MINUTE,
  channel,
  weight,
})

test.each([
  { event: 'Product Viewed', properties: {}, weight: 1, why: 'looking is doing' },
  { event: 'Email Opened', properties: {}, weight: 0.5, why: 'perhaps a program opened it' },
  { event: 'Email Opened', properties: { mpp: true }, weight: undefined, why: 'certainly a program did' },
  {
    event: 'Email Opened',
    properties: { user_agent: 'Mozilla/5.0' },
    weight: undefined,
    why: 'so does a program that says nothing of itself, here as in the open rate',
  },
  { event: 'Message Sent', properties: {}, weight: undefined, why: 'we did that' },
  { event: 'Ad Impression', properties: {}, weight: undefined, why: 'shown is not seen' },
  { event: 'Unsubscribed', properties: {}, weight: undefined, why: 'leaving is not engaging' },
  { event: 'Something Of Theirs', properties: {}, weight: 1, why: 'unknown events are what people did' },
])('$event counts $weight ($why)', ({ event, properties, weight }) => {
  const [told] = tell([{ event, at: '2026-11-02T09:00:00Z', user: 'ana', properties }])
  expect(told && toInteraction(told)?.weight).toBe(weight)
})

test('an alias is no interaction', () => {
  const [told] = tell([{ event: 'Alias', at: '2026-11-02T09:00:00Z', user: 'ana', previous: 'd' }])
  expect(told && toInteraction(told)).toBeNull()
})

test.each([
  { did: [], frequency: 0, why: 'nothing' },
  { did: [did(0), did(29)], frequency: 1, why: '29 minutes later is the same half hour' },
  { did: [did(0), did(30)], frequency: 2, why: 'the half hour is half-open' },
  { did: [did(0), did(20), did(40)], frequency: 2, why: 'counted from the first, not from the last' },
  { did: [did(0), did(1, 'app')], frequency: 2, why: 'another channel has its own half hour' },
  { did: [did(0, 'email', 0.5), did(5, 'email')], frequency: 1, why: 'the click outweighs the open' },
  { did: [did(0, 'email', 0.5)], frequency: 0.5, why: 'an open alone' },
])('frequency $frequency ($why)', ({ did, frequency }) => {
  expect(toFrequency(did)).toBe(frequency)
})

test.each([
  { did: [], channels: 0, entropy: 0, why: 'nothing' },
  { did: [did(0), did(60)], channels: 1, entropy: 0, why: 'one channel is no choice' },
  { did: [did(0), did(0, 'app')], channels: 2, entropy: Math.LN2, why: 'two alike: ln 2' },
  {
    did: [did(0), did(60), did(120), did(0, 'app')],
    channels: 2,
    entropy: 0.5623351446188083,
    why: '¾ and ¼: −¾ ln ¾ − ¼ ln ¼',
  },
])('breadth $channels, entropy $entropy ($why)', ({ did, channels, entropy }) => {
  const breadth = toBreadth(did)
  expect(breadth.channels).toBe(channels)
  expect(breadth.entropy).toBeCloseTo(entropy, 12)
})

test.each([
  { did: [], asOf: 100, recency: null, why: 'never' },
  { did: [did(0), did(60)], asOf: 60, recency: 60, why: 'what happens at asOf is not seen' },
  { did: [did(0), did(60)], asOf: 61, recency: 1, why: 'the last one counts' },
])('recency $recency min ($why)', ({ did, asOf, recency }) => {
  expect(toRecencyMs(did, asOf * MINUTE)).toBe(recency === null ? null : recency * MINUTE)
})

test.each([
  {
    input: { frequency: 9, recencyMs: 0, channelsUsed: 4, channelsAddressable: 4 },
    imc: 100,
    why: 'all at most',
  },
  {
    input: { frequency: 9, recencyMs: 14 * DAY, channelsUsed: 4, channelsAddressable: 4 },
    imc: 79.37005259840998,
    why: 'one half-life: ∛½',
  },
  {
    input: { frequency: 9, recencyMs: 0, channelsUsed: 1, channelsAddressable: 8 },
    imc: 50,
    why: 'an eighth of the channels: ∛⅛',
  },
  {
    input: { frequency: 2.1622776601683795, recencyMs: 0, channelsUsed: 4, channelsAddressable: 4 },
    imc: 79.37005259840998,
    why: 'ln(1 + f) half of ln 10: f = √10 − 1',
  },
  {
    input: { frequency: 99, recencyMs: 0, channelsUsed: 9, channelsAddressable: 4 },
    imc: 100,
    why: 'parts are capped at 1',
  },
  {
    input: { frequency: 0, recencyMs: null, channelsUsed: 0, channelsAddressable: 4 },
    imc: 0,
    why: 'no interaction is 0, not unknown',
  },
  {
    input: { frequency: 9, recencyMs: 0, channelsUsed: 1, channelsAddressable: 0 },
    imc: undefined,
    why: 'nowhere to be engaged',
  },
])('IMC $imc for f95 = 9 ($why)', ({ input, imc }) => {
  const found = toImc(input, 9)?.value
  if (imc === undefined) expect(found).toBeUndefined()
  else expect(found).toBeCloseTo(imc, 9)
})

const input = fc.record({
  frequency: fc.double({ min: 0, max: 200, noNaN: true }),
  recencyMs: fc.nat(400 * DAY),
  channelsUsed: fc.nat(20),
  channelsAddressable: fc.integer({ min: 1, max: 20 }),
})
const f95 = fc.double({ min: 0.5, max: 100, noNaN: true })

test('the IMC never falls as frequency or breadth rise, never rises with recency, and stays in 0 to 100', () => {
  fc.assert(
    fc.property(input, f95, fc.nat(50), (person, reference, more) => {
      const valueOf = (change: Partial<typeof person>) =>
        toImc({ ...person, ...change }, reference)?.value ?? -1
      const value = valueOf({})
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(100)
      expect(valueOf({ frequency: person.frequency + more })).toBeGreaterThanOrEqual(value)
      expect(valueOf({ channelsUsed: person.channelsUsed + more })).toBeGreaterThanOrEqual(value)
      expect(valueOf({ recencyMs: person.recencyMs + more * DAY })).toBeLessThanOrEqual(value)
    }),
  )
})

test('capping never adds, and capping twice is capping once', () => {
  const many = fc.array(fc.tuple(fc.nat(500), fc.constantFrom('web', 'app', 'email')))
  fc.assert(
    fc.property(many, (told) => {
      const ordered = told.map(([minute, channel]) => did(minute, channel)).sort((a, b) => a.at - b.at)
      const capped = capInteractions(ordered)
      expect(capped.length).toBeLessThanOrEqual(ordered.length)
      expect(capInteractions(capped)).toEqual(capped)
    }),
  )
})

test.each([
  { imc: 90, days: 1, former: 90, segment: 'superfan', why: 'at the 95th percentile' },
  { imc: 89, days: 1, former: 89, segment: 'active', why: 'below it' },
  { imc: 0, days: 60, former: 80, segment: 'inactive', why: '60 days are not over 60' },
  { imc: 0, days: 61, former: 40, segment: 'dormant', why: 'silent, and formerly at the median' },
  { imc: 0, days: 180, former: 40, segment: 'dormant', why: '180 days are still dormant' },
  { imc: 0, days: 181, former: 40, segment: 'inactive', why: 'gone' },
  { imc: 0, days: 90, former: 39, segment: 'inactive', why: 'never was engaged' },
])('$segment ($why)', ({ imc, days, former, segment }) => {
  const person = { imc, formerImc: () => former, recencyMs: days * DAY }
  expect(toEngagementSegment(person, { median: 40, p95: 90 })).toBe(segment)
})
