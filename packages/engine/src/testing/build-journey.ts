import type { Edge, JourneyDefinition, Node, PersonState, TrackedEvent } from '@periplo/model'
import { compileJourney } from '../compile-journey.ts'
import type { CompiledJourney } from '../compile-journey.ts'

/** 2026-01-10 12:00 UTC. */
export const NOON = Date.UTC(2026, 0, 10, 12)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A node without the parts that do not matter to a run. */
export type Sketch = Node extends infer N
  ? N extends Node
    ? Omit<N, 'title' | 'position' | 'stage'> & { readonly stage?: string }
    : never
  : never

/** Nodes by id, and edges as `from:port>to` or `from>to` (port `next`). */
export interface JourneySketch {
  readonly nodes: readonly Sketch[]
  readonly edges: readonly string[]
  readonly settings?: Partial<JourneyDefinition['settings']>
}

/** A definition of five stages out of its sketch. */
export function toDefinition({ nodes, edges, settings }: JourneySketch): JourneyDefinition {
  return {
    format: 3,
    name: 'A journey',
    stages: ['awareness', 'consideration', 'decision', 'service', 'advocacy'].map((id) => ({ id })),
    nodes: nodes.map((node) => ({ stage: 'awareness', title: node.id, position: { x: 0, y: 0 }, ...node })),
    edges: edges.map(toEdge),
    settings: {
      reentry: { mode: 'after-exit' },
      conversionWindow: { amount: 30, unit: 'days' },
      exits: [],
      ...settings,
    },
  }
}

function toEdge(text: string): Edge {
  const [way = '', to = ''] = text.split('>')
  const [from = '', port = 'next'] = way.split(':')
  return { from, port, to }
}

/** A compiled journey out of its sketch. */
export function toJourney(sketch: JourneySketch): CompiledJourney {
  return compileDefinition(toDefinition(sketch))
}

/** A compiled journey out of its definition. */
export function compileDefinition(definition: JourneyDefinition): CompiledJourney {
  return compileJourney({
    journeyId: '0198c0de-0000-7000-8000-000000000001',
    versionId: '0198c0de-0000-7000-8000-000000000002',
    definition,
  })
}

/** Somebody in Madrid nobody knows anything about. */
export function toPerson(known: Partial<PersonState> = {}): PersonState {
  const personId = '0198c0de-0000-7000-8000-000000000003'
  return { personId, traits: {}, zone: 'Europe/Madrid', recent: [], consent: [], suppressed: false, ...known }
}

/** An event of the web, at noon unless said otherwise. */
export function toEvent(name: string, given: Partial<TrackedEvent> = {}): TrackedEvent {
  return {
    eventId: `${name}-1`,
    type: 'track',
    name,
    occurredAt: NOON,
    channel: 'web',
    identifiers: [],
    properties: {},
    flags: [],
    ...given,
  }
}
