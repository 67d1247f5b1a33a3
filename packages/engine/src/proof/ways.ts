import type { NodeId } from '@periplo/model'
import type { MapWay } from './explore.ts'

/** Ways by the node they leave. */
export function groupWays(ways: readonly MapWay[]): ReadonlyMap<NodeId, readonly MapWay[]> {
  return Map.groupBy(ways, ({ from }) => from)
}

/** The fewest ways from any of `starts` to a node, in the order they are gone; undefined if there are none. */
export function findPath(
  ways: readonly MapWay[],
  starts: Iterable<NodeId>,
  isThere: (node: NodeId) => boolean,
): readonly MapWay[] | undefined {
  const from = groupWays(ways)
  const open: { readonly node: NodeId; readonly path: readonly MapWay[] }[] = []
  for (const node of starts) open.push({ node, path: [] })
  const seen = new Set(open.map(({ node }) => node))
  for (const { node, path } of open) {
    if (isThere(node)) return path
    for (const way of from.get(node) ?? []) {
      if (seen.has(way.to)) continue
      seen.add(way.to)
      open.push({ node: way.to, path: [...path, way] })
    }
  }
  return undefined
}

/** The shortest way round from a node to itself; undefined if none leads back. */
export function findCircle(ways: readonly MapWay[], node: NodeId): readonly MapWay[] | undefined {
  const found = ways
    .filter(({ from }) => from === node)
    .flatMap((first) => {
      const rest = findPath(ways, [first.to], (at) => at === node)
      return rest ? [[first, ...rest]] : []
    })
  return found.toSorted((a, b) => a.length - b.length)[0]
}

/** Groups of nodes from each of which every other can be got to, in an order in which ways lead to earlier groups. */
export function listKnots(nodes: Iterable<NodeId>, ways: readonly MapWay[]): readonly (readonly NodeId[])[] {
  const search: Search = { from: groupWays(ways), order: new Map(), low: new Map(), stack: [], knots: [] }
  for (const root of nodes) if (!search.order.has(root)) searchFrom(root, search)
  return search.knots
}

/** Tarjan's search (1972), with a stack of its own so that long journeys do not exhaust the machine's. */
interface Search {
  readonly from: ReadonlyMap<NodeId, readonly MapWay[]>
  readonly order: Map<NodeId, number>
  /** The earliest node on the stack that is known to be reachable. */
  readonly low: Map<NodeId, number>
  readonly stack: NodeId[]
  readonly knots: (readonly NodeId[])[]
}

interface Visit {
  readonly node: NodeId
  readonly left: MapWay[]
}

function searchFrom(root: NodeId, search: Search): void {
  const visits = [visit(root, search)]
  for (let here = visits.at(-1); here; here = visits.at(-1)) {
    const way = here.left.pop()
    if (!way) {
      visits.pop()
      leave(here.node, visits.at(-1)?.node, search)
    } else if (!search.order.has(way.to)) visits.push(visit(way.to, search))
    else if (search.stack.includes(way.to)) lower(here.node, search.order.get(way.to), search)
  }
}

function visit(node: NodeId, { from, order, low, stack }: Search): Visit {
  const place = order.size
  order.set(node, place)
  low.set(node, place)
  stack.push(node)
  return { node, left: [...(from.get(node) ?? [])] }
}

function leave(node: NodeId, parent: NodeId | undefined, search: Search): void {
  const { low, order, stack, knots } = search
  if (parent !== undefined) lower(parent, low.get(node), search)
  if (low.get(node) === order.get(node)) knots.push(stack.splice(stack.lastIndexOf(node)))
}

function lower(node: NodeId, to: number | undefined, { low }: Search): void {
  low.set(node, Math.min(low.get(node) ?? Infinity, to ?? Infinity))
}

/** Whether a knot goes round: more than one node, or a way from its one node to itself. */
export function isCircle(knot: readonly NodeId[], ways: readonly MapWay[]): boolean {
  return knot.length > 1 || ways.some(({ from, to }) => from === to && from === knot[0])
}
