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
  const owners = new Map<string, Map<string, Sum>>()
  for (const delta of deltas) {
    const sums = owners.get(delta.versionId) ?? new Map<string, Sum>()
    owners.set(delta.versionId, sums)
    const { subject, counter, day, bin } = delta
    // long ids stay out of the key: this runs for every fact, and most deltas are of few versions
    const key = `${subject} ${counter} ${day} ${bin}${delta.versionId === '' ? delta.journeyId : ''}`
    const sum = sums.get(key)
    if (sum) sum.by += delta.by
    else sums.set(key, { first: delta, by: delta.by })
  }
  return [...owners.values()]
    .flatMap((sums) => [...sums.values()])
    .filter(({ by }) => by !== 0)
    .map(({ first, by }) => ({ text: toText(first), delta: { ...first, by } }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ delta }) => delta)
}

interface Sum {
  readonly first: RollupDelta
  by: number
}
