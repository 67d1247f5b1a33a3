import { findAtPath, isChannel, isJsonObject } from '@periplo/model'
import type { Channel, Instant, JsonObject } from '@periplo/model'
import type { KpiEvent, KpiLog } from '../log/kpi-log.ts'
import { findText } from '../products.ts'
import { toLanguage } from './k25-sentiment.ts'
import type { Language } from './k25-sentiment.ts'

/** Something a customer wrote or said. */
export interface CustomerText {
  readonly personId: string | null
  readonly at: Instant
  /** The channel it is about: for surveys that of the experience, where it is told. */
  readonly channel: Channel
  readonly text: string
  /** As the sender tells; undefined where nobody does. */
  readonly language: Language | 'other' | undefined
}

const PROPERTIES = ['comment', 'review_body', 'review', 'message_body', 'text', 'body'] as const

/** Events that carry words of customers, beside anything on a social channel, a forum or a review site. */
const SPOKEN: ReadonlySet<string> = new Set([
  'Survey Answered',
  'Product Reviewed',
  'Live Chat Message Sent',
  'Message Received',
  'Transcript Ready',
])
const PUBLIC: ReadonlySet<string> = new Set([
  'social_organic',
  'social_dm',
  'social_comment',
  'forum',
  'review_site',
])
const CUSTOMER: ReadonlySet<string> = new Set(['customer', 'client', 'caller', 'user', 'cliente'])

/**
 * What customers wrote and said, in order: comments of surveys, reviews, their messages, public posts, and of
 * transcripts (`Transcript Ready`, `turns` of `{ role, text }`) their own turns alone. Events without words
 * are none.
 */
export function listTexts(log: KpiLog): readonly CustomerText[] {
  return log.events.flatMap((event) => {
    if (!SPOKEN.has(event.event) && !PUBLIC.has(event.channel)) return []
    const text =
      event.event === 'Transcript Ready' ? joinTurns(event.properties) : findWords(event.properties)
    return text === null ? [] : [toCustomerText(event, text)]
  })
}

function toCustomerText(
  { personId, timestamp, channel, properties, context }: KpiEvent,
  text: string,
): CustomerText {
  const about = findText(findAtPath(properties, 'about.channel'))
  const locale =
    findText(properties['language']) ?? findText(properties['locale']) ?? findText(context['locale'])
  return {
    personId,
    at: timestamp,
    channel: about !== null && isChannel(about) ? about : channel,
    text,
    language: locale === null ? undefined : toLanguage(locale),
  }
}

function findWords(properties: JsonObject): string | null {
  return PROPERTIES.map((name) => findText(properties[name])).find((text) => text !== null) ?? null
}

function joinTurns({ turns }: JsonObject): string | null {
  if (!Array.isArray(turns)) return null
  const said = turns.filter(isJsonObject).flatMap((turn) => {
    const role = findText(turn['role']) ?? findText(turn['speaker'])
    const text = findText(turn['text'])
    return role !== null && CUSTOMER.has(role.toLowerCase()) && text !== null ? [text] : []
  })
  return said.length === 0 ? null : said.join('\n')
}
