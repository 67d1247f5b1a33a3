import { toSpread } from '../dwell-log/spread.ts'
import type { Spread } from '../dwell-log/spread.ts'
import { toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { isInTime } from './attempt.ts'
import type { Attempt, Move, Walk, WalkTerms } from './attempt.ts'
import type { Funnel, FunnelEvent, FunnelStep, FunnelTerms } from './funnel-shape.ts'
import { K02_FUNNEL } from './funnel-shape.ts'
import { checkTerms, groupMoves } from './to-moves.ts'
import { walkInAnyOrder } from './walk-in-any-order.ts'
import { walkInOrder, walkStrictly } from './walk-in-order.ts'

/**
 * K02 funnel over events: how many persons get through its steps, and how long it takes them. Unit: persons;
 * each counts once, with the attempt that got furthest (of these the quickest, then the earliest). Every
 * event that is the first step begins an attempt, and all its steps lie within the window of its first
 * (`t − t₁ ≤ W`, the end included). Events of one instant count in the order of the steps. An exclusion ends
 * the attempts in its range as if they had never begun.
 *
 * Conversion = persons at the step ÷ persons at the first step, and ÷ persons at the step before, with
 * Wilson's interval. Unless the log `isComplete`, people whose first attempt's window is open at `asOf` are
 * left out of rates and times, whether they got through or not, so that leaving them out favours nothing.
 * Costs O(n log n + n × steps). Fails with `input/invalid` as {@link checkTerms} does. Source: kpi
 * specification K02; orders and window as PostHog's funnels have them.
 */
export function measureFunnel(events: Iterable<FunnelEvent>, terms: FunnelTerms, frame: Frame): Funnel {
  checkTerms(terms)
  const walkTerms: WalkTerms = { length: terms.steps.length, window: terms.window, zone: terms.zone }
  const people = groupMoves(events, terms)
  const walks = [...people.values()].flatMap((moves) => WALKS[terms.order](moves, walkTerms) ?? [])
  const inside = walks.filter(hasBest)
  const isClosed = ({ begunAt }: Walk): boolean =>
    terms.isComplete === true || !isInTime(walkTerms, begunAt, frame.asOf)
  const closed = inside.filter(isClosed)
  const crowd = { inside, closed, open: inside.length - closed.length }
  return {
    steps: terms.steps.map((_, index) => toStep({ terms, crowd, index }, frame)),
    persons: people.size,
    excluded: walks.length - inside.length,
    open: crowd.open,
  }
}

const WALKS: {
  readonly [Order in FunnelTerms['order']]: (moves: readonly Move[], terms: WalkTerms) => Walk | undefined
} = { ordered: walkInOrder, strict: walkStrictly, unordered: walkInAnyOrder }

interface Finisher extends Walk {
  readonly best: Attempt
}

function hasBest(walk: Walk): walk is Finisher {
  return walk.best !== undefined
}

interface Crowd {
  readonly inside: readonly Finisher[]
  readonly closed: readonly Finisher[]
  readonly open: number
}

function toStep(
  { terms, crowd, index }: { readonly terms: FunnelTerms; readonly crowd: Crowd; readonly index: number },
  frame: Frame,
): FunnelStep {
  const { inside, closed, open } = crowd
  const reached = countReached(closed, index)
  const share = (whole: number) =>
    toShareMeasure({ definitionVersion: K02_FUNNEL, part: reached, whole, open }, frame)
  const times = (since: number): Spread | null => {
    if (index === 0) return null
    const terms = { definitionVersion: K02_FUNNEL, open }
    return toSpread(listTimes(closed, { index, since }), terms, frame)
  }
  return {
    step: terms.order === 'unordered' ? `any ${index + 1}` : (terms.steps[index] ?? ''),
    persons: countReached(inside, index),
    fromFirst: share(countReached(closed, 0)),
    fromPrevious: share(countReached(closed, Math.max(0, index - 1))),
    sincePrevious: times(index - 1),
    sinceFirst: times(0),
  }
}

function countReached(finishers: readonly Finisher[], index: number): number {
  return finishers.reduce((sum, { best }) => sum + (best.reachedAt.length > index ? 1 : 0), 0)
}

function listTimes(
  finishers: readonly Finisher[],
  { index, since }: { readonly index: number; readonly since: number },
): readonly number[] {
  return finishers.flatMap(({ best: { reachedAt } }) => {
    const [from, to] = [reachedAt[since], reachedAt[index]]
    return from === undefined || to === undefined ? [] : [to - from]
  })
}
