import { findAtPath } from '@periplo/model'
import type { Instant, JsonObject, JsonValue, Operand, PersonState } from '@periplo/model'

/** An event as far as conditions look at it. */
export interface SeenEvent {
  readonly properties: JsonObject
}

/** Everything a condition may look at. Nothing here changes while it is judged. */
export interface Scope {
  readonly person: Pick<PersonState, 'traits' | 'zone' | 'recent'>
  /** The event at hand; absent makes every look at it a missing value. */
  readonly event?: SeenEvent | undefined
  /** The event that began the enrollment. */
  readonly entry?: SeenEvent | undefined
  /** The end (inclusive) of count windows, in event time. */
  readonly at: Instant
}

/** The value an operand points at, or undefined where there is none. */
export function findOperand({ from, path }: Operand, scope: Scope): JsonValue | undefined {
  switch (from) {
    case 'trait':
      return findAtPath(scope.person.traits, path)
    case 'event':
      return findAtPath(scope.event?.properties, path)
    case 'entry':
      return findAtPath(scope.entry?.properties, path)
  }
}

/** Whether a value counts as not there: undefined, null or an empty text. `false`, 0 and an empty list are there. */
export function isMissing(value: JsonValue | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === ''
}
