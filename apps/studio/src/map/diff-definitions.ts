import type { JourneyDefinition, Node } from '@periplo/model'
import { NODE_FAMILY } from '@periplo/model'

/** A node that one of two definitions has and the other lacks, or has otherwise. */
export interface NodeChange {
  readonly nodeId: string
  readonly title: string
  readonly kind: Node['kind']
}

/** What publishing changes; nodes in the order of the journey. A node that only moved on its lane did not change. */
export interface DefinitionDiff {
  readonly added: readonly NodeChange[]
  readonly changed: readonly NodeChange[]
  readonly removed: readonly NodeChange[]
  /** Edges that one side has and the other lacks. */
  readonly edges: number
  /** Whether entry, goal, exits or the lanes differ. */
  readonly rules: boolean
}

/** Compares what runs now with what would run. Without a live version everything is new. */
export function diffDefinitions(
  live: JourneyDefinition | undefined,
  draft: JourneyDefinition,
): DefinitionDiff {
  const before = new Map(live?.nodes.map((node) => [node.id, node]))
  const after = new Set(draft.nodes.map((node) => node.id))
  const drawn = listAlongWays(draft)
  const changed = drawn.filter((node) => {
    const old = before.get(node.id)
    return old !== undefined && !isSame(withoutPlace(old), withoutPlace(node))
  })
  return {
    added: drawn.filter((node) => !before.has(node.id)).map(toChange),
    changed: changed.map(toChange),
    removed: (live ? listAlongWays(live) : []).filter((node) => !after.has(node.id)).map(toChange),
    edges: countOtherEdges(live, draft),
    rules:
      live !== undefined && !(isSame(live.settings, draft.settings) && isSame(live.stages, draft.stages)),
  }
}

/** The nodes from each start along its ways, one way to its end before the next; behind all those no way leads to. */
function listAlongWays({ nodes, edges }: JourneyDefinition): readonly Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const onward = Map.groupBy(edges, (edge) => edge.from)
  const seen = new Set<Node>()
  const ledTo = new Set(edges.map((edge) => edge.to))
  const rank = (node: Node): number => (NODE_FAMILY[node.kind] === 'entry' ? 1 : 0)
  const ahead = nodes
    .filter((node) => !ledTo.has(node.id))
    .toSorted((a, b) => rank(b) - rank(a))
    .toReversed()
  for (let node = ahead.pop(); node; node = ahead.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    const next = (onward.get(node.id) ?? []).flatMap((edge) => byId.get(edge.to) ?? [])
    ahead.push(...next.toReversed())
  }
  // what is left goes round in a circle nobody can get into
  return [...seen, ...nodes.filter((node) => !seen.has(node))]
}

function toChange({ id, title, kind }: Node): NodeChange {
  return { nodeId: id, title, kind }
}

function withoutPlace({ position: _, ...node }: Node): unknown {
  return node
}

function countOtherEdges(live: JourneyDefinition | undefined, draft: JourneyDefinition): number {
  const before = new Set(live?.edges.map(toText))
  const after = new Set(draft.edges.map(toText))
  const gone = [...before].filter((edge) => !after.has(edge))
  const come = [...after].filter((edge) => !before.has(edge))
  return gone.length + come.length
}

function toText(edge: { readonly from: string; readonly port: string; readonly to: string }): string {
  return `${edge.from}:${edge.port}:${edge.to}`
}

/** Deep equality of JSON; a key with an undefined value is no key. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const left = toKnown(one)
  const right = new Map(toKnown(other))
  return left.length === right.size && left.every(([key, value]) => isSame(value, right.get(key)))
}

function toKnown(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined)
}
