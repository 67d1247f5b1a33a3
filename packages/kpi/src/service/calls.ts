import type { Instant } from '@periplo/model'
import { findNumber } from '../log/items.ts'
import type { KpiEvent, KpiLog } from '../log/kpi-log.ts'
import { findText } from '../products.ts'

/** One call that came into a queue. */
export interface Call {
  readonly callId: string
  readonly offeredAt: Instant
  readonly queue: string | null
  readonly outcome: 'answered' | 'abandoned' | 'unknown'
  /** Until it was answered or given up, in milliseconds; null where nobody tells. */
  readonly waitMs: number | null
}

/** The calls of a log (`Call Offered`, `Call Answered`, `Call Abandoned`, by `call_id`), in order. */
export function listCalls(log: KpiLog): readonly Call[] {
  const groups = new Map<string, KpiEvent[]>()
  for (const event of log.events) {
    if (!['Call Offered', 'Call Answered', 'Call Abandoned'].includes(event.event)) continue
    const callId = findText(event.properties['call_id']) ?? `message:${event.messageId}`
    const known = groups.get(callId)
    if (known) known.push(event)
    else groups.set(callId, [event])
  }
  return [...groups].map(([callId, events]) => toCall(callId, events))
}

function toCall(callId: string, events: readonly KpiEvent[]): Call {
  const offeredAt = events[0]?.timestamp ?? 0
  const end = events.find(({ event }) => event !== 'Call Offered')
  const toldS = events
    .map(({ properties }) => findNumber(properties['wait_s']))
    .find((wait) => wait !== undefined)
  const seenMs = end && end !== events[0] ? end.timestamp - offeredAt : null
  return {
    callId,
    offeredAt,
    queue:
      events.map(({ properties }) => findText(properties['queue'])).find((queue) => queue !== null) ?? null,
    outcome: end === undefined ? 'unknown' : end.event === 'Call Answered' ? 'answered' : 'abandoned',
    waitMs: toldS === undefined ? seenMs : Math.max(0, toldS * 1_000),
  }
}
