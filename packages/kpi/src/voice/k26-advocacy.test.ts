import { expect, test } from 'vitest'
import type { JsonObject } from '@periplo/model'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { toAdvocacy } from './k26-advocacy.ts'

const told = (event: string, user: string, { day, ...properties }: JsonObject & { day: string }): Told => ({
  event,
  user,
  at: `${day}T10:00:00Z`,
  properties,
})
const ordered = (user: string) => told('Order Completed', user, { day: '2026-11-02', order_id: user })
const asOf = at('2027-03-31T00:00:00Z')
const read = (story: readonly Told[], until = asOf) =>
  toAdvocacy(tellLog(story, { asOf: until }), settingsOf({ asOf: until }))

test.each([
  { story: [], referrals: null, why: 'no customers' },
  {
    story: [told('Referral Made', 'ana', { day: '2026-11-03' })],
    referrals: null,
    why: 'referrals without customers',
  },
  { story: [ordered('ana'), ordered('ana'), ordered('eva')], referrals: 0, why: 'nobody referred' },
  {
    story: [
      ordered('ana'),
      ordered('eva'),
      ...['1', '2', '3'].map((id) => told('Referral Made', 'ana', { day: '2026-11-03', referral_id: id })),
    ],
    referrals: 150,
    why: 'three by two customers',
  },
])('$referrals referrals per 100 customers ($why)', ({ story, referrals }) => {
  expect(read(story).referrals.value).toBe(referrals)
})

const made = told('Referral Made', 'ana', { day: '2026-11-03', referral_id: 'r' })

test.each([
  { story: [made], rate: 0, why: 'it came to nothing' },
  {
    story: [made, told('Referral Converted', 'luz', { day: '2026-12-01', referral_id: 'r' })],
    rate: 1,
    why: 'the same referral',
  },
  {
    story: [made, told('Referral Converted', 'luz', { day: '2026-12-01', referral_id: 'q' })],
    rate: 0,
    why: 'another referral',
  },
  {
    story: [made, told('Referral Converted', 'luz', { day: '2027-02-02', referral_id: 'r' })],
    rate: 0,
    why: 'after 90 days and more',
  },
  {
    story: [
      made,
      { ...made, properties: {} },
      told('Referral Converted', 'luz', { day: '2026-12-01', referrer: 'ana' }),
    ],
    rate: 0.5,
    why: 'one conversion is of one referral',
  },
])('referral conversion $rate ($why)', ({ story, rate }) => {
  expect(read(story).referralConversion.value).toBe(rate)
})

test('a referral whose 90 days are running is left out', () => {
  expect(read([made], at('2026-12-31T00:00:00Z')).referralConversion.flags).toContain('immature')
})

test('reviews count once a customer, and not of those who bought nothing', () => {
  const story = [
    ordered('ana'),
    ordered('eva'),
    ...['ana', 'ana', 'luz'].map((user) => told('Product Reviewed', user, { day: '2026-11-05' })),
  ]
  expect(read(story).reviewRate).toMatchObject({ numerator: 1, denominator: 2 })
})

test('a promoter keeps their word within 90 days of giving it', () => {
  const says = (user: string, score: number) =>
    told('Survey Answered', user, { day: '2026-11-02', metric: 'nps', score })
  const story = [
    says('ana', 9),
    says('eva', 10),
    says('luz', 8),
    made,
    told('Referral Made', 'luz', { day: '2026-11-03' }),
  ]
  expect(read(story).promoterReferral).toMatchObject({ numerator: 1, denominator: 2 })
})
