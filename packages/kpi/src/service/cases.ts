import type { Instant, JsonObject } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { findNumber } from '../log/items.ts'
import type { KpiEvent, KpiLog } from '../log/kpi-log.ts'
import { findText } from '../products.ts'
import type { Asked, Case, Closure, Contact, Pending, Transfer } from './case.ts'

/** Without an id, contacts of one person on one topic belong together when no further apart than this. */
const TOPIC_DAYS = 7

const NAMES: ReadonlySet<string> = new Set([
  'Case Opened',
  'Case Contacted',
  'Case Transferred',
  'Info Requested',
  'Info Requested Again',
  'Case Resolved',
  'Case Reopened',
  'Bot Handoff',
])

/**
 * The cases of a log, by their first contact. Events of one `issue_id` are one case; without an id, those of
 * one person and topic no more than 7 civil days apart. A contact is the customer turning to us: `Case
 * Opened`, `Case Contacted` (unless `direction` is `outbound`: that is our answer) and `Bot Handoff`, which
 * brings them to a person in the channel `to`; events that share an `interaction_id` are one contact. Events
 * of a case that was never contacted are none.
 */
export function toCases(log: KpiLog, zone: string): readonly Case[] {
  const groups = new Map<string, KpiEvent[]>()
  const openTopics = new Map<string, { readonly caseId: string; readonly at: Instant }>()
  for (const event of log.events) {
    if (!NAMES.has(event.event)) continue
    const caseId = findCaseId(event, openTopics, zone)
    const known = groups.get(caseId)
    if (known) known.push(event)
    else groups.set(caseId, [event])
  }
  return [...groups]
    .map(([caseId, events]) => toCase(caseId, events))
    .filter((found) => found !== null)
    .sort((a, b) => a.openedAt - b.openedAt)
}

/** Whether the event is the customer turning to us. */
export function isContact({ event, properties }: KpiEvent): boolean {
  if (event === 'Case Contacted') return properties['direction'] !== 'outbound'
  return event === 'Case Opened' || event === 'Bot Handoff'
}

/** The topic an event names, in lower case. */
export function topicOf(properties: JsonObject): string | null {
  return findText(properties['topic'])?.toLowerCase() ?? null
}

function findCaseId(
  event: KpiEvent,
  openTopics: Map<string, { readonly caseId: string; readonly at: Instant }>,
  zone: string,
): string {
  const { personId, properties, timestamp: at, messageId } = event
  const issueId = findText(properties['issue_id'])
  if (issueId !== null) return `issue:${issueId}`
  const topic = topicOf(properties)
  if (personId === null || topic === null) return `message:${messageId}`
  const key = `${personId}\n${topic}`
  const open = openTopics.get(key)
  const caseId = open && at <= addDaysAt(open.at, TOPIC_DAYS, zone) ? open.caseId : `message:${messageId}`
  openTopics.set(key, { caseId, at })
  return caseId
}

function toCase(caseId: string, events: readonly KpiEvent[]): Case | null {
  const contacts = toContacts(events)
  const [first] = contacts
  if (!first) return null
  const ofName = (name: string): readonly KpiEvent[] => events.filter(({ event }) => event === name)
  const flags = ofName('Case Resolved').map(({ properties }) => properties['first_contact'])
  return {
    caseId,
    personId: events.find(({ personId }) => personId !== null)?.personId ?? null,
    topic: events.map(({ properties }) => topicOf(properties)).find((topic) => topic !== null) ?? null,
    openedAt: first.at,
    channel: first.channel,
    contacts,
    firstResponseAt: findFirstResponse(events, contacts),
    transfers: ofName('Case Transferred').map(toTransfer),
    asked: events.flatMap(toAsked),
    pending: toPending(events),
    closures: toClosures(events),
    flaggedFirstContact: flags.findLast((flag) => typeof flag === 'boolean') ?? null,
  }
}

