import type { Answers } from '../server/server.ts'
import type { EventsSearch } from './events-search.ts'

/** One line of the stream. */
export type SeenEvent = Answers['events']['list']['items'][number]

/** Names a line among the others. */
export function toEventKey(event: SeenEvent): string {
  return event.kind === 'accepted' ? event.eventId : event.rejectionId
}

/** Whether the filter lets the line through. A rejected event has no name to filter by. */
export function passesFilter(event: SeenEvent, { show, name }: EventsSearch): boolean {
  if (show !== undefined && event.kind !== show) return false
  return name === undefined || (event.kind === 'accepted' && event.name === name)
}

/** Puts what just arrived before what is there; each line once, at most `limit`, newest first. */
export function mergeEvents(
  arrived: readonly SeenEvent[],
  known: readonly SeenEvent[],
  limit: number,
): readonly SeenEvent[] {
  const lines = new Map([...arrived, ...known].map((event) => [toEventKey(event), event]))
  return [...lines.values()].toSorted((one, other) => other.receivedAt - one.receivedAt).slice(0, limit)
}
