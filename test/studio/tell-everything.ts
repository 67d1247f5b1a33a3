import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { uniformInt } from 'pure-rand/distribution/uniformInt'

const HOUR_MS = 3_600_000
const BEGIN = Date.UTC(2026, 9, 20, 8)
const HOURS = 60 * 24
const PERSONS = 90

const NAMES = [
  ['Product Viewed', 5],
  ['Products Searched', 2],
  ['Product Added', 3],
  ['Checkout Started', 2],
  ['Payment Failed', 1],
  ['Order Completed', 5],
  ['Order Refunded', 1],
  ['Store Visit Recorded', 1],
  ['Stock Checked', 1],
  ['Email Delivered', 2],
  ['Email Opened', 1],
  ['Email Link Clicked', 1],
  ['Message Sent', 1],
  ['Ad Impression', 2],
  ['Ad Clicked', 1],
  ['Assignment Made', 2],
  ['Survey Sent', 2],
  ['Survey Answered', 6],
  ['Case Opened', 3],
  ['Case Contacted', 3],
  ['Case Transferred', 1],
  ['Info Requested Again', 1],
  ['Case Resolved', 3],
  ['Bot Handoff', 1],
  ['Call Offered', 1],
  ['Call Answered', 1],
  ['Points Earned', 1],
  ['Points Redeemed', 1],
  ['Loyalty Joined', 1],
  ['Referral Made', 1],
  ['Referral Converted', 1],
  ['Product Reviewed', 1],
  ['Recommendation Shown', 2],
  ['Personalisation Accepted', 1],
  ['Decision Made', 6],
  ['Consent Updated', 1],
  ['Subject Request Opened', 1],
  ['Subject Request Closed', 1],
  ['Cost Reported', 1],
  ['Ad Spend Reported', 1],
  ['Fx Rate Set', 1],
  ['Journey Entered', 2],
  ['Node Entered', 3],
  ['Node Exited', 3],
  ['Goal Reached', 1],
  ['Identity Linked', 1],
] as const
const DEALT = NAMES.flatMap(([name, weight]) => Array.from({ length: weight }, () => name))

/** A log of everything a workspace hears of, as calls of the tracking API, one a line; the same for the same seed. */
export function tellEverything(seed: number, size: number): readonly string[] {
  const luck = xoroshiro128plus(seed)
  const below = (bound: number): number => uniformInt(luck, 0, bound - 1)
  return Array.from({ length: size }, (_, place) => JSON.stringify(toCall(place, below)))
}

function toCall(place: number, below: (bound: number) => number): object {
  const pick = <T>(from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0]
  const at = BEGIN + below(HOURS) * HOUR_MS
  const lateMs = below(12) === 0 ? below(200) * HOUR_MS : 0
  const event = DEALT[below(DEALT.length)] ?? 'Product Viewed'
  const user = `u${below(PERSONS)}`
  const sku = `s${below(6)}`
  const price = 10 + below(50)
  return {
    type: 'track',
    messageId: `m-${place}`,
    event,
    timestamp: new Date(at).toISOString(),
    receivedAt: new Date(at + lateMs).toISOString(),
    ...(below(8) > 0 && { userId: user }),
    ...(below(3) === 0 && { anonymousId: `device-${user}` }),
    context: { periplo: { channel: pick(['web', 'app', 'store', 'email', 'chatbot', 'call_center_in']) } },
    properties: {
      order_id: `o${place}`,
      revenue: 1 + below(200),
      margin: 1 + below(40),
      currency: pick(['EUR', 'EUR', 'USD']),
      cart_id: `c-${user}`,
      products: [{ sku, category: pick(['shoes', 'hats']), price, quantity: 1 }],
      sku,
      price,
      store_id: pick(['s1', 's2']),
      available: below(3) > 0,
      issue_id: `i${below(150)}`,
      topic: pick(['delivery', 'billing', 'complaint']),
      agent_id: `a${below(4)}`,
      handle_time_s: 60 + below(600),
      wait_s: below(300),
      call_id: `k${below(20)}`,
      queue: pick(['sales', 'help']),
      message_id: `n${below(60)}`,
      campaign_id: 'k1',
      body: pick(['Visite usted Madrid', 'Visita tu Madrid', 'Come to Madrid, thank you!']),
      experiment_id: 'cart-reminder',
      arm: below(2) === 0 ? 'control' : 'treatment',
      survey_id: 'sv',
      metric: pick(['nps', 'csat', 'ces', 'fcr', 'perceived_consistency', 'enps', 'agent_effort']),
      score: below(8),
      scale_min: 0,
      scale_max: 10,
      comment: pick(['Muy bien, gracias', 'No funciona, muy mal', 'Great service', 'It is not good at all']),
      purpose: pick(['analytics', 'marketing', 'personalization']),
      state: pick(['granted', 'granted', 'denied']),
      kind: 'access',
      date: new Date(at).toISOString().slice(0, 10),
      base: 'USD',
      quote: 'EUR',
      rate: 0.9,
      day: new Date(at).toISOString().slice(0, 10),
      amount_minor: below(5_000),
      spend_minor: below(5_000),
      channel: pick(['web', 'email', 'call_center_in']),
      allocation_key: pick(['agent_minutes', 'contacts', 'cases', 'media']),
      points: 1 + below(9),
      journey_id: 'j',
      enrollment_id: `e-${user}`,
      node_id: pick(['ask', 'wait']),
      stage: pick(['awareness', 'decision']),
      surface: 'home',
      decision_id: `d${below(30)}`,
      group: pick(['a', 'b']),
      selected: below(2) === 0,
      label: below(2) === 0,
      propensity: below(100) / 100,
      field: 'address',
      ids: [`user:${user}`, `user:u${below(PERSONS)}`],
    },
  }
}
