import type { JourneyDefinition, NodeOf } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { quote } from './say.ts'

/** A trait a message names that nobody was seen to have. */
export interface UnseenTrait {
  readonly name: string
  /** The seen one it may have been meant for. */
  readonly nearest: string | undefined
}

/** Known of everybody without being a trait they were given. */
const ALWAYS = ['id', 'email']
const OUTPUT = /\{\{([^}]*)\}\}/g
const TRAIT = /\bperson\.([\w-]+)/g
/** Letters two names may differ in, signs and case aside, to be taken for one another. */
const NEAR = 2

/**
 * The traits of a person that a message writes out, that nobody was seen to have and that say nothing else in
 * their place (`| default: "you"`). None while nothing is known of anybody.
 */
export function findUnseenTraits(
  { subject, body }: Pick<NodeOf<'message'>, 'subject' | 'body'>,
  seen: readonly string[],
): readonly UnseenTrait[] {
  if (seen.length === 0) return []
  const known = [...ALWAYS, ...seen]
  const named = [...`${subject}\n${body}`.matchAll(OUTPUT)]
    .map(([, output = '']) => output)
    .filter((output) => !/\|\s*default\b/.test(output))
    .flatMap((output) => [...output.matchAll(TRAIT)].map(([, name = '']) => name))
  return [...new Set(named)]
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, nearest: findNearest(name, known) }))
}

/** The same of every message of a journey. */
export function listUnseenTraits(
  { nodes }: JourneyDefinition,
  seen: readonly string[],
): readonly (UnseenTrait & { readonly node: string })[] {
  return nodes.flatMap((node) =>
    node.kind === 'message' ? findUnseenTraits(node, seen).map((trait) => ({ ...trait, node: node.id })) : [],
  )
}

/** That nobody was seen to have the trait, and what to do about it. */
export function sayUnseenTrait(locale: Locale, { name, nearest }: UnseenTrait): string {
  const meant = nearest && quote(locale, nearest)
  switch (locale) {
    case 'en':
      return `nobody here has ${quote(locale, name)}, so nothing would stand there. ${
        meant ? `Did you mean ${meant}?` : 'Add a default, such as | default: "you".'
      }`
    case 'es':
      return `nadie aquí tiene ${quote(locale, name)}: ahí no se leería nada. ${
        meant ? `¿Querías decir ${meant}?` : 'Añade un valor por defecto, como | default: "tú".'
      }`
  }
}

function findNearest(name: string, known: readonly string[]): string | undefined {
  const wanted = toPlain(name)
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: countEdits(wanted, toPlain(candidate)) }))
    .filter(({ distance }) => distance <= Math.min(NEAR, wanted.length - 2))
    .toSorted((a, b) => a.distance - b.distance)
  return nearest?.candidate
}

function toPlain(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}

/** Levenshtein's distance: letters to put in, take out or change. */
function countEdits(one: string, other: string): number {
  let row = Array.from({ length: Array.from(other).length + 1 }, (_, index) => index)
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1]
    for (const [place, against] of Array.from(other).entries()) {
      const change = (row[place] ?? 0) + (letter === against ? 0 : 1)
      next.push(Math.min(change, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
