import { toWantedKind } from '@periplo/model'
import type { CompareCondition, Comparison, Duration, Instant, Wanted } from '@periplo/model'
import { findMoment } from '../conditions/moment.ts'
import { findOperand } from '../conditions/scope.ts'
import type { Scope } from '../conditions/scope.ts'
import { toLocalMs } from '../zone-offsets.ts'
import { listApproaches, listLeavings, listTurns } from './turns.ts'
import type { TurnTerms } from './turns.ts'

const DAY_MS = 86_400_000
/** An anniversary comes round within this many years; 29 February stands on the 28th in others. */
const YEARS = 3

/** A moment that is looked at, and the clock that is looked at it by. */
interface Looking extends TurnTerms {
  readonly moment: Instant
}

type Foresee = (looking: Looking, wanted: Wanted, scope: Scope) => readonly Instant[]

const spans =
  (list: typeof listLeavings, hasStart: boolean): Foresee =>
  (looking, wanted) => {
    if (!isDuration(wanted)) return []
    const { moment, after } = looking
    const start = hasStart && moment > after ? [moment] : []
    return [...start, ...list(moment, wanted, looking)]
  }

/** The comparisons whose answer time alone can change. */
const CLOCKED: { readonly [C in Comparison]?: Foresee } = {
  'in-last': spans(listLeavings, true),
  'longer-ago': spans(listLeavings, false),
  'in-next': spans(listApproaches, true),
  'further-ahead': spans(listApproaches, false),
  'days-from-today': (looking, wanted, scope) => {
    const days = findDays(wanted, scope)
    return days === undefined
      ? []
      : listDayTurns(toDay(looking.moment, looking.zone) - days * DAY_MS, looking)
  },
  'anniversary-in-days': (looking, wanted, scope) => {
    const days = findDays(wanted, scope)
    if (days === undefined) return []
    const from = toDay(looking.after, looking.zone) + days * DAY_MS
    const anniversaries = listAnniversaries(toDay(looking.moment, looking.zone), from)
    return anniversaries.flatMap((day) => listDayTurns(day - days * DAY_MS, looking))
  },
}

/** Whether time alone can change what a comparison says. */
export function isClocked(is: Comparison): boolean {
  return CLOCKED[is] !== undefined
}

/** Until when a comparison has the same answer, if neither side changes. */
export function foreseeComparison({ operand, is, value: wanted }: CompareCondition, scope: Scope): Instant {
  const list = CLOCKED[is]
  const value = list && findOperand(operand, scope)
  if (!list || typeof value !== 'string') return Infinity
  const { at, person } = scope
  const moment = findMoment(value, person.zone)
  if (moment === undefined) return Infinity
  return Math.min(Infinity, ...list({ moment, zone: person.zone, after: at }, wanted, scope))
}

/** When a civil day begins and ends, given as its midnight in UTC. */
function listDayTurns(day: number, { zone, after }: TurnTerms): readonly Instant[] {
  return [day, day + DAY_MS].flatMap((around) =>
    listTurns((t) => toLocalMs(t, zone) >= around, { around, zone, after }),
  )
}

/** The anniversaries of a civil day from about another on, as midnights in UTC. */
function listAnniversaries(day: number, from: number): readonly number[] {
  const first = new Date(day)
  const [month, date] = [first.getUTCMonth(), first.getUTCDate()]
  const start = Math.max(first.getUTCFullYear(), new Date(from).getUTCFullYear() - 1)
  return Array.from({ length: YEARS + 1 }, (_, at) => {
    const isThere = new Date(Date.UTC(start + at, month, date)).getUTCMonth() === month
    return Date.UTC(start + at, month, isThere ? date : date - 1)
  })
}

/** The civil day of a moment, as its midnight in UTC. */
function toDay(at: Instant, zone: string): number {
  return Math.floor(toLocalMs(at, zone) / DAY_MS) * DAY_MS
}

function findDays(wanted: Wanted, scope: Scope): number | undefined {
  if (typeof wanted === 'number') return Number.isInteger(wanted) ? wanted : undefined
  if (typeof wanted !== 'object' || Array.isArray(wanted) || !('path' in wanted)) return undefined
  const found = findOperand(wanted, scope)
  return typeof found === 'number' && Number.isInteger(found) ? found : undefined
}

function isDuration(wanted: Wanted): wanted is Duration {
  return toWantedKind(wanted) === 'duration'
}
