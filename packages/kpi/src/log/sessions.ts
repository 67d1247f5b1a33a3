import type { Instant } from '@periplo/model'
import { dayOf } from '../civil-day.ts'
import type { KpiEvent } from './kpi-log.ts'

/** A silence this long ends a visit: 30 minutes. */
export const SESSION_GAP_MS = 30 * 60_000

/** Events of one person that belong together. */
export interface Session {
  readonly events: readonly KpiEvent[]
  readonly startedAt: Instant
  /** Of the last event; how long that one was looked at nobody knows. */
  readonly lastAt: Instant
}

/**
 * Parts ordered events of one person into sessions: a new one begins where the silence is longer than
 * `gapMs` and, if a zone is given, at midnight on its clocks.
 */
export function sessionize(
  events: readonly KpiEvent[],
  { gapMs = SESSION_GAP_MS, zone }: { readonly gapMs?: number; readonly zone?: string } = {},
): readonly Session[] {
  const sessions: KpiEvent[][] = []
  let open: KpiEvent[] = []
  for (const event of events) {
    const last = open.at(-1)
    if (last && (event.timestamp - last.timestamp > gapMs || !isSameDay(last, event, zone))) {
      sessions.push(open)
      open = []
    }
    open.push(event)
  }
  if (open.length > 0) sessions.push(open)
  return sessions.map((events) => ({
    events,
    startedAt: events[0]?.timestamp ?? 0,
    lastAt: events.at(-1)?.timestamp ?? 0,
  }))
}

function isSameDay(a: KpiEvent, b: KpiEvent, zone: string | undefined): boolean {
  return zone === undefined || dayOf(a.timestamp, zone) === dayOf(b.timestamp, zone)
}
