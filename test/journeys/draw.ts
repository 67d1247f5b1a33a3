import type { JourneyDefinition, NodeKind, NodeOf } from '@periplo/model'
import { BUILT_IN_STAGES, parseDefinition } from '@periplo/model'

/** A node of one kind, as far as a test cares. */
export type SketchOf<K extends NodeKind> = Omit<NodeOf<K>, 'title' | 'position' | 'stage'> & {
  readonly stage?: string
}

/** A node as far as a test cares; it stands in `decision` unless said, and is titled by its id. */
export type Sketch = { readonly [K in NodeKind]: SketchOf<K> }[NodeKind]

/**
 * A journey out of a few words: nodes, and ways such as `enter > wait` or `wait:timed-out > out`. Throws
 * unless it is one.
 */
export function draw(
  nodes: readonly Sketch[],
  ways: readonly string[],
  settings: Partial<JourneyDefinition['settings']> = {},
): JourneyDefinition {
  const parsed = parseDefinition({
    format: 3,
    name: 'Sketch',
    stages: BUILT_IN_STAGES.map((id) => ({ id })),
    nodes: nodes.map((node) => ({ stage: 'decision', title: node.id, position: { x: 0, y: 0 }, ...node })),
    edges: ways.map(toEdge),
    settings: {
      reentry: { mode: 'after-exit' },
      conversionWindow: { amount: 30, unit: 'days' },
      exits: [],
      ...settings,
    },
  })
  if (parsed.kind === 'valid') return parsed.definition
  throw new Error(`The sketch is no journey: ${JSON.stringify(parsed.problems)}`)
}

function toEdge(way: string): { readonly from: string; readonly port: string; readonly to: string } {
  const [start = '', to = ''] = way.split(' > ')
  const [from = '', port = 'next'] = start.split(':')
  return { from, port, to }
}

/** Lets in whoever does `event`. */
export function enterOn(event: string): SketchOf<'event-entry'> {
  return { id: 'enter', kind: 'event-entry', event }
}

/** Ends the run without success. */
export const OUT: Sketch = { id: 'out', kind: 'exit' }

/** An e-mail of one line. */
export function mail(id: string, purpose: 'marketing' | 'transactional'): NodeOf<'message'> {
  return {
    id,
    kind: 'message',
    stage: 'decision',
    title: id,
    position: { x: 0, y: 0 },
    channel: 'email',
    purpose,
    subject: `${id} for {{ person.first_name }}`,
    body: 'Cart {{ entry.cart_id }}, lately {{ event.cart_id }}.',
    onRefused: 'continue',
  }
}
