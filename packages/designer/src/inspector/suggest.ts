import type { Suggestions } from '../nodes/node-design.ts'

/** The property paths seen in any of the named events, each once, in alphabetical order. */
export function findPaths({ events }: Suggestions, names: readonly string[]): readonly string[] {
  const wanted = new Set(names)
  const paths = events.filter((event) => wanted.has(event.name)).flatMap((event) => event.paths)
  return [...new Set(paths)].sort()
}
