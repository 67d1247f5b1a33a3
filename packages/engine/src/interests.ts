import { listConditions } from '@periplo/model'
import type { Condition, CountCondition, Duration, EventName, JourneyDefinition } from '@periplo/model'

/** What a journey wants to hear of, so that nothing else is loaded for it or offered to it. */
export interface Interests {
  /** Events that may let somebody in. */
  readonly entries: ReadonlySet<EventName>
  /** Events that may move or convert somebody inside: awaited ones, exits, the goal. */
  readonly moves: ReadonlySet<EventName>
  /** What `PersonState.recent` must hold: one line per event, the longest window, days taken as 25 hours. */
  readonly counts: readonly { readonly event: EventName; readonly withinMs: number }[]
  /** Whether `PersonState.consent` and `suppressed` must be filled. */
  readonly consent: boolean
}

const LONGEST_MS = { minutes: 60_000, hours: 3_600_000, days: 25 * 3_600_000 } as const

/** Reads what a journey wants to hear of from its definition. */
export function toInterests({ nodes, settings }: JourneyDefinition): Interests {
  const rules = settings.goal ? [settings.goal, ...settings.exits] : settings.exits
  const waits = nodes.filter((node) => node.kind === 'wait-for-event')
  return {
    entries: new Set(nodes.filter((node) => node.kind === 'event-entry').map((node) => node.event)),
    moves: new Set([...rules, ...waits].map((listener) => listener.event)),
    counts: toCounts([...rules.map((rule) => rule.filter), ...nodes.map(findCondition)]),
    consent: nodes.some((node) => node.kind === 'message' && node.onRefused === 'exit'),
  }
}

function findCondition(node: JourneyDefinition['nodes'][number]): Condition | undefined {
  if (node.kind === 'condition') return node.condition
  return 'filter' in node ? node.filter : undefined
}

function toCounts(conditions: readonly (Condition | undefined)[]): Interests['counts'] {
  const longest = new Map<EventName, number>()
  const counts = conditions
    .flatMap((condition) => (condition ? listConditions(condition) : []))
    .filter((condition): condition is CountCondition => condition.op === 'count')
  for (const { event, within } of counts) {
    longest.set(event, Math.max(longest.get(event) ?? 0, toLongestMs(within)))
  }
  return [...longest].map(([event, withinMs]) => ({ event, withinMs }))
}

function toLongestMs({ amount, unit }: Duration): number {
  return amount * LONGEST_MS[unit]
}
