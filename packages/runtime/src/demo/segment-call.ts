import type { Identifier, IdentifierKind, JsonObject, TrackedEvent } from '@periplo/model'
import { invariant } from '@periplo/model'

/**
 * An event as a call of the Segment Spec, as the tracking API takes it: reading it back with
 * `parseIncomingEvent` gives the same event. Money must stand in the properties, where the wire has it. What
 * no call of the spec carries (an e-mail address outside traits) goes into `context.traits`.
 */
export function toSegmentCall(event: TrackedEvent): JsonObject {
  invariant(event.type !== 'alias' && event.type !== 'group', 'the demo shop makes no such call')
  const find = (kind: IdentifierKind): string | undefined =>
    event.identifiers.find((identifier) => identifier.kind === kind)?.value
  const [userId, anonymousId] = [find('user'), find('anonymous')]
  return {
    type: event.type,
    messageId: event.eventId,
    ...(event.type === 'track' && { event: event.name }),
    ...(userId !== undefined && { userId }),
    ...(anonymousId !== undefined && { anonymousId }),
    timestamp: new Date(event.occurredAt).toISOString(),
    properties: event.properties,
    ...(event.traits && { traits: event.traits }),
    context: toContext(event),
  }
}

function toContext(event: TrackedEvent): JsonObject {
  const { channel, touch, consent, zone, locale } = event
  const says = consent !== undefined && event.name !== 'Consent Updated'
  const untold = event.identifiers.filter((identifier) => !isToldElsewhere(event, identifier))
  return {
    ...(zone !== undefined && { timezone: zone }),
    ...(locale !== undefined && { locale }),
    ...(untold.length > 0 && { traits: Object.fromEntries(untold.map(toTrait)) }),
    periplo: { channel, ...touch, ...(says && { consent: consent.map((choice) => ({ ...choice })) }) },
  }
}

const TRAIT_OF = { email: 'email', phone: 'phone', loyalty: 'loyalty_id' } as const

function isToldElsewhere({ properties, traits }: TrackedEvent, { kind }: Identifier): boolean {
  if (kind === 'user' || kind === 'anonymous') return true
  const key = TRAIT_OF[kind]
  return traits?.[key] !== undefined || (kind === 'loyalty' && properties[key] !== undefined)
}

function toTrait({ kind, value }: Identifier): readonly [string, string] {
  invariant(kind !== 'user' && kind !== 'anonymous', 'user and anonymous ids have fields of their own')
  return [TRAIT_OF[kind], value]
}