function toContacts(events: readonly KpiEvent[]): readonly Contact[] {
  const contacts: Contact[] = []
  for (const event of events.filter(isContact)) {
    const contact = toContact(event)
    const at = contacts.findIndex(
      ({ interactionId }) => interactionId !== null && interactionId === contact.interactionId,
    )
    const known = contacts[at]
    if (known) contacts[at] = join(known, contact)
    else contacts.push(contact)
  }
  return contacts
}

/** The rest of one and the same contact: what it tells is added to what was known. */
function join(known: Contact, more: Contact): Contact {
  return {
    ...known,
    agentId: known.agentId ?? more.agentId,
    handleMs: known.handleMs + more.handleMs,
    waitMs: known.waitMs ?? more.waitMs,
    hasContext: known.hasContext && more.hasContext,
    statement: known.statement ?? more.statement,
  }
}

function toContact({ event, timestamp: at, channel, properties }: KpiEvent): Contact {
  const waitS = findNumber(properties['wait_s'])
  return {
    at,
    channel: event === 'Bot Handoff' ? handedTo(properties) : channel,
    interactionId: findText(properties['interaction_id']),
    agentId: findText(properties['agent_id']),
    handleMs: Math.max(0, (findNumber(properties['handle_time_s']) ?? 0) * 1_000),
    waitMs: waitS === undefined ? null : Math.max(0, waitS * 1_000),
    hasContext: properties['context_transferred'] !== false,
    statement: findText(properties['statement']) ?? findText(properties['description']),
  }
}

/** A bot hands over to a person in the same chat, unless the sender names a telephone. */
function handedTo({ to }: JsonObject): Contact['channel'] {
  return ['call_center_in', 'phone', 'call'].includes(findText(to) ?? '') ? 'call_center_in' : 'chat_human'
}

/** The first answer of ours, or the moment an agent, after the wait, took the first contact that has one. */
function findFirstResponse(events: readonly KpiEvent[], contacts: readonly Contact[]): Instant | null {
  const answer = events.find(
    ({ event, properties }) => event === 'Case Contacted' && properties['direction'] === 'outbound',
  )
  const taken = contacts.find(({ agentId, waitMs }) => agentId !== null && waitMs !== null)
  const moments = [answer?.timestamp, taken && taken.at + (taken.waitMs ?? 0)]
  const known = moments.filter((moment) => moment !== undefined)
  return known.length === 0 ? null : Math.min(...known)
}

function toTransfer({ timestamp: at, properties }: KpiEvent): Transfer {
  const kind = findText(properties['kind']) ?? findText(properties['transfer'])
  return {
    at,
    between: kind === 'team' ? 'teams' : kind === 'channel' ? 'channels' : 'agents',
    from: findText(properties['from']),
    to: findText(properties['to']),
  }
}

function toAsked({ event, timestamp: at, properties }: KpiEvent): readonly Asked[] {
  if (event !== 'Info Requested' && event !== 'Info Requested Again') return []
  return [{ at, field: findText(properties['field']), again: event === 'Info Requested Again' }]
}

/** From an event that says `pending_customer: true` to the next of the case that does not. */
function toPending(events: readonly KpiEvent[]): readonly Pending[] {
  const pending: Pending[] = []
  let from: Instant | null = null
  for (const { timestamp, properties } of events) {
    const isPending = properties['pending_customer'] === true
    if (isPending) from ??= timestamp
    else if (from !== null) {
      pending.push({ from, to: timestamp })
      from = null
    }
  }
  return from === null ? pending : [...pending, { from, to: null }]
}

function toClosures(events: readonly KpiEvent[]): readonly Closure[] {
  const closures: Closure[] = []
  for (const { event, timestamp } of events) {
    const last = closures.at(-1)
    const isOpen = !last || last.reopenedAt !== null
    if (event === 'Case Resolved' && isOpen) closures.push({ at: timestamp, reopenedAt: null })
    if (event === 'Case Reopened' && last && !isOpen)
      closures[closures.length - 1] = { ...last, reopenedAt: timestamp }
  }
  return closures
}
