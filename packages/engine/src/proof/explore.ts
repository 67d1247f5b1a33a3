import type { JourneyDefinition, NodeId, Trigger } from '@periplo/model'
import { toEdgeKey } from '@periplo/model'
import { assume } from './assume.ts'
import {
  AT_ENTRY,
  either,
  equalKnowledge,
  forgetEvent,
  forgetPoints,
  forgetTraits,
  applyChanges,
  lookUp,
  narrow,
} from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'
import { toNodeProof } from './node-proof.ts'
import type { Awaiting, NodeProof, NodeWay } from './node-proof.ts'
import { intersect } from './value-set.ts'

/** A way of a node along its edge. */
export interface MapWay extends NodeWay {
  /** The edge's key, `from:port`. */
  readonly key: string
  readonly from: NodeId
  readonly to: NodeId
}

/** What can happen in a journey: whoever gets somewhere got there along these ways. */
export interface Exploration {
  readonly nodes: ReadonlyMap<NodeId, NodeProof>
  /** Every drawn way, taken or not. */
  readonly drawn: readonly MapWay[]
  /** The drawn ways that somebody can take. */
  readonly ways: readonly MapWay[]
  /** Nodes that somebody can get to, with what is known of whoever does. */
  readonly reached: ReadonlyMap<NodeId, Knowledge>
  /** Entries that let somebody in. */
  readonly entries: readonly NodeId[]
}

/** Most visits of one node before its knowledge is given up: values of a journey are few, so it never is. */
const MAX_VISITS = 200

/**
 * Follows everybody through a definition without structural errors at once. What is known at a node is what
 * holds on every way to it, so a way is left out only if nobody can take it.
 */
export function exploreJourney(definition: JourneyDefinition): Exploration {
  const nodes = new Map(definition.nodes.map((node) => [node.id, toNodeProof(node)]))
  const drawn = toWays(definition, nodes)
  const waysFrom = Map.groupBy(drawn, ({ from }) => from)
  const reached = new Map<NodeId, Knowledge>()
  const visits = new Map<NodeId, number>()
  const open = new Set<NodeId>()
  const arrive = (node: NodeId, known: Knowledge): void => {
    const before = reached.get(node)
    const count = (visits.get(node) ?? 0) + 1
    visits.set(node, count)
    const after =
      count > MAX_VISITS ? { values: new Map(), isFresh: false } : before ? either(before, known) : known
    if (before && equalKnowledge(before, after)) return
    reached.set(node, after)
    open.add(node)
  }
  const entries = listEntrants(nodes)
  for (const [node, known] of entries) arrive(node, known)
  for (const node of open) {
    open.delete(node)
    for (const way of waysFrom.get(node) ?? []) {
      const known = follow(way, { nodes, reached, definition })
      if (known) arrive(way.to, known)
    }
  }
  const ways = drawn.filter((way) => follow(way, { nodes, reached, definition }) !== undefined)
  return { nodes, drawn, ways, reached, entries: entries.map(([node]) => node) }
}

function toWays({ edges }: JourneyDefinition, nodes: ReadonlyMap<NodeId, NodeProof>): readonly MapWay[] {
  const targets = new Map(edges.map((edge) => [toEdgeKey(edge), edge.to]))
  return [...nodes].flatMap(([from, { ways }]) =>
    ways.flatMap((way): readonly MapWay[] => {
      const key = toEdgeKey({ from, port: way.port })
      const to = targets.get(key)
      return to === undefined ? [] : [{ ...way, key, from, to }]
    }),
  )
}

/** Entries that let anybody in, with what is known of them: an earlier one for the same event goes first. */
function listEntrants(nodes: ReadonlyMap<NodeId, NodeProof>): readonly (readonly [NodeId, Knowledge])[] {
  const left = new Map<string, Knowledge | undefined>()
  return [...nodes].flatMap(([node, { entersBy }]) => {
    if (!entersBy) return []
    const { event, filter } = entersBy
    const rest = left.has(event) ? left.get(event) : AT_ENTRY
    if (!rest) return []
    const known = filter ? assume(filter, 'yes', rest) : rest
    left.set(event, filter ? assume(filter, 'not-yes', rest) : undefined)
    return known ? [[node, known] as const] : []
  })
}

type Following = Pick<Exploration, 'nodes' | 'reached'> & { readonly definition: JourneyDefinition }

/** What is known of whoever takes the way; undefined where nobody does. */
function follow(way: MapWay, { nodes, reached, definition }: Following): Knowledge | undefined {
  const here = reached.get(way.from)
  if (!here || way.isClosed) return undefined
  const known = way.hold.mostMs > 0 ? forgetTraits(here) : here
  if (way.awaits) return wake(way.awaits, known, definition)
  if (way.asks) return assume(way.asks.condition, way.asks.answer, known)
  const { changes, pays } = nodes.get(way.from) ?? {}
  if (pays) return forgetPoints(known)
  return changes ? applyChanges(known, changes) : known
}

/** The awaited event arrives and no rule of the journey takes it first. */
function wake(
  { event, filter, correlation }: Awaiting,
  known: Knowledge,
  { settings }: JourneyDefinition,
): Knowledge | undefined {
  const rules = [...(settings.goal ? [settings.goal] : []), ...settings.exits]
  let now: Knowledge | undefined = forgetEvent(known)
  for (const rule of rules.filter((one) => one.event === event))
    now = now && rule.filter && assume(rule.filter, 'not-yes', now)
  if (now && correlation) {
    const own = { from: 'event', path: correlation.property } as const
    const entered = { from: 'entry', path: correlation.entryProperty } as const
    const common = { ...intersect(lookUp(now, own), lookUp(now, entered)), missing: false, others: false }
    now = narrow(now, own, common)
    now = now && narrow(now, entered, common)
  }
  return now && filter ? assume(filter, 'yes', now) : now
}

/** Whether a rule of the journey can ever act on somebody who stands at the node. */
export function canAct({ event, filter }: Trigger, known: Knowledge): boolean {
  if (event === '') return false
  return filter === undefined || assume(filter, 'yes', forgetEvent(forgetTraits(known))) !== undefined
}
