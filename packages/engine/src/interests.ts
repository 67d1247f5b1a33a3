import { WEBHOOK_ANSWERED, isDeedCondition, listConditions } from '@periplo/model'
import type { Condition, Duration, EventName, JourneyDefinition, SegmentId } from '@periplo/model'
import { findEntryEvent } from './entry-event.ts'
import { listRuleConditions } from './rule-conditions.ts'

/** What a journey wants to hear of, so that nothing else is loaded for it or offered to it. */
export interface Interests {
  /** Events that may let somebody in. */
  readonly entries: ReadonlySet<EventName>
  /** Events that may move or convert somebody inside: awaited ones, exits, the goal. */
  readonly moves: ReadonlySet<EventName>
  /** What `PersonState.recent` must hold: one line per event, the longest window, days taken as 25 hours. */
  readonly counts: readonly { readonly event: EventName; readonly withinMs: number }[]
  /** The segments its conditions name: their rules may look back, and at consent, too. */
  readonly segments: readonly SegmentId[]
  /** Whether `PersonState.consent` and `suppressed` must be filled. */
  readonly consent: boolean
}

const LONGEST_MS = { minutes: 60_000, hours: 3_600_000, days: 25 * 3_600_000 } as const

/** Reads what a journey wants to hear of from its definition. */
export function toInterests(definition: JourneyDefinition): Interests {
  const { nodes, settings } = definition
  const rules = settings.goal ? [settings.goal, ...settings.exits] : settings.exits
  const waits = nodes.filter((node) => node.kind === 'wait-for-event')
  const isAnswered = nodes.some((node) => node.kind === 'webhook' && node.answer)
  const conditions = listRuleConditions(definition).flatMap(listConditions)
  return {
    entries: new Set(nodes.flatMap((node) => findEntryEvent(node) ?? [])),
    moves: new Set([
      ...[...rules, ...waits].map((listener) => listener.event),
      ...(isAnswered ? [WEBHOOK_ANSWERED] : []),
    ]),
    counts: toCounts(conditions),
    segments: listNamed(conditions),
    consent:
      nodes.some((node) => node.kind === 'message' && node.onRefused === 'exit') ||
      conditions.some((condition) => condition.op === 'consent'),
  }
}

/** The segments that a drawing names, finished or not. */
export function listNamedSegments(definition: JourneyDefinition): readonly SegmentId[] {
  const entries = definition.nodes.flatMap((node) =>
    node.kind === 'segment-entry' ? (node.segmentId ?? []) : [],
  )
  return [...new Set([...entries, ...listNamed(listRuleConditions(definition).flatMap(listConditions))])]
}

function listNamed(conditions: readonly Condition[]): readonly SegmentId[] {
  const named = conditions.flatMap((part) => (part.op === 'segment' ? (part.segmentId ?? []) : []))
  return [...new Set(named)]
}

/** What has to be remembered of what somebody did, so that these conditions can look back at it. */
export function toCounts(conditions: readonly Condition[]): Interests['counts'] {
  const longest = new Map<EventName, number>()
  for (const { event, within } of conditions.filter(isDeedCondition)) {
    longest.set(event, Math.max(longest.get(event) ?? 0, toLongestMs(within)))
  }
  return [...longest].map(([event, withinMs]) => ({ event, withinMs }))
}

function toLongestMs({ amount, unit }: Duration): number {
  return amount * LONGEST_MS[unit]
}
