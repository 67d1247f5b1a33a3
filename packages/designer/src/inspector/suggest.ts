import type { OfferedPaths } from '../condition/paths.ts'
import type { FormContext, Suggestions } from '../nodes/node-design.ts'

/** The property paths seen in any of the named events, each once, in alphabetical order. */
export function findPaths({ events }: Suggestions, names: readonly string[]): readonly string[] {
  const wanted = new Set(names)
  const paths = events.filter((event) => wanted.has(event.name)).flatMap((event) => event.paths)
  return [...new Set(paths)].sort()
}

/** The paths to offer where the event at hand may be any: all that were seen, of every place. */
export function toOfferedPaths({ suggestions, entryEvents, answers = [] }: FormContext): OfferedPaths {
  const everything = suggestions.events.map((event) => event.name)
  return {
    event: findPaths(suggestions, everything),
    entry: findPaths(suggestions, entryEvents),
    trait: suggestions.traits ?? [],
    answer: answers,
  }
}
