import type { Instant } from '@periplo/model'
import { isInTime, pickBetter } from './attempt.ts'
import type { Attempt, Exclusion, Move, Walk, WalkTerms } from './attempt.ts'

/**
 * Walks a person's moves, sorted, through the steps in their order. Every move that is the first step begins
 * an attempt; each attempt takes the earliest next step that comes. Anything may happen between two steps.
 *
 * Attempts on the same step wait for the same move, so they stand in one list and go on together: an attempt
 * is handled once per step, and a walk costs O(moves × steps).
 */
export function walkInOrder(moves: readonly Move[], terms: WalkTerms): Walk | undefined {
  const course = openCourse(terms)
  for (const { at, steps, exclusions } of moves) {
    for (const exclusion of exclusions) course.exclude(exclusion, at)
    for (const step of steps) course.reach(step, at)
  }
  return course.finish()
}

/**
 * The same, but the next event of the person, whatever it is, must be the next step, or the attempt is over
 * where it stands. At most one attempt stands on each step.
 */
export function walkStrictly(moves: readonly Move[], terms: WalkTerms): Walk | undefined {
  const course = openCourse(terms)
  for (const { at, steps, exclusions } of moves) {
    for (const exclusion of exclusions) course.exclude(exclusion, at)
    course.endAllBut(steps)
    for (const step of steps) course.reach(step, at)
  }
  return course.finish()
}

/** An attempt under way. */
interface Runner {
  readonly reachedAt: [Instant, ...Instant[]]
}

/** Attempts under way, by how many steps they have reached: that is the step, from 0, they wait for. */
interface Course {
  /** Attempts that wait for `step` reach it; at the first step one begins. */
  reach(step: number, at: Instant): void
  /** Ends attempts in the range without counting them; those whose time was over before are counted. */
  exclude(exclusion: Exclusion, at: Instant): void
  /** Ends, counted, all attempts that do not wait for one of `steps`. */
  endAllBut(steps: readonly number[]): void
  finish(): Walk | undefined
}

function openCourse(terms: WalkTerms): Course {
  const waiting: Runner[][] = Array.from({ length: terms.length }, () => [])
  let begunAt: Instant | undefined
  let best: Attempt | undefined
  const end = (runner: Runner): void => {
    best = pickBetter(best, runner)
  }
  const take = (step: number): readonly Runner[] => {
    const taken = waiting[step] ?? []
    if (taken.length > 0) waiting[step] = []
    return taken
  }
  const place = (runner: Runner): void => {
    const next = waiting[runner.reachedAt.length]
    if (next) next.push(runner)
    else end(runner)
  }
  const isLate = ({ reachedAt: [from] }: Runner, at: Instant): boolean => !isInTime(terms, from, at)
  const advance = (runner: Runner, at: Instant): void => {
    if (isLate(runner, at)) return end(runner)
    runner.reachedAt.push(at)
    place(runner)
  }
  return {
    reach(step, at) {
      if (step > 0) for (const runner of take(step)) advance(runner, at)
      else place({ reachedAt: [at] })
      if (step === 0) begunAt ??= at
    },
    exclude({ after, before }, at) {
      for (let step = after; step < before; step += 1)
        for (const runner of take(step)) if (isLate(runner, at)) end(runner)
    },
    endAllBut(steps) {
      for (const step of waiting.keys())
        if (!steps.includes(step)) for (const runner of take(step)) end(runner)
    },
    finish() {
      for (const runner of waiting.flat()) end(runner)
      return begunAt === undefined ? undefined : { best, begunAt }
    },
  }
}
