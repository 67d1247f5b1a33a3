import type { NodeId, Proof } from '@periplo/model'
import type { Exploration, MapWay } from './explore.ts'
import { findPath, groupWays } from './ways.ts'

/** Counting of messages stops here: whoever gets so many in a week gets too many. */
export const MOST_COUNTED = 50

const WEEK_MS = 7 * 86_400_000

/** Two messages and the way from the one to the other, on which no time passes. */
export interface AtOnce {
  readonly first: NodeId
  readonly second: NodeId
  readonly path: readonly MapWay[]
}

/** Pairs of message nodes of one channel with no time between: one pair for each second message. */
export function listAtOnce({ ways, nodes, reached }: Exploration): readonly AtOnce[] {
  const instant = ways.filter(({ hold, awaits }) => hold.mostMs === 0 && !awaits)
  const from = groupWays(instant)
  const senders = [...reached.keys()].filter((node) => nodes.get(node)?.sends)
  const seconds = new Set<NodeId>()
  return senders.flatMap((first) => {
    const channel = nodes.get(first)?.sends?.channel
    return (from.get(first) ?? []).flatMap((begin): readonly AtOnce[] => {
      const isSecond = (node: NodeId): boolean => nodes.get(node)?.sends?.channel === channel
      const rest = findPath(instant, [begin.to], isSecond)
      const second = rest?.at(-1)?.to ?? begin.to
      if (!rest || seconds.has(second)) return []
      seconds.add(second)
      return [{ first, second, path: [begin, ...rest] }]
    })
  })
}

/** The most messages one run can send in seven days, and a way on which it does. */
export interface HeavyWeek {
  readonly worstWeek: Proof['worstWeek']
  readonly path: readonly MapWay[]
}

/** Where a chain of messages has got to, and how. */
interface Link {
  readonly elapsedMs: number
  readonly before: Link | undefined
  readonly path: readonly MapWay[]
}

/**
 * The most messages one run can send in any seven days, when every awaited event comes as soon as it can. The
 * chain of messages is made longer one by one, each time along the quickest way to every next message.
 */
export function findHeavyWeek({ ways, nodes, reached }: Exploration): HeavyWeek {
  const sends = (node: NodeId): boolean => nodes.get(node)?.sends !== undefined
  const reaches = toReaches(ways, [...reached.keys()].filter(sends), sends)
  let chains = new Map<NodeId, Link>()
  for (const node of reached.keys())
    if (sends(node)) chains.set(node, { elapsedMs: 0, before: undefined, path: [] })
  let messages = Math.min(1, chains.size)
  let longest = [...chains.values()][0]
  while (chains.size > 0 && messages < MOST_COUNTED) {
    const longer = lengthen(chains, reaches)
    const [first] = longer.values()
    if (!first) break
    messages += 1
    longest = first
    chains = longer
  }
  return { worstWeek: { messages, atLeast: messages >= MOST_COUNTED }, path: toPath(longest) }
}

interface Reach {
  readonly to: NodeId
  readonly elapsedMs: number
  readonly path: readonly MapWay[]
}

function lengthen(
  chains: ReadonlyMap<NodeId, Link>,
  reaches: ReadonlyMap<NodeId, readonly Reach[]>,
): Map<NodeId, Link> {
  const longer = new Map<NodeId, Link>()
  for (const [node, before] of chains) {
    for (const { to, elapsedMs, path } of reaches.get(node) ?? []) {
      const total = before.elapsedMs + elapsedMs
      if (total >= WEEK_MS || total >= (longer.get(to)?.elapsedMs ?? Infinity)) continue
      longer.set(to, { elapsedMs: total, before, path })
    }
  }
  return longer
}

/** From each message the quickest way to every other that can be next. */
function toReaches(
  ways: readonly MapWay[],
  senders: readonly NodeId[],
  sends: (node: NodeId) => boolean,
): ReadonlyMap<NodeId, readonly Reach[]> {
  const from = groupWays(ways)
  return new Map(senders.map((sender) => [sender, listReaches(sender, from, sends)]))
}

function listReaches(
  sender: NodeId,
  from: ReadonlyMap<NodeId, readonly MapWay[]>,
  sends: (node: NodeId) => boolean,
): readonly Reach[] {
  const best = new Map<NodeId, { readonly elapsedMs: number; readonly by: MapWay }>()
  const open = new Set<NodeId>([sender])
  for (const node of open) {
    open.delete(node)
    const here = node === sender ? 0 : (best.get(node)?.elapsedMs ?? 0)
    for (const way of from.get(node) ?? []) {
      const elapsedMs = here + way.hold.leastMs
      if (elapsedMs >= Math.min(WEEK_MS, best.get(way.to)?.elapsedMs ?? Infinity)) continue
      best.set(way.to, { elapsedMs, by: way })
      if (!sends(way.to)) open.add(way.to)
    }
  }
  return [...best].flatMap(([to, { elapsedMs }]) =>
    sends(to) ? [{ to, elapsedMs, path: toWayBack(sender, to, best) }] : [],
  )
}

function toWayBack(
  sender: NodeId,
  to: NodeId,
  best: ReadonlyMap<NodeId, { readonly by: MapWay }>,
): readonly MapWay[] {
  const path: MapWay[] = []
  let way = best.get(to)?.by
  while (way) {
    path.unshift(way)
    way = way.from === sender ? undefined : best.get(way.from)?.by
  }
  return path
}

function toPath(last: Link | undefined): readonly MapWay[] {
  const paths: (readonly MapWay[])[] = []
  for (let link = last; link; link = link.before) paths.unshift(link.path)
  return paths.flat()
}
