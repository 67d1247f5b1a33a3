import type { Condition, Deeds, Operand } from '@periplo/model'
import { WEEKDAYS, isDeedCondition } from '@periplo/model'
import type { FormContext } from '../nodes/node-design.ts'
import type { Subject } from './subject.ts'
import { SUBJECTS } from './subject.ts'

/** What a rule may look at here, in the order of the list: what nobody offers is offered only where it is chosen. */
export function listSubjects(
  { suggestions, subjects = SUBJECTS }: Pick<FormContext, 'suggestions' | 'subjects'>,
  chosen: Subject,
): readonly Subject[] {
  return SUBJECTS.filter(
    (subject) =>
      subject === chosen ||
      (subjects.includes(subject) && (subject !== 'segment' || suggestions.segments !== undefined)),
  )
}

/** What a rule looks at; for a group, the first thing on the list. */
export function subjectOf(rule: Condition): Subject {
  if ('operand' in rule) return rule.operand.from
  return SUBJECTS.find((subject) => subject === rule.op) ?? 'event'
}

/** The rule turned to another subject, with what still fits. */
export function toSubject(rule: Condition, subject: Subject): Condition {
  const deeds: Deeds = isDeedCondition(rule)
    ? { event: rule.event, within: rule.within, ...(rule.filter && { filter: rule.filter }) }
    : { event: '', within: { amount: 30, unit: 'days' } }
  switch (subject) {
    case 'event':
    case 'trait':
    case 'entry':
    case 'run':
    case 'answer':
      return toOperandRule(rule, subject)
    case 'loyalty':
      return { op: 'compare', operand: { from: 'loyalty', path: 'points' }, is: 'at-least', value: 100 }
    case 'count':
      return { op: 'count', ...deeds, is: 'at-least', times: 1 }
    case 'total':
      return { op: 'total', ...deeds, of: 'sum', path: '', is: 'at-least', value: 1 }
    case 'first':
    case 'last':
      return { op: subject, ...deeds, where: toOperandRule(rule, 'event') }
    case 'consent':
      return { op: 'consent', channel: 'email', purpose: 'marketing', is: 'granted' }
    case 'audience':
      return { op: 'audience', audience: '' }
    case 'segment':
      return { op: 'segment' }
    case 'local-time':
      return { op: 'local-time', window: { weekdays: [...WEEKDAYS], fromMinute: 540, untilMinute: 1_200 } }
  }
}

function toOperandRule(rule: Condition, from: Operand['from']): Condition {
  if ('operand' in rule) return { ...rule, operand: { from, path: '' } }
  return { op: 'compare', operand: { from, path: '' }, is: 'equals', value: '' }
}
