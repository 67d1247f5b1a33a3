import { ENROLLMENT_REQUESTED, SEGMENT_EVENTS } from '@periplo/model'
import type { EventName, Node } from '@periplo/model'

/** The event an entry listens to; undefined for a node that lets nobody in. */
export function findEntryEvent(node: Node): EventName | undefined {
  if (node.kind === 'event-entry') return node.event
  if (node.kind === 'segment-entry') return SEGMENT_EVENTS[node.change]
  return node.kind === 'api-entry' ? ENROLLMENT_REQUESTED : undefined
}
