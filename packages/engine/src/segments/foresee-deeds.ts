import type { DeedCondition, Deeds, Instant, RecentEvent } from '@periplo/model'
import { toWindowTest } from '../conditions/deeds.ts'
import type { Scope } from '../conditions/scope.ts'
import type { ForeseeInner } from './foresight.ts'
import { listLeavings } from './turns.ts'

/** A deed that is in the window, or will be. */
interface Deed {
  readonly event: RecentEvent
  readonly isInside: boolean
  readonly passes: boolean
  /** When it comes into the window, or leaves it. */
  readonly turns: readonly Instant[]
  /** Until when the filter says the same of it. */
  readonly until: Instant
}

/** Until when a look at the past has the same answer, if nothing new is done; see `Foresight`. */
export function foreseeDeeds(condition: DeedCondition, scope: Scope, foresee: ForeseeInner): Instant {
  const deeds = listDeeds(condition, scope, foresee)
  const passing = deeds.filter(({ passes }) => passes)
  const until = Math.min(Infinity, ...deeds.map((deed) => deed.until))
  switch (condition.op) {
    case 'count': {
      const count = passing.filter(({ isInside }) => isInside).length
      return Math.min(until, findNth(passing, countTurns(condition.is, count, condition.times)))
    }
    case 'total':
      return Math.min(until, findNth(passing, 1))
    case 'first':
    case 'last': {
      const picked = pick(condition.op, passing)
      if (!picked) return Math.min(until, findNth(passing, 1))
      const { event } = picked
      const where = foresee(condition.where, { ...scope, event }).until
      const later = passing.filter((deed) => deed.event.occurredAt >= event.occurredAt)
      return Math.min(until, where, findNth(condition.op === 'last' ? later : passing, 1))
    }
  }
}

function listDeeds(
  { event: name, filter, within }: Deeds,
  scope: Scope,
  foresee: ForeseeInner,
): readonly Deed[] {
  const { at, person } = scope
  const isIn = toWindowTest(within, scope)
  return person.recent.flatMap((event): readonly Deed[] => {
    if (event.name !== name) return []
    const { occurredAt } = event
    const coming = occurredAt > at ? [occurredAt] : []
    const turns = [...coming, ...listLeavings(occurredAt, within, { zone: person.zone, after: at })]
    const isInside = isIn(event)
    if (!isInside && turns.length === 0) return []
    if (!filter) return [{ event, isInside, passes: true, turns, until: Infinity }]
    const { truth, until } = foresee(filter, { ...scope, event })
    return [{ event, isInside, passes: truth === true, turns, until }]
  })
}

/** How many turns it takes at least until a count answers otherwise. */
function countTurns(is: 'at-least' | 'at-most' | 'exactly', count: number, times: number): number {
  switch (is) {
    case 'at-least':
      return count >= times ? count - times + 1 : times - count
    case 'at-most':
      return count <= times ? times - count + 1 : count - times
    case 'exactly':
      return count === times ? 1 : Math.abs(count - times)
  }
}

/** When the nth turn of these deeds comes; Infinity where there are not so many. */
function findNth(deeds: readonly Deed[], n: number): Instant {
  const turns = deeds.flatMap((deed) => deed.turns).toSorted((a, b) => a - b)
  return turns[n - 1] ?? Infinity
}

function pick(op: 'first' | 'last', deeds: readonly Deed[]): Deed | undefined {
  return deeds
    .filter(({ isInside }) => isInside)
    .toSorted((a, b) => a.event.occurredAt - b.event.occurredAt)
    .at(op === 'first' ? 0 : -1)
}
