import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Fate } from './front-door.ts'

/** What may become of a call and of its repetitions, all equally likely; after these it passes. */
const ROADS: readonly (readonly Fate[])[] = [
  [],
  [],
  ['refuse'],
  ['cut'],
  ['time-out'],
  ['refuse', 'time-out'],
  ['time-out', 'cut'],
]

/**
 * Fates that repeat from run to run: the n-th new call has the n-th drawn road before it, whichever call that
 * is. A call is told by its first event.
 */
export function drawFates(seed: number): (messageIds: readonly string[]) => Fate {
  const luck = xoroshiro128plus(seed)
  const roads = new Map<string, Fate[]>()
  return ([first = '']) => {
    const road = roads.get(first) ?? [...(ROADS[uniformInt(luck, 0, ROADS.length - 1)] ?? [])]
    roads.set(first, road)
    return road.shift() ?? 'pass'
  }
}
