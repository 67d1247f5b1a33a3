import { compareText } from './to-kpi-log.ts'

/** Things that share a name, in the order of the names. A thing without a name (null) is in no part. */
export function partsOf<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string | null,
): readonly (readonly [name: string, things: readonly Thing[]])[] {
  const parts = new Map<string, Thing[]>()
  for (const thing of things) {
    const name = nameOf(thing)
    if (name === null) continue
    const part = parts.get(name)
    if (part) part.push(thing)
    else parts.set(name, [thing])
  }
  return [...parts].sort(([a], [b]) => compareText(a, b))
}

/** The names of the things there are, each once and in order. */
export function namesOf<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string | null,
): readonly string[] {
  return partsOf(things, nameOf).map(([name]) => name)
}
