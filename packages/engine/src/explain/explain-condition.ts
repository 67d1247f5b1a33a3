import type { Condition, Deeds, JsonValue, Operand } from '@periplo/model'
import { evaluate } from '../conditions/evaluate.ts'
import { findOperand } from '../conditions/scope.ts'
import type { Scope } from '../conditions/scope.ts'
import { enterSegment } from '../conditions/segment.ts'

/** What an operand was when a condition looked at it; null for nothing there. */
export interface SeenValue {
  readonly operand: Operand
  readonly value: JsonValue
}

/** One part of a condition with its answer, and what it was answered by. */
export interface Term {
  readonly condition: Condition
  /** Null: it could not be told. */
  readonly answer: boolean | null
  readonly values: readonly SeenValue[]
  /** How many deeds the window held that pass the filter; only where the part looks back. */
  readonly deeds?: number
  /** The parts it is made of, in order. */
  readonly parts: readonly Term[]
}

/** Judges a condition as `evaluate` does, and tells every part with the values it saw. */
export function explainCondition(condition: Condition, scope: Scope): Term {
  const term = { condition, answer: evaluate(condition, scope) ?? null, values: [], parts: [] }
  switch (condition.op) {
    case 'compare': {
      const { operand, value } = condition
      const other = typeof value === 'object' && 'path' in value ? [value] : []
      return { ...term, values: [operand, ...other].map((place) => toSeen(place, scope)) }
    }
    case 'exists':
    case 'missing':
      return { ...term, values: [toSeen(condition.operand, scope)] }
    case 'count':
    case 'total':
    case 'first':
    case 'last':
      return { ...term, deeds: countDeeds(condition, scope) }
    case 'consent':
    case 'audience':
    case 'local-time':
      return term
    case 'segment': {
      const inside = enterSegment(condition, scope)
      return inside ? { ...term, parts: [explainCondition(inside.rule, inside.scope)] } : term
    }
    case 'all':
    case 'any':
      return { ...term, parts: condition.of.map((part) => explainCondition(part, scope)) }
    case 'not':
      return { ...term, parts: [explainCondition(condition.of, scope)] }
  }
}

function toSeen(operand: Operand, scope: Scope): SeenValue {
  return { operand, value: findOperand(operand, scope) ?? null }
}

/** Asks the judge itself, so that the count is the one that decided. */
function countDeeds({ event, filter, within }: Deeds, scope: Scope): number {
  let [least, most] = [0, scope.person.recent.length]
  while (least < most) {
    const times = Math.floor((least + most) / 2)
    const isAtMost = evaluate({ op: 'count', event, filter, within, is: 'at-most', times }, scope)
    if (isAtMost === true) most = times
    else least = times + 1
  }
  return least
}
