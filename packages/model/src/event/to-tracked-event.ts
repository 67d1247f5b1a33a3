import type { JsonObject } from '../json.ts'
import type { CallType, EventFlag, Identifier, TouchRef, TrackedEvent } from './event.ts'
import type { IncomingEvent, Reception } from './incoming-event.ts'
import type { RejectionCode } from './rejection.ts'
import { findChannel } from './wire-channel.ts'
import { listConsent } from './wire-consent.ts'
import { findKeptContext } from './wire-context.ts'
import { findText, objectAt } from './wire-fields.ts'
import { findIdentifier, findLoyaltyId, findPrevious, listTraitIdentifiers } from './wire-identifiers.ts'
import { findMoney } from './wire-money.ts'
import { findLocale, findZone } from './wire-place.ts'
import { correctTime, type CorrectedTime, findInstant } from './wire-time.ts'

type Draft = { -readonly [K in keyof TrackedEvent]: TrackedEvent[K] }

/** What the calls without a name of their own are called. */
const CALL_NAMES: { readonly [T in Exclude<CallType, 'track'>]: string } = {
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  identify: 'Identify',
  group: 'Group',
  alias: 'Alias',
}

const NOTHING: JsonObject = {}

/** Makes the event the rest of the house sees of a call whose shape is right, or says why it cannot. */
export function toTrackedEvent(call: IncomingEvent, reception: Reception): TrackedEvent | RejectionCode {
  const name = call.type === 'track' ? (call.event?.trim() ?? '') : CALL_NAMES[call.type]
  if (name === '') return 'missing-event-name'
  const time = findTime(call, reception)
  if (time === undefined) return 'invalid-time'
  const user = findIdentifier('user', call.userId ?? undefined)
  const anonymous = findIdentifier('anonymous', call.anonymousId ?? undefined)
  if (!user && !anonymous) return 'missing-identity'
  const previous = call.type === 'alias' ? findPrevious(call.previousId ?? undefined, anonymous) : undefined
  if (call.type === 'alias' && !previous) return 'missing-previous-id'
  const event = draftEvent(call, name, time)
  event.eventId = call.messageId ?? reception.newEventId()
  event.identifiers = listIdentifiers(call, [user, anonymous])
  if (previous) event.previous = previous
  return event
}

/** Senders write null for what they do not have. */
function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined
}

function findTime({ timestamp, sentAt }: IncomingEvent, reception: Reception): CorrectedTime | undefined {
  const sent = sentAt ?? reception.sentAt ?? undefined
  const times = {
    timestamp: isGiven(timestamp) ? findInstant(timestamp) : undefined,
    sentAt: sent === undefined ? undefined : findInstant(sent),
    receivedAt: reception.receivedAt,
  }
  const unreadable =
    (isGiven(timestamp) && times.timestamp === undefined) ||
    (sent !== undefined && times.sentAt === undefined)
  return unreadable ? undefined : correctTime(times)
}

function draftEvent(call: IncomingEvent, name: string, { occurredAt, ahead }: CorrectedTime): Draft {
  const properties = toProperties(call)
  const context = call.context ?? NOTHING
  const periplo = objectAt(context, 'periplo')
  const { channel, unknown } = findChannel({ type: call.type, name, properties, context })
  const { amountMinor, currency, currencyMissing } = findMoney(name, properties)
  const flags: EventFlag[] = []
  if (ahead) flags.push('clock-ahead')
  if (currencyMissing) flags.push('currency-missing')
  if (unknown) flags.push('unknown-channel')
  const draft: Draft = {
    eventId: '',
    type: call.type,
    name,
    occurredAt,
    channel,
    identifiers: [],
    properties,
    flags,
  }
  if (call.type === 'identify') draft.traits = call.traits ?? objectAt(context, 'traits')
  if (amountMinor !== undefined) draft.amountMinor = amountMinor
  if (currency !== undefined) draft.currency = currency
  const kept = findKeptContext(context)
  if (kept) draft.context = kept
  addPlace(draft, context, call.traits ?? NOTHING)
  const consent = listConsent(name, properties, periplo)
  if (consent.length > 0) draft.consent = consent
  const touch = findTouch(periplo)
  if (touch) draft.touch = touch
  return draft
}

/** A page's or screen's name and category, and the group somebody joined, are properties like any other. */
function toProperties(call: IncomingEvent): JsonObject {
  const properties = call.properties ?? NOTHING
  switch (call.type) {
    case 'track':
    case 'identify':
    case 'alias':
      return properties
    case 'page':
    case 'screen':
      return {
        ...(isGiven(call.name) && { name: call.name }),
        ...(isGiven(call.category) && { category: call.category }),
        ...properties,
      }
    case 'group':
      return {
        ...call.traits,
        ...properties,
        ...(isGiven(call.groupId) && { group_id: String(call.groupId) }),
      }
  }
}

function addPlace(draft: Draft, context: JsonObject, traits: JsonObject): void {
  const zone = findZone(findText(context, 'timezone')) ?? findZone(findText(traits, 'timezone'))
  const locale = findLocale(findText(context, 'locale'))
  if (zone !== undefined) draft.zone = zone
  if (locale !== undefined) draft.locale = locale
}

/** A group's traits are the group's: its e-mail address names no person. */
function listIdentifiers(
  call: IncomingEvent,
  [user, anonymous]: readonly [Identifier | undefined, Identifier | undefined],
): readonly Identifier[] {
  const own = call.type === 'group' ? [] : listTraitIdentifiers(call.traits ?? NOTHING)
  const told = listTraitIdentifiers(objectAt(call.context ?? NOTHING, 'traits'))
  const found = [user, ...own, ...told, findLoyaltyId(call.properties ?? NOTHING), anonymous]
  const listed: Identifier[] = []
  for (const one of found) {
    if (one && !listed.some((other) => other.kind === one.kind)) listed.push(one)
  }
  return listed
}

function findTouch(periplo: JsonObject): TouchRef | undefined {
  const sendKey = findText(periplo, 'sendKey')
  const enrollmentId = findText(periplo, 'enrollmentId')
  const journeyId = findText(periplo, 'journeyId')
  const versionId = findText(periplo, 'versionId')
  const nodeId = findText(periplo, 'nodeId')
  if (!sendKey || !enrollmentId || !journeyId || !versionId || !nodeId) return undefined
  return { sendKey, enrollmentId, journeyId, versionId, nodeId }
}
