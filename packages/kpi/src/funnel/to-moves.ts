import { StudioError } from '@periplo/model'
import type { Exclusion, Move } from './attempt.ts'
import type { FunnelEvent, FunnelTerms } from './funnel-shape.ts'

type Meaning = Pick<Move, 'steps' | 'exclusions'>

/**
 * What each person did, as moves in the order of time; events of one instant in the order of the steps they
 * can be, all others after them. Events that mean nothing are left out, unless the order is `strict`, where
 * they come between.
 */
export function groupMoves(
  events: Iterable<FunnelEvent>,
  terms: FunnelTerms,
): ReadonlyMap<string, readonly Move[]> {
  const meaningOf = readMeanings(terms)
  const people = new Map<string, Move[]>()
  for (const { personId, name, at } of events) {
    const moves = people.get(personId) ?? []
    if (moves.length === 0) people.set(personId, moves)
    const meaning = meaningOf.get(name) ?? NOTHING
    if (meaning !== NOTHING || terms.order === 'strict') moves.push({ at, ...meaning })
  }
  for (const moves of people.values()) moves.sort(compareMoves)
  return people
}

const NOTHING: Meaning = { steps: [], exclusions: [] }

function compareMoves(one: Move, other: Move): number {
  return one.at - other.at || toRank(one) - toRank(other) || one.exclusions.length - other.exclusions.length
}

function toRank({ steps }: Move): number {
  return steps.at(-1) ?? Number.MAX_SAFE_INTEGER
}

function readMeanings({ steps, exclusions = [] }: FunnelTerms): ReadonlyMap<string, Meaning> {
  const names = new Set([...steps, ...exclusions.map(({ name }) => name)])
  const toMeaning = (name: string): Meaning => ({
    steps: steps.flatMap((step, index) => (step === name ? [index] : [])).reverse(),
    exclusions: exclusions.filter((exclusion) => exclusion.name === name),
  })
  return new Map([...names].map((name) => [name, toMeaning(name)]))
}

/** Fails with `input/invalid` for no steps, or exclusions that are steps or lie outside of them. */
export function checkTerms({ steps, exclusions = [] }: FunnelTerms): void {
  if (steps.length === 0) throw new StudioError('input/invalid', 'A funnel has at least one step.')
  for (const { name, after, before } of exclusions) {
    if (steps.includes(name))
      throw new StudioError('input/invalid', `${name} is a step and cannot be an exclusion.`)
    if (!isRange({ after, before }, steps.length))
      throw new StudioError(
        'input/invalid',
        `An exclusion lies between two steps from 1 to ${steps.length}, not ${after} and ${before}.`,
      )
  }
}

function isRange({ after, before }: Exclusion, length: number): boolean {
  return (
    Number.isInteger(after) && Number.isInteger(before) && 1 <= after && after < before && before <= length
  )
}
