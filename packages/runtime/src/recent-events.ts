import type { RecentEvent } from '@periplo/model'
import type { LoggedInput } from '@periplo/store'

/** What the inputs say somebody did, in their order: an event forwarded after a merge stands in two logs, and happened once. */
export function toRecentEvents(inputs: readonly LoggedInput[]): readonly RecentEvent[] {
  const seen = new Set<string>()
  return inputs.flatMap(({ body }) => {
    if (body.kind !== 'event') return []
    const { name, occurredAt, properties, eventId } = body.event
    const key = `${body.sourceId}/${eventId}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ name, occurredAt, properties }]
  })
}
