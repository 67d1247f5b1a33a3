import type { Emission, Enrollment, Instant, TrackedEvent } from '@periplo/model'
import type { NewInput, PersonKey } from '@periplo/store'
import { OWN_SOURCE } from '../own-source.ts'

/**
 * What a run emits, as an input of the person's own log: written in the commit of the step that emits it, and
 * worked in its turn, after whatever arrived before.
 */
export function toEmitted(
  key: PersonKey,
  { enrollmentId, journeyId, versionId }: Enrollment,
  { emission, at }: { readonly emission: Emission; readonly at: Instant },
): NewInput {
  const { eventId, nodeId, name, occurredAt, properties, depth, enrol } = emission
  const event: TrackedEvent = {
    eventId,
    type: 'track',
    name,
    occurredAt,
    channel: 'custom:journey',
    identifiers: [],
    properties,
    origin: { enrollmentId, journeyId, versionId, nodeId, depth },
    flags: [],
    ...(enrol && { enrol }),
  }
  const body = { kind: 'event', sourceId: OWN_SOURCE, mode: 'live', event } as const
  return { ...key, receivedAt: at, occurredAt, name, body }
}
