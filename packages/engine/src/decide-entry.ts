import { findAtPath } from '@periplo/model'
import type {
  Instant,
  JourneyId,
  JourneySettings,
  Node,
  NodeId,
  NodeOf,
  PersonState,
  TrackedEvent,
} from '@periplo/model'
import { toDueAt } from './civil-time.ts'
import type { CompiledJourney } from './compile-journey.ts'
import { passes } from './conditions/evaluate.ts'
import { toFingerprint } from './hash.ts'

/** One run of a person through a journey, of any version, as far as re-entry looks at it. */
export interface EntryRecord {
  readonly enrollmentId: string
  readonly correlation: string
  readonly entryNumber: number
  readonly status: 'active' | 'ended'
  readonly endedAt: Instant | null
}

/** Why somebody who came to an entry was not let in. */
export type EntryRefusal = 'once-only' | 'already-inside' | 'cooling-down'

/** Whether an event lets a person in. `ignore`: the event means nothing to the journey's entries. */
export type EntryDecision =
  | {
      readonly kind: 'enter'
      readonly nodeId: NodeId
      readonly correlation: string
      readonly entryNumber: number
    }
  | { readonly kind: 'refuse'; readonly reason: EntryRefusal }
  | { readonly kind: 'ignore' }

/** What {@link decideEntry} judges by. */
export interface EntryQuestion {
  readonly journey: CompiledJourney
  readonly person: PersonState
  readonly event: TrackedEvent
  /** The processing instant, which a cool-down is held against. */
  readonly at: Instant
  /** All runs of this person through this journey, over all versions, in any order. */
  readonly history: readonly EntryRecord[]
}

/** Longer values of the correlation key are kept as a fingerprint, so that an index can hold them. */
const CORRELATION_CHARS = 200

/**
 * Decides whether the event lets the person in, and by which node: the first in the order of the definition
 * whose event and filter fit. Where the journey has a correlation key, re-entry is counted per value of it;
 * an event without the key has the value ''. The entry number counts all runs.
 */
export function decideEntry({ journey, person, event, at, history }: EntryQuestion): EntryDecision {
  if (!journey.interests.entries.has(event.name)) return { kind: 'ignore' }
  const node = findEntry(journey, person, { event, now: at })
  if (!node) return { kind: 'ignore' }
  const { correlationKey, reentry } = journey.definition.settings
  const correlation = toCorrelation(correlationKey, event)
  const runs =
    correlationKey === undefined ? history : history.filter((run) => run.correlation === correlation)
  const reason = findRefusal(reentry, runs, { at, zone: person.zone })
  if (reason) return { kind: 'refuse', reason }
  const entryNumber = 1 + history.reduce((most, run) => Math.max(most, run.entryNumber), 0)
  return { kind: 'enter', nodeId: node.id, correlation, entryNumber }
}

type EntryNode = NodeOf<'event-entry' | 'api-entry' | 'segment-entry'>

function findEntry(
  { definition, journeyId }: CompiledJourney,
  person: PersonState,
  { event, now }: { readonly event: TrackedEvent; readonly now: Instant },
): EntryNode | undefined {
  const scope = { person, event, entry: event, at: event.occurredAt, now }
  return definition.nodes.find(
    (node): node is EntryNode => isEntryOf(node, journeyId, event) && passes(node.filter, scope),
  )
}

/** An event that asks for an enrollment is for the journey it names, and means nothing to other entries. */
function isEntryOf(
  node: Node,
  journeyId: JourneyId,
  { name, enrol, membership }: TrackedEvent,
): node is EntryNode {
  if (node.kind === 'segment-entry')
    return membership?.segmentId === node.segmentId && membership?.change === node.change
  if (node.kind === 'api-entry') return enrol?.journeyId === journeyId
  return node.kind === 'event-entry' && enrol === undefined && node.event === name
}

function toCorrelation(key: string | undefined, { properties }: TrackedEvent): string {
  const value = key === undefined ? undefined : findAtPath(properties, key)
  if (typeof value === 'object' || value === undefined) return ''
  const text = String(value)
  return text.length > CORRELATION_CHARS ? toFingerprint(text) : text
}

function findRefusal(
  reentry: JourneySettings['reentry'],
  runs: readonly EntryRecord[],
  { at, zone }: { readonly at: Instant; readonly zone: string },
): EntryRefusal | undefined {
  if (runs.length === 0 || reentry.mode === 'always') return undefined
  if (reentry.mode === 'never') return 'once-only'
  if (runs.some((run) => run.status === 'active')) return 'already-inside'
  if (reentry.mode === 'after-exit') return undefined
  const endedAt = runs.reduce((latest, run) => Math.max(latest, run.endedAt ?? -Infinity), -Infinity)
  return endedAt !== -Infinity && at < toDueAt(endedAt, reentry.coolDown, zone) ? 'cooling-down' : undefined
}
