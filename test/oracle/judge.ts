import { findAtPath } from '@periplo/model'
import type { Condition, JsonObject, JsonValue, Operand, TrackedEvent } from '@periplo/model'

/** What a condition sees. */
export interface Seen {
  readonly trait: JsonObject
  readonly event: JsonObject
  readonly entry: JsonObject
  readonly answer: JsonObject
  readonly audiences: readonly string[]
  readonly loyalty: JsonObject
  readonly deeds: readonly TrackedEvent[]
  /** The end of windows. */
  readonly at: number
}

const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const

/** Yes, no, or (undefined) nobody knows: the conditions that the random journeys ask, and no others. */
export function judge(condition: Condition, seen: Seen): boolean | undefined {
  switch (condition.op) {
    case 'all':
    case 'any': {
      const answers = condition.of.map((part) => judge(part, seen))
      const decides = condition.op === 'any'
      if (answers.includes(decides)) return decides
      return answers.includes(undefined) ? undefined : !decides
    }
    case 'not': {
      const answer = judge(condition.of, seen)
      return answer === undefined ? undefined : !answer
    }
    case 'exists':
    case 'missing':
      return isThere(look(condition.operand, seen)) === (condition.op === 'exists')
    case 'count': {
      const { event, within, is, times } = condition
      const from = seen.at - within.amount * UNIT_MS[within.unit]
      const count = seen.deeds.filter(
        ({ name, occurredAt }) => name === event && occurredAt > from && occurredAt <= seen.at,
      ).length
      return { 'at-least': count >= times, 'at-most': count <= times, exactly: count === times }[is]
    }
    case 'audience':
      return seen.audiences.includes(condition.audience)
    case 'compare':
      return compare(look(condition.operand, seen), condition.is, condition.value)
    case 'total':
    case 'first':
    case 'last':
    case 'segment':
    case 'consent':
    case 'local-time':
      throw new Error(`the random journeys do not ask ${condition.op}`)
  }
}

/** The value an operand points at. Of the run itself only its number is asked for. */
export function look(
  { from, path }: Operand,
  seen: Omit<Seen, 'audiences' | 'deeds' | 'at'> & { readonly entryNumber?: number },
): JsonValue | undefined {
  return from === 'run' ? seen.entryNumber : findAtPath(seen[from], path)
}

/** Whether a value counts as there. */
export function isThere(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== ''
}

function compare(value: JsonValue | undefined, is: string, wanted: unknown): boolean | undefined {
  const isNumber = typeof value === 'number' && typeof wanted === 'number'
  const isText = typeof value === 'string'
  switch (is) {
    case 'at-least':
      return isNumber ? value >= wanted : undefined
    case 'less-than':
      return isNumber ? value < wanted : undefined
    case 'equals':
      return isText && value !== '' ? value.toLowerCase() === String(wanted).toLowerCase() : undefined
    case 'one-of':
      return isText && value !== '' && Array.isArray(wanted)
        ? wanted.some((one) => String(one).toLowerCase() === value.toLowerCase())
        : undefined
    default:
      throw new Error(`the random journeys do not compare by ${is}`)
  }
}
