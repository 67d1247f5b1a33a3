import { findAtPath } from '@periplo/model'
import type { Enrollment, Instant, JsonObject, JsonValue, Operand, PersonState } from '@periplo/model'

/** An event as far as conditions look at it. */
export interface SeenEvent {
  readonly properties: JsonObject
}

/** An enrollment as far as conditions look at it. */
export type SeenRun = Pick<Enrollment, 'entryNumber' | 'enteredAt' | 'correlation'> & {
  readonly envelope?: Pick<Enrollment['envelope'], 'answers'>
}

/** Everything a condition may look at. Nothing here changes while it is judged. */
export interface Scope {
  readonly person: Pick<
    PersonState,
    'traits' | 'zone' | 'recent' | 'consent' | 'segments' | 'audiences' | 'points'
  >
  /** The event at hand; absent makes every look at it a missing value. */
  readonly event?: SeenEvent | undefined
  /** The event that began the enrollment. */
  readonly entry?: SeenEvent | undefined
  /** The enrollment; absent before it begins. */
  readonly run?: SeenRun | undefined
  /** The moment it is judged for, in event time: the end (inclusive) of windows, the "now" of days and clocks. */
  readonly at: Instant
  /** The processing instant, which consent is held against; `at` where it is absent. */
  readonly now?: Instant
  /** How many segments stand around the condition; none where it is absent. */
  readonly within?: number
}

/** The value an operand points at, or undefined where there is none. */
export function findOperand({ from, path }: Operand, scope: Scope): JsonValue | undefined {
  if (from === 'run') return findVariable(scope.run, path)
  if (from === 'loyalty') return path === 'points' ? (scope.person.points ?? 0) : undefined
  return findAtPath(findRoot(from, scope), path)
}

/**
 * The currency (ISO 4217) of the amount an operand points at: what stands beside it under `currency`, else
 * at the top of what it is read from.
 */
export function findCurrency({ from, path }: Operand, scope: Scope): JsonValue | undefined {
  if (from === 'run' || from === 'loyalty') return undefined
  const root = findRoot(from, scope)
  const beside = path.includes('.') ? path.slice(0, path.lastIndexOf('.') + 1) : ''
  return findAtPath(root, `${beside}currency`) ?? findAtPath(root, 'currency')
}

function findRoot(from: Exclude<Operand['from'], 'run' | 'loyalty'>, scope: Scope): JsonObject | undefined {
  switch (from) {
    case 'trait':
      return scope.person.traits
    case 'event':
      return scope.event?.properties
    case 'entry':
      return scope.entry?.properties
    case 'answer':
      return scope.run?.envelope?.answers
  }
}

function findVariable(run: SeenRun | undefined, name: string): JsonValue | undefined {
  switch (name) {
    case 'entry_number':
      return run?.entryNumber
    case 'entered_at':
      return run && new Date(run.enteredAt).toISOString()
    case 'correlation':
      return run?.correlation
    default:
      return undefined
  }
}

/** Whether a value counts as not there: undefined, null or an empty text. `false`, 0 and an empty list are there. */
export function isMissing(value: JsonValue | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === ''
}
