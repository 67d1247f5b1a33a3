import type { RollupDelta, RollupKey } from '@periplo/model'

/** A key as text: equal for equal parts, and sortable. No part holds a line break. */
function toText({ journeyId, versionId, subject, counter, day, bin }: RollupKey): string {
  return `${journeyId}\n${versionId}\n${subject}\n${counter}\n${day}\n${bin}`
}

/**
 * Adds up deltas with equal keys and drops the zeros. The result is sorted by key: any order of the same
 * deltas gives the same list, and two writers touch rows in the same order.
 */
export function sumDeltas(deltas: Iterable<RollupDelta>): readonly RollupDelta[] {
  const sums: Sum[] = []
  const owners: Level<Level<Level<Level<Map<number, Sum>>>>> = new Map()
  for (const delta of deltas) {
    // maps within maps: a key made of all parts would be built anew for every fact
    const owner = within(owners, delta.versionId === '' ? delta.journeyId : delta.versionId)
    const bins = within(within(within(owner, delta.subject), delta.counter), delta.day)
    const sum = bins.get(delta.bin)
    if (sum) sum.by += delta.by
    else {
      const fresh = { first: delta, by: delta.by }
      bins.set(delta.bin, fresh)
      sums.push(fresh)
    }
  }
  return sums
    .filter(({ by }) => by !== 0)
    .map(({ first, by }) => ({ text: toText(first), delta: { ...first, by } }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ delta }) => delta)
}

type Level<T> = Map<string, T>

/** The map under a key; a new one where there is none. */
function within<K, V>(level: Level<Map<K, V>>, key: string): Map<K, V> {
  const found = level.get(key)
  if (found) return found
  const fresh = new Map<K, V>()
  level.set(key, fresh)
  return fresh
}

interface Sum {
  readonly first: RollupDelta
  by: number
}
