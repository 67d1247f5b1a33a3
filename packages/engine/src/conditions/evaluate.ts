import type { Condition } from '@periplo/model'
import { findConsent } from '../consent.ts'
import { isWindowOpen } from '../local-window.ts'
import { judgeComparison } from './compare.ts'
import { judgeCount, judgePick, judgeTotal } from './deeds.ts'
import type { JudgeInner } from './deeds.ts'
import { everyTruth, negate, someTruth } from './kleene.ts'
import type { Truth } from './kleene.ts'
import { findOperand, isMissing } from './scope.ts'
import { judgeSegment } from './segment.ts'
import type { Scope } from './scope.ts'

/**
 * Judges a condition: true, false, or undefined for unknown. Total and pure: it never throws for a scope
 * whose zone is valid, and takes time linear in the condition times the person's recent events (their power,
 * for filters inside filters). Whoever decides by it takes unknown for "no".
 */
export function evaluate(condition: Condition, scope: Scope): Truth {
  switch (condition.op) {
    case 'compare':
      return judgeComparison(condition, scope)
    case 'exists':
      return !isMissing(findOperand(condition.operand, scope))
    case 'missing':
      return isMissing(findOperand(condition.operand, scope))
    case 'count':
      return judgeCount(condition, scope, toInner(condition.filter))
    case 'total':
      return judgeTotal(condition, scope, toInner(condition.filter))
    case 'first':
    case 'last':
      return judgePick(condition, scope, {
        passes: toInner(condition.filter),
        where: toInner(condition.where),
      })
    case 'consent': {
      const { person, now = scope.at } = scope
      return (findConsent(person.consent, condition, now) ?? 'unknown') === condition.is
    }
    case 'local-time':
      return isWindowOpen(condition.window, scope.at, scope.person.zone)
    case 'audience':
      return scope.person.audiences?.includes(condition.audience) ?? false
    case 'segment':
      return judgeSegment(condition, scope, evaluate)
    case 'all':
      return everyTruth(condition.of, (part) => evaluate(part, scope))
    case 'any':
      return someTruth(condition.of, (part) => evaluate(part, scope))
    case 'not':
      return negate(evaluate(condition.of, scope))
  }
}

function toInner(condition: Condition | undefined): JudgeInner {
  return (scope) => condition && evaluate(condition, scope)
}

/** Whether an optional filter lets the scope through: no filter lets everything through, unknown does not. */
export function passes(filter: Condition | undefined, scope: Scope): boolean {
  return filter === undefined || evaluate(filter, scope) === true
}
