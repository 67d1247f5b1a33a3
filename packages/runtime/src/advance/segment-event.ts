import type { StandingChange } from '@periplo/engine'
import { SEGMENT_EVENTS } from '@periplo/model'
import type { Instant, TrackedEvent } from '@periplo/model'
import type { NewInput, PersonKey } from '@periplo/store'
import { toKeyHash } from '../ingest/hashing.ts'
import { OWN_SOURCE } from '../own-source.ts'

/** What is told of a change of somebody's membership. */
interface ToldChange {
  readonly change: Pick<StandingChange, 'segmentId' | 'change'>
  /** What the segment is called. */
  readonly name: string
  readonly at: Instant
  readonly depth: number
  /** Offset of the input that brought it about, or that it came after. */
  readonly after: number | undefined
}

/**
 * A change of somebody's membership as an input of their own log: written in the commit that changes it, and
 * worked in its turn. The same change has the same name however often it is worked out.
 */
export function toSegmentEvent(key: PersonKey, { change, name, at, depth, after }: ToldChange): NewInput {
  const { segmentId } = change
  const event: TrackedEvent = {
    eventId: toKeyHash('segment', key.personId, segmentId, change.change, `${at}/${after ?? ''}`),
    type: 'track',
    name: SEGMENT_EVENTS[change.change],
    occurredAt: at,
    channel: 'custom:segment',
    identifiers: [],
    properties: { segment_id: segmentId, segment: name },
    membership: { segmentId, change: change.change, depth },
    flags: [],
  }
  const body = { kind: 'event', sourceId: OWN_SOURCE, mode: 'live', event } as const
  return { ...key, receivedAt: at, occurredAt: at, name: event.name, body }
}
