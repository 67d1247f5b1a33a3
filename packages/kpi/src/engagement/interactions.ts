import type { Channel, Instant } from '@periplo/model'
import type { LogEvent } from '../log/kpi-log.ts'
import { isPrefetched } from '../traffic/k09-traffic.ts'

/** Something a person did of their own will, and how much it counts. */
export interface Interaction {
  readonly at: Instant
  readonly channel: Channel
  /** 1, or 0.5 for an opened message: a program may have opened it. */
  readonly weight: number
}

/** What one interaction of a channel covers: others of that channel within 30 minutes add nothing. */
export const CAP_MS = 30 * 60_000

/** What an opened message counts. */
const OPEN_WEIGHT = 0.5

const OPENS: ReadonlySet<string> = new Set(['Email Opened', 'Message Opened'])

/** What others do to a person, or systems by themselves; and what ends a relation instead of living it. */
const NOT_INTENTIONAL: ReadonlySet<string> = new Set([
  'Ad Impression',
  'Ad Spend Reported',
  'Assignment Made',
  'Case Reopened',
  'Case Resolved',
  'Case Transferred',
  'Consent Updated',
  'Cost Reported',
  'Decision Made',
  'Email Bounced',
  'Email Delivered',
  'Email Marked as Spam',
  'Experiment Viewed',
  'Fx Rate Set',
  'Identity Linked',
  'Identity Unlinked',
  'Info Requested Again',
  'Install Attributed',
  'Message Delivered',
  'Message Failed',
  'Message Sent',
  'Order Cancelled',
  'Order Fulfilled',
  'Order Refunded',
  'Order Updated',
  'Points Earned',
  'Promotion Viewed',
  'Push Notification Bounced',
  'Push Notification Received',
  'Recommendation Shown',
  'Referral Converted',
  'Subject Request Closed',
  'Subject Request Opened',
  'Survey Sent',
  'Tier Changed',
  'Transcript Ready',
  'Unsubscribed',
])

/**
 * The intentional interaction an event is, or null: sends, impressions and what systems record by themselves
 * are none, nor are `identify`, `group` and `alias`. An opened message counts half, and nothing where a program
 * opened it ({@link isPrefetched}).
 */
export function toInteraction({
  type,
  event,
  timestamp,
  channel,
  properties,
  context,
}: LogEvent): Interaction | null {
  if (type !== 'track' && type !== 'page' && type !== 'screen') return null
  if (NOT_INTENTIONAL.has(event)) return null
  if (!OPENS.has(event)) return { at: timestamp, channel, weight: 1 }
  return isPrefetched({ properties, context }) ? null : { at: timestamp, channel, weight: OPEN_WEIGHT }
}

/**
 * One interaction per channel and 30 minutes, counted from the first of them; it weighs what the weightiest
 * does. Needs them in order of time.
 */
export function capInteractions(interactions: readonly Interaction[]): readonly Interaction[] {
  const capped: Interaction[] = []
  const openOf = new Map<Channel, number>()
  for (const interaction of interactions) {
    const index = openOf.get(interaction.channel)
    const open = index === undefined ? undefined : capped[index]
    if (index !== undefined && open && interaction.at - open.at < CAP_MS) {
      capped[index] = { ...open, weight: Math.max(open.weight, interaction.weight) }
      continue
    }
    openOf.set(interaction.channel, capped.length)
    capped.push(interaction)
  }
  return capped
}
