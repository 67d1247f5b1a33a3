import type { Channel, Measure } from '@periplo/model'
import type { Frame } from '../measure.ts'
import { toShareMeasure } from '../measure.ts'
import type { Case } from './case.ts'

/** The edition of the formulas below. */
export const K33 = 'K33.1'

/** Exact time in which a person may still be needed after a bot. */
const AFTERMATH_MS = 24 * 3_600_000

const HUMAN: ReadonlySet<Channel> = new Set<Channel>([
  'call_center_in',
  'call_center_out',
  'chat_human',
  'email',
  'field_sales',
  'social_dm',
  'store',
  'video_call',
  'whatsapp',
])
const CHAT: ReadonlySet<Channel> = new Set<Channel>(['chatbot', 'chat_human'])

/**
 * Containment: cases that began with the chatbot and in which no person was contacted within 24 hours of the
 * last word with the bot ÷ cases that began with it. A contained case is not a solved one: K28 tells that.
 * Cases whose 24 hours are not over are open. Persons answer calls, chats, letters, social messages and in
 * stores; a contact in any other channel counts only where it names an agent.
 */
export function toContainment(cases: readonly Case[], frame: Frame): Measure {
  const begun = cases.filter(({ channel }) => channel === 'chatbot')
  const mature = begun.filter((one) => frame.asOf - lastBotAt(one) >= AFTERMATH_MS)
  const part = mature.filter((one) => !isHumanNeeded(one)).length
  return toShareMeasure(
    { definitionVersion: K33, part, whole: mature.length, open: begun.length - mature.length },
    frame,
  )
}

/**
 * Fallback: cases with a chat, with bot or person, that were followed by a call within 24 hours ÷ cases with
 * a chat. Counted from the first chat of the case; cases whose 24 hours are not over are open.
 */
export function toChatFallback(cases: readonly Case[], frame: Frame): Measure {
  const chats = cases.flatMap(({ contacts }) => {
    const chat = contacts.find(({ channel }) => CHAT.has(channel))
    return chat ? [{ chatAt: chat.at, contacts }] : []
  })
  const mature = chats.filter(({ chatAt }) => frame.asOf - chatAt >= AFTERMATH_MS)
  const part = mature.filter(({ chatAt, contacts }) =>
    contacts.some(
      ({ at, channel }) => channel === 'call_center_in' && at >= chatAt && at - chatAt <= AFTERMATH_MS,
    ),
  ).length
  return toShareMeasure(
    { definitionVersion: K33, part, whole: mature.length, open: chats.length - mature.length },
    frame,
  )
}

/** The bot's last word before anybody else: later talks with it are another matter. */
function lastBotAt({ contacts, openedAt }: Case): number {
  const other = contacts.findIndex(({ channel }) => channel !== 'chatbot')
  const talks = other === -1 ? contacts : contacts.slice(0, other)
  return talks.at(-1)?.at ?? openedAt
}

function isHumanNeeded(one: Case): boolean {
  const from = lastBotAt(one)
  return one.contacts.some(
    ({ at, channel, agentId }) =>
      at >= from &&
      at - from <= AFTERMATH_MS &&
      (HUMAN.has(channel) || (channel !== 'chatbot' && agentId !== null)),
  )
}
