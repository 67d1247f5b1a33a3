import { takesWanted } from './comparison.ts'
import { listConditions, listOperands } from './condition.ts'
import type { Condition } from './condition.ts'

/** Whether every part of the condition names what it looks at. No condition at all is complete. */
export function isComplete(condition: Condition | undefined): boolean {
  if (condition === undefined) return true
  const isNamed = listOperands(condition).every((operand) => operand.path !== '')
  return isNamed && listConditions(condition).every(isUsable)
}

function isUsable(part: Condition): boolean {
  switch (part.op) {
    case 'compare':
      return takesWanted(part.is, part.value) && !isEmpty(part.value)
    case 'count':
    case 'first':
    case 'last':
      return part.event !== ''
    case 'total':
      return part.event !== '' && part.path !== ''
    case 'local-time':
      return part.window.weekdays.length > 0
    case 'audience':
      return part.audience.trim() !== ''
    case 'segment':
      return part.segmentId !== undefined
    case 'exists':
    case 'missing':
    case 'consent':
    case 'all':
    case 'any':
    case 'not':
      return true
  }
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : value === ''
}
