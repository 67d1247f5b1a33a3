import { ENROLLMENT_REQUESTED } from '@periplo/model'
import type { EventName, Node } from '@periplo/model'

/** The event an entry listens to; undefined for a node that lets nobody in. */
export function findEntryEvent(node: Node): EventName | undefined {
  if (node.kind === 'event-entry') return node.event
  return node.kind === 'api-entry' ? ENROLLMENT_REQUESTED : undefined
}
