import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import type { Measure } from '@periplo/model'
import { toShareMeasure } from '../measure.ts'
import { findText } from '../products.ts'
import { matchClaims } from './claims.ts'
import type { ChannelCopy } from './claims.ts'
import { K36 } from './k36-consistency.ts'

const SENDS: ReadonlySet<string> = new Set([
  'Message Sent',
  'Message Delivered',
  'Email Delivered',
  'Ad Impression',
])
const CLICKS: ReadonlySet<string> = new Set([
  'Message Clicked',
  'Email Link Clicked',
  'Push Notification Tapped',
  'Ad Clicked',
])
const TEXTS = ['body', 'text', 'copy', 'headline', 'subject', 'email_subject'] as const

/** From this cosine on two copies say the same. */
const COHESIVE = 0.5

/**
 * What each channel said last for each campaign in the window: messages and advertisements that carry their
 * text.
 */
export function listCopies(log: KpiLog, settings: LogSettings): readonly ChannelCopy[] {
  const copies = new Map<string, ChannelCopy>()
  for (const event of log.events) {
    if (!SENDS.has(event.event) || !isInWindow(event, settings)) continue
    const campaignId = campaignOf(event)
    const text = TEXTS.map((name) => findText(event.properties[name])).find((found) => found !== null)
    if (campaignId === null || text === undefined || text === null) continue
    const { channel } = event
    copies.set(`${campaignId}\n${channel}`, { campaignId, channel, text })
  }
  return [...copies.values()]
}

/**
 * K36 (e), engagement with cohesive content: persons who clicked a message or advertisement of a cohesive
 * campaign in the window ÷ persons who were shown one. A campaign is cohesive when it ran in two channels or
 * more and its copies are on average alike (cosine 0.5 or more). Source: kpi specification K36, which leaves
 * cohesion open; the threshold is ours.
 */
export function toCohesiveEngagement(log: KpiLog, settings: LogSettings): Measure {
  const cohesive = findCohesive(listCopies(log, settings))
  const [shown, clicked] = [new Set<string>(), new Set<string>()]
  for (const event of log.events) {
    const isTold =
      event.personId !== null && isInWindow(event, settings) && cohesive.has(campaignOf(event) ?? '')
    if (isTold && SENDS.has(event.event)) shown.add(event.personId ?? '')
    if (isTold && CLICKS.has(event.event)) clicked.add(event.personId ?? '')
  }
  const part = [...shown].filter((personId) => clicked.has(personId)).length
  return toShareMeasure({ definitionVersion: K36, part, whole: shown.size }, settings)
}

function findCohesive(copies: readonly ChannelCopy[]): ReadonlySet<string> {
  const corpus = copies.map(({ text }) => text)
  const campaigns = [...Map.groupBy(copies, ({ campaignId }) => campaignId)].filter(([, own]) => {
    const matches = matchClaims(own, corpus).map(({ match }) => match)
    return matches.length > 0 && matches.reduce((sum, match) => sum + match, 0) / matches.length >= COHESIVE
  })
  return new Set(campaigns.map(([campaignId]) => campaignId))
}

function campaignOf({ properties }: KpiEvent): string | null {
  return findText(properties['campaign_id'])
}
