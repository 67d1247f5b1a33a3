import { CHANNELS } from '@periplo/model'
import type { JsonObject } from '@periplo/model'
import type { LogEvent } from '../log/kpi-log.ts'
import { toSeededLuck } from '../statistics/seeded-luck.ts'
import type { SeededLuck } from '../statistics/seeded-luck.ts'
import { tell } from './tell-log.ts'
import type { Told } from './tell-log.ts'

const HOUR_MS = 3_600_000
const START = Date.parse('2026-10-20T08:00:00Z')
const EVENTS = [
  'Page Viewed',
  'Product Viewed',
  'Products Searched',
  'Product Added',
  'Product Removed',
  'Checkout Started',
  'Checkout Step Viewed',
  'Payment Info Entered',
  'Payment Failed',
  'Order Completed',
  'Order Completed',
  'Order Refunded',
  'Order Cancelled',
  'Order Fulfilled',
  'Store Visit Recorded',
  'Product Tried',
  'Stock Checked',
  'Email Delivered',
  'Email Opened',
  'Email Link Clicked',
  'Message Delivered',
  'Ad Impression',
  'Ad Clicked',
  'Assignment Made',
  'Survey Sent',
  'Survey Answered',
  'Case Opened',
  'Case Contacted',
  'Case Transferred',
  'Info Requested Again',
  'Case Resolved',
  'Case Reopened',
  'Bot Handoff',
  'Call Offered',
  'Call Answered',
  'Call Ended',
  'Points Earned',
  'Referral Made',
  'Referral Converted',
  'Product Reviewed',
  'Recommendation Shown',
  'Personalisation Accepted',
  'Decision Made',
  'Consent Updated',
  'Subject Request Opened',
  'Subject Request Closed',
  'Cost Reported',
  'Ad Spend Reported',
  'Fx Rate Set',
  'Loyalty Joined',
  'Node Entered',
  'Node Exited',
  'Identity Linked',
] as const

/** A log of every kind of event, made up by a seed: people sign in, come late, pay in two currencies, come back. */
export function tellSampleLog(seed: number, size = 400): readonly LogEvent[] {
  const luck = toSeededLuck(seed)
  return tell(Array.from({ length: size }, (_, place) => toTold(luck, place)))
}

function toTold(luck: SeededLuck, place: number): Told {
  const pick = <T>(from: readonly [T, ...T[]]): T => from[luck.below(from.length)] ?? from[0]
  const happenedAt = START + luck.below(60 * 24) * HOUR_MS
  const lateMs = luck.below(10) === 0 ? luck.below(400) * HOUR_MS : 0
  const user = luck.below(5) === 0 ? undefined : `u${luck.below(12)}`
  const event = pick(EVENTS)
  const hasMoney = event.startsWith('Order ') && luck.below(8) > 0
  return {
    id: `m-${luck.below(size(place))}`,
    event,
    at: new Date(happenedAt).toISOString(),
    received: new Date(happenedAt + lateMs).toISOString(),
    user,
    ...(luck.below(3) === 0 && { device: `d${luck.below(8)}` }),
    channel: pick(CHANNELS),
    consent: luck.below(12) === 0 ? 'denied' : 'unknown',
    ...(hasMoney && { amount: luck.below(20_000), currency: pick(['EUR', 'EUR', 'USD']) }),
    properties: toProperties(luck, pick),
  }
}

/** Now and then a message comes twice. */
function size(place: number): number {
  return Math.max(2, place * 3)
}

function toProperties(luck: SeededLuck, pick: <T>(from: readonly [T, ...T[]]) => T): JsonObject {
  const item = {
    sku: `s${luck.below(6)}`,
    category: pick(['Shoes', 'Hats']),
    price: 10 + luck.below(50),
    quantity: 1,
  }
  return {
    order_id: `o${luck.below(60)}`,
    cart_id: `c${luck.below(20)}`,
    products: [item],
    ...item,
    store_id: pick(['s1', 's2']),
    available: luck.below(2) === 0,
    issue_id: `i${luck.below(15)}`,
    topic: pick(['delivery', 'billing']),
    agent_id: `a${luck.below(4)}`,
    message_id: `n${luck.below(40)}`,
    experiment_id: 'cart-reminder',
    arm: pick(['control', 'treatment']),
    survey_id: 'sv',
    metric: pick(['nps', 'csat', 'ces']),
    score: luck.below(11),
    scale_min: 0,
    scale_max: 10,
    polarity: pick(['high_is_easy', 'low_is_easy']),
    comment: pick(['Muy bien, gracias', 'No funciona, muy mal', 'Great service', 'It is not good at all']),
    about: { channel: pick(['web', 'store']), issue_id: `i${luck.below(15)}` },
    purpose: pick(['analytics', 'marketing']),
    state: pick(['granted', 'denied']),
    kind: 'access',
    date: '2026-11-05',
    base: 'USD',
    quote: 'EUR',
    rate: 0.9,
    period: '2026-11',
    amount_minor: luck.below(5_000),
    spend_minor: luck.below(5_000),
    currency: 'EUR',
    scope: pick(['channel', 'fixed']),
    journey_id: 'j',
    enrollment_id: `e${luck.below(9)}`,
    node_id: pick(['ask', 'wait']),
    stage: pick(['awareness', 'decision']),
    surface: 'home',
    decision_id: `d${luck.below(30)}`,
    group: pick(['a', 'b']),
    field: 'address',
    ids: [`u${luck.below(12)}`, `u${luck.below(12)}`],
  }
}
