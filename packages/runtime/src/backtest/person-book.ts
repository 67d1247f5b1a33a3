import type { Identifier, TrackedEvent } from '@periplo/model'

/** Who is who in a stream that no installation has resolved: one person per group of identifiers seen together. */
export interface PersonBook {
  /** Takes note of the names an event gives one person. */
  note(event: TrackedEvent): void
  /** Whose the event is, once every event has been noted: the strongest name of the person, the first of its kind. */
  find(event: TrackedEvent): string
}

const STRENGTH: Readonly<Record<Identifier['kind'], number>> = {
  user: 0,
  email: 1,
  phone: 2,
  loyalty: 3,
  anonymous: 4,
}

/** Nobody is known yet. Memory grows with names, not with events. */
export function createPersonBook(): PersonBook {
  const parents = new Map<string, string>()
  const findRoot = (name: string): string => {
    let root = name
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root))
      root = next
    let here = name
    while (here !== root) {
      const next = parents.get(here) ?? root
      parents.set(here, root)
      here = next
    }
    return root
  }
  return {
    note(event) {
      const [first, ...others] = listNames(event)
      if (first === undefined) return
      if (!parents.has(first)) parents.set(first, first)
      for (const other of others) {
        if (!parents.has(other)) parents.set(other, other)
        const [a, b] = [findRoot(first), findRoot(other)]
        if (a < b) parents.set(b, a)
        if (b < a) parents.set(a, b)
      }
    },
    find: (event) => findRoot(listNames(event)[0] ?? ''),
  }
}

function listNames({ identifiers, previous }: TrackedEvent): readonly string[] {
  const all = previous ? [...identifiers, previous] : identifiers
  return all
    .toSorted((a, b) => STRENGTH[a.kind] - STRENGTH[b.kind])
    .map(({ kind, value }) => `${STRENGTH[kind]} ${kind}:${value}`)
}
