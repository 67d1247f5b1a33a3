import type { Condition } from '@periplo/model'
import { evaluate } from '../conditions/evaluate.ts'
import type { Scope } from '../conditions/scope.ts'
import { enterSegment } from '../conditions/segment.ts'
import { findOpeningTurn } from '../local-window.ts'
import { foreseeComparison } from './foresee-dates.ts'
import { foreseeDeeds } from './foresee-deeds.ts'
import type { Foresight } from './foresight.ts'

/**
 * Judges a condition as `evaluate` does, and tells until when the answer lasts. Where windows of civil days meet a
 * change of the clock it is exact, too. Takes a fold of the time of `evaluate`, as every part is looked at.
 */
export function foresee(condition: Condition, scope: Scope): Foresight {
  switch (condition.op) {
    case 'compare':
      return { truth: evaluate(condition, scope), until: foreseeComparison(condition, scope) }
    case 'exists':
    case 'missing':
    case 'audience':
      return { truth: evaluate(condition, scope), until: Infinity }
    case 'consent': {
      const { person, now = scope.at } = scope
      const coming = person.consent.map(({ at }) => at).filter((at) => at > now)
      return { truth: evaluate(condition, scope), until: Math.min(Infinity, ...coming) }
    }
    case 'local-time':
      return {
        truth: evaluate(condition, scope),
        until: findOpeningTurn(condition.window, scope.at, scope.person.zone),
      }
    case 'count':
    case 'total':
    case 'first':
    case 'last':
      return { truth: evaluate(condition, scope), until: foreseeDeeds(condition, scope, foresee) }
    case 'segment':
      return foreseeSegment(condition, scope)
    case 'all':
    case 'any':
      return foreseeGroup(
        condition.of.map((part) => foresee(part, scope)),
        condition.op === 'any',
      )
    case 'not': {
      const { truth, until } = foresee(condition.of, scope)
      return { truth: truth === undefined ? undefined : !truth, until }
    }
  }
}

function foreseeSegment(condition: Extract<Condition, { op: 'segment' }>, scope: Scope): Foresight {
  const inside = enterSegment(condition, scope)
  if (!inside) return { truth: undefined, until: Infinity }
  const { truth, until } = foresee(inside.rule, inside.scope)
  return { truth: truth === true, until }
}

/** One part that decides keeps the answer, so all of them must turn before it does; else any part may turn it. */
function foreseeGroup(parts: readonly Foresight[], decisive: boolean): Foresight {
  const deciding = parts.filter(({ truth }) => truth === decisive)
  if (deciding.length > 0) return { truth: decisive, until: Math.max(...deciding.map(({ until }) => until)) }
  return {
    truth: parts.some(({ truth }) => truth === undefined) ? undefined : !decisive,
    until: Math.min(...parts.map(({ until }) => until)),
  }
}
