import type { Instant } from '@periplo/model'
import { isInTime, pickBetter } from './attempt.ts'
import type { Attempt, Exclusion, Move, Walk, WalkTerms } from './attempt.ts'

/**
 * Walks a person's moves, sorted, through the steps in any order. Every move that is a step begins an
 * attempt, which has reached as many steps as different ones follow in time, itself included; a name that is
 * asked for twice must come twice. Costs O(moves × steps · log steps).
 */
export function walkInAnyOrder(moves: readonly Move[], terms: WalkTerms): Walk | undefined {
  const shelves = toShelves(moves)
  const exclusions = toExclusionTimes(moves)
  let best: Attempt | undefined
  let begunAt: Instant | undefined
  for (const [index, { at, steps }] of moves.entries()) {
    if (steps.length === 0) continue
    begunAt ??= at
    const attempt = { reachedAt: gather(shelves, { index, at, terms }) }
    if (!isExcluded(attempt, exclusions, terms)) best = pickBetter(best, attempt)
  }
  return begunAt === undefined ? undefined : { best, begunAt }
}

/** The moves of one name, and how often the funnel asks for it. */
interface Shelf {
  readonly needed: number
  readonly moves: { readonly index: number; readonly at: Instant }[]
  /** The first of `moves` that is not before the attempt at hand. */
  next: number
}

function toShelves(moves: readonly Move[]): readonly Shelf[] {
  const shelves = new Map<number, Shelf>()
  for (const [index, { at, steps }] of moves.entries()) {
    const [name] = steps
    if (name === undefined) continue
    const shelf = shelves.get(name) ?? { needed: steps.length, moves: [], next: 0 }
    shelf.moves.push({ index, at })
    shelves.set(name, shelf)
  }
  return [...shelves.values()]
}

interface Start {
  readonly index: number
  readonly at: Instant
  readonly terms: WalkTerms
}

/** When an attempt that begins with a move reaches one step, two steps and so on. Starts must come in order. */
function gather(shelves: readonly Shelf[], { index, at, terms }: Start): Attempt['reachedAt'] {
  const later: Instant[] = []
  for (const shelf of shelves) {
    while ((shelf.moves[shelf.next]?.index ?? index) < index) shelf.next += 1
    for (const move of shelf.moves.slice(shelf.next, shelf.next + shelf.needed))
      if (move.index !== index && isInTime(terms, at, move.at)) later.push(move.at)
  }
  return [at, ...later.sort((one, other) => one - other)]
}

/** When each exclusion was set off, in the order of time. */
type ExclusionTimes = ReadonlyMap<Exclusion, readonly Instant[]>

function toExclusionTimes(moves: readonly Move[]): ExclusionTimes {
  const times = new Map<Exclusion, Instant[]>()
  for (const { at, exclusions } of moves)
    for (const exclusion of exclusions) {
      const known = times.get(exclusion)
      if (known) known.push(at)
      else times.set(exclusion, [at])
    }
  return times
}

/** Whether an exclusion was set off while the attempt stood between its steps. */
function isExcluded({ reachedAt }: Attempt, exclusions: ExclusionTimes, terms: WalkTerms): boolean {
  return [...exclusions].some(([{ after, before }, times]) => {
    const from = reachedAt[after - 1]
    if (from === undefined) return false
    const at = findFirstFrom(times, from)
    if (at === undefined) return false
    const until = reachedAt[before - 1]
    return until === undefined ? isInTime(terms, reachedAt[0], at) : at < until
  })
}

/** The first of sorted instants that is not before `from`. */
function findFirstFrom(times: readonly Instant[], from: Instant): Instant | undefined {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? Infinity) < from) low = middle + 1
    else high = middle
  }
  return times[low]
}
