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
  const sums = new Map<string, { first: RollupDelta; by: number }>()
  for (const delta of deltas) {
    const text = toText(delta)
    const sum = sums.get(text)
    if (sum) sum.by += delta.by
    else sums.set(text, { first: delta, by: delta.by })
  }
  return [...sums]
    .filter(([, { by }]) => by !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { first, by }]) => ({ ...first, by }))
}
