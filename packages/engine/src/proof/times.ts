import type { NodeId, NodeTimes } from '@periplo/model'
import type { Exploration, MapWay } from './explore.ts'
import { groupWays, isCircle, listKnots } from './ways.ts'

/**
 * When a run can get to each node somebody gets to, counted from its entry: the soonest along the quickest
 * way (an awaited event may come at once), the latest along the slowest, without limit behind a circle.
 */
export function findTimes({ reached, ways, entries }: Exploration): Readonly<Record<NodeId, NodeTimes>> {
  const soonest = findSoonest(ways, new Map(entries.map((node) => [node, 0])))
  const latest = findLatest(reached.keys(), ways, new Set(entries))
  return Object.fromEntries(
    [...reached.keys()].map((node) => {
      const latestMs = latest.get(node) ?? 0
      const limit = Number.isFinite(latestMs) ? latestMs : null
      return [node, { soonestMs: soonest.get(node) ?? 0, latestMs: limit }]
    }),
  )
}

/** The least time from the given nodes (each with the time already spent) to every node they lead to. */
export function findSoonest(
  ways: readonly MapWay[],
  starts: ReadonlyMap<NodeId, number>,
): ReadonlyMap<NodeId, number> {
  const from = groupWays(ways)
  const soonest = new Map(starts)
  const open = new Set(starts.keys())
  for (const node of open) {
    open.delete(node)
    const here = soonest.get(node) ?? 0
    for (const { to, hold } of from.get(node) ?? []) {
      const there = here + hold.leastMs
      if (there >= (soonest.get(to) ?? Infinity)) continue
      soonest.set(to, there)
      open.add(to)
    }
  }
  return soonest
}

function findLatest(
  nodes: Iterable<NodeId>,
  ways: readonly MapWay[],
  entries: ReadonlySet<NodeId>,
): ReadonlyMap<NodeId, number> {
  const into = Map.groupBy(ways, ({ to }) => to)
  const latest = new Map<NodeId, number>()
  for (const knot of listKnots(nodes, ways).toReversed()) {
    for (const node of knot) {
      const arrivals = (into.get(node) ?? []).map(({ from, hold }) => (latest.get(from) ?? 0) + hold.mostMs)
      const isEndless = isCircle(knot, ways)
      latest.set(node, isEndless ? Infinity : Math.max(entries.has(node) ? 0 : -Infinity, ...arrivals))
    }
  }
  return latest
}
