import type { CompareCondition, Condition, CountCondition, Operand } from '@periplo/model'
import { divide } from './divide.ts'
import { either, forgetEvent, lookUp, narrow } from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'
import { ANYTHING, NOTHING, unite } from './value-set.ts'
import type { ValueSet } from './value-set.ts'

/** An answer of a condition, or what it is not. Who decides by a condition takes `not-yes` for no. */
export type Answer = 'yes' | 'no' | 'unknown' | 'not-yes' | 'not-no'

const OPPOSITE = {
  yes: 'no',
  no: 'yes',
  unknown: 'unknown',
  'not-yes': 'not-no',
  'not-no': 'not-yes',
} as const

/**
 * What is known once the condition has this answer; undefined where it cannot have it. Never says so of an
 * answer that is possible; of some that are not it may say that they are (dates, counts, lists, and terms
 * that contradict each other only together). Linear in the condition, but for its nesting.
 */
export function assume(condition: Condition, answer: Answer, known: Knowledge): Knowledge | undefined {
  switch (condition.op) {
    case 'compare':
      return assumeComparison(condition, answer, known)
    case 'exists':
      return assumePresence(condition.operand, answer, known)
    case 'missing':
      return assumePresence(condition.operand, OPPOSITE[answer], known)
    case 'count':
      return canCount(condition, answer, known) ? known : undefined
    case 'total':
    case 'first':
    case 'last':
    case 'segment':
      return known
    case 'consent':
    case 'audience':
    case 'local-time':
      return answer === 'unknown' ? undefined : known
    case 'all':
      return assumeAll(condition.of, answer, known)
    case 'any':
      // De Morgan: any of them is not all of their opposites.
      return assumeAll(
        condition.of.map((of): Condition => ({ op: 'not', of })),
        OPPOSITE[answer],
        known,
      )
    case 'not':
      return assume(condition.of, OPPOSITE[answer], known)
  }
}

function assumeComparison(
  { operand, is, value }: CompareCondition,
  answer: Answer,
  known: Knowledge,
): Knowledge | undefined {
  const { yes, no, unknown } = divide(lookUp(known, operand), is, value)
  const values = {
    yes,
    no,
    unknown,
    'not-yes': unite(no, unknown),
    'not-no': unite(yes, unknown),
  }[answer]
  return narrow(known, operand, values)
}

const THERE: ValueSet = { ...ANYTHING, missing: false }
const MISSING: ValueSet = { ...NOTHING, missing: true }
const PRESENCE = { yes: THERE, no: MISSING, unknown: NOTHING, 'not-yes': MISSING, 'not-no': THERE } as const

function assumePresence(operand: Operand, answer: Answer, known: Knowledge): Knowledge | undefined {
  return narrow(known, operand, PRESENCE[answer])
}

/** How often somebody did something cannot be told, but for what never happens; it is never unknown. */
function canCount({ filter, is, times }: CountCondition, answer: Answer, known: Knowledge): boolean {
  const isNever = filter !== undefined && !assume(filter, 'yes', forgetEvent(known))
  const none = { 'at-least': times === 0, 'at-most': true, exactly: times === 0 }[is]
  const canHold = none || (!isNever && is !== 'at-most')
  const canFail = !none || (!isNever && !(is === 'at-least' && times === 0))
  switch (answer) {
    case 'unknown':
      return false
    case 'yes':
    case 'not-no':
      return canHold
    case 'no':
    case 'not-yes':
      return canFail
  }
}

/** Kleene's "all": one no decides; a yes takes all of them; unknown takes an unknown and no no. */
function assumeAll(parts: readonly Condition[], answer: Answer, known: Knowledge): Knowledge | undefined {
  switch (answer) {
    case 'yes':
    case 'not-no':
      return assumeEvery(parts, answer, known)
    case 'no':
    case 'not-yes':
      return eitherOf(parts.map((part) => assume(part, answer, known)))
    case 'unknown': {
      const isPossible = parts.some((part) => assume(part, 'unknown', known))
      return isPossible ? assumeEvery(parts, 'not-no', known) : undefined
    }
  }
}

function assumeEvery(parts: readonly Condition[], answer: Answer, known: Knowledge): Knowledge | undefined {
  return parts.reduce<Knowledge | undefined>((now, part) => now && assume(part, answer, now), known)
}

function eitherOf(cases: readonly (Knowledge | undefined)[]): Knowledge | undefined {
  return cases
    .filter((known) => known !== undefined)
    .reduce<Knowledge | undefined>((all, known) => (all ? either(all, known) : known), undefined)
}
