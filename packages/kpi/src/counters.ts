import type { DropOffReason } from './overlay-shape.ts'
import type { MatchLevel, MessageOutcome, RefusalReason } from '@periplo/model'

/**
 * The civil day a count stands on: of the `entry` it is about (into the node, the stage or the journey),
 * so that a cohort can be judged as a whole; or of the `occurrence` itself.
 */
export type CohortRule = 'entry' | 'occurrence'

/** Everything that is counted about nodes, edges, stages and journeys. A new fact needs a name here first. */
export const COUNTERS = {
  /** Node: entries. Journey: runs begun. */
  entered: 'entry',
  /** Node: entries that left by any edge. Edge: entries that left by it. However late. */
  left: 'entry',
  /** Edge: entries that left by it while their window was open. */
  'left-in-time': 'entry',
  /** Node: entries that ended in it, for whatever reason and however late. */
  ended: 'entry',
  /** Node: entries that in time went on (not into an exit) or reached the goal. */
  kept: 'entry',
  /** Node: entries that in time timed out into an exit. Those that just stay are worked out on reading. */
  'lost-abandoned': 'entry',
  /** Node: entries that in time left into an exit or met an exit rule. */
  'lost-exited': 'entry',
  /** Node: entries that ended in time because a refused message says `exit`. */
  'lost-suppressed': 'entry',
  /** Node: entries that ended in time by an error. */
  'lost-error': 'entry',
  /** Node: entries of runs merged away, erased or taken out by a member; out of every rate. */
  removed: 'entry',
  /** Node: entries that left or ended after their window. Stage: people who went on after theirs. */
  late: 'entry',
  /** Node: entries that went on under another version; out of every rate here. */
  'moved-out': 'entry',
  /** Node: entries that have come from another version, on the day they began. */
  'moved-in': 'entry',
  /** Node, stage: completed stays by length; the bin is one of the sketch. */
  dwell: 'entry',
  /** Stage: people who entered it in their first run. Journey: people who entered it at all. */
  people: 'entry',
  /** Stage: people who entered it without having been in the stage before. */
  skipped: 'entry',
  /** Stage: people who in time entered the next stage. */
  converted: 'entry',
  /** Journey: people who in time reached the goal, by their first run. */
  reached: 'entry',
  /** Stage: moves out of it to an earlier stage, of every run. */
  regressed: 'occurrence',
  /** Journey: runs that are over. */
  finished: 'occurrence',
  'message-refused': 'occurrence',
  'message-sent': 'occurrence',
  'message-failed': 'occurrence',
  'message-delivered': 'occurrence',
  'message-bounced': 'occurrence',
  'message-opened': 'occurrence',
  'message-clicked': 'occurrence',
  'refused-erased': 'occurrence',
  'refused-suppressed': 'occurrence',
  'refused-consent-denied': 'occurrence',
  'refused-consent-unknown': 'occurrence',
  'refused-no-address': 'occurrence',
  'refused-not-eligible': 'occurrence',
  'refused-frequency-cap': 'occurrence',
  'refused-overdue': 'occurrence',
  /** Refused for a reason this list does not know. */
  'refused-other': 'occurrence',
} as const satisfies Record<string, CohortRule>

/** A name of {@link COUNTERS}. */
export type Counter = keyof typeof COUNTERS

/** The counter of each message outcome. */
export const MESSAGE_COUNTER: { readonly [O in MessageOutcome]: Counter & `message-${O}` } = {
  refused: 'message-refused',
  sent: 'message-sent',
  failed: 'message-failed',
  delivered: 'message-delivered',
  bounced: 'message-bounced',
  opened: 'message-opened',
  clicked: 'message-clicked',
}

/** The counter of each reason for a refusal. */
export const REFUSAL_COUNTER: { readonly [R in RefusalReason | 'other']: Counter & `refused-${R}` } = {
  erased: 'refused-erased',
  suppressed: 'refused-suppressed',
  'consent-denied': 'refused-consent-denied',
  'consent-unknown': 'refused-consent-unknown',
  'no-address': 'refused-no-address',
  'not-eligible': 'refused-not-eligible',
  'frequency-cap': 'refused-frequency-cap',
  overdue: 'refused-overdue',
  other: 'refused-other',
}

/** The counter of each way to be lost in time. */
export const LOSS_COUNTER: { readonly [R in DropOffReason]: Counter & `lost-${R}` } = {
  abandoned: 'lost-abandoned',
  exited: 'lost-exited',
  suppressed: 'lost-suppressed',
  error: 'lost-error',
}

/** Which offline orders: all, those of identified people, or of those the ones with research before. */
export type OrderScope = 'all' | 'identified' | `researched-${MatchLevel}`

/**
 * A count of offline orders, or their net revenue in minor units, in one currency. Stands on the civil day
 * of the order. Of researched ones the bin is the shortest look-back (in days) that reaches the research.
 */
export type OrderCounter = `${'orders' | 'net'}-${OrderScope}:${string}`

/** Names the counter of orders or revenue of a scope in a currency. */
export function toOrderCounter(what: 'orders' | 'net', scope: OrderScope, currency: string): OrderCounter {
  return `${what}-${scope}:${currency}`
}

const ORDER_COUNTER = /^(orders|net)-(all|identified|researched-(any|category|sku)):[A-Z]{3}$/

/** Whether a stored name is one of ours; anything else in the table is a fault. */
export function isCounter(text: string): text is Counter | OrderCounter {
  return Object.hasOwn(COUNTERS, text) || ORDER_COUNTER.test(text)
}
