import type { Condition, ProblemCode } from '@periplo/model'
import { useMemo } from 'react'
import { findPaths } from '../inspector/suggest.ts'
import type { FormContext, Suggestions } from '../nodes/node-design.ts'
import { ConditionEditor } from './condition-editor.tsx'
import type { Subject } from './subject.ts'

/** What can be known of a person alone. */
const OF_A_PERSON = [
  'trait',
  'count',
  'total',
  'first',
  'last',
  'consent',
  'local-time',
  'segment',
] as const satisfies readonly Subject[]

const NO_CODES: ReadonlySet<ProblemCode> = new Set()
const UNFINISHED: ReadonlySet<ProblemCode> = new Set(['incomplete-condition'])

/** The rule of a segment, in the words of every other condition: without an event at hand, and without a run. */
export function SegmentRuleBuilder(props: {
  readonly label: string
  readonly rule: Condition | undefined
  /** Undefined when the last part is gone. */
  readonly onRuleChange: (rule: Condition | undefined) => void
  readonly suggestions: Suggestions
  /** Tells what is not finished. */
  readonly isMarked: boolean
  readonly readOnly: boolean
}) {
  const { label, rule, onRuleChange, suggestions, isMarked, readOnly } = props
  const context = useMemo<FormContext>(
    () => ({
      suggestions,
      entryEvents: [],
      codes: isMarked ? UNFINISHED : NO_CODES,
      subjects: OF_A_PERSON,
      readOnly,
    }),
    [suggestions, isMarked, readOnly],
  )
  const everything = suggestions.events.map((event) => event.name)
  return (
    <ConditionEditor
      label={label}
      condition={rule}
      onConditionChange={onRuleChange}
      paths={{ event: findPaths(suggestions, everything), entry: [], trait: suggestions.traits ?? [] }}
      context={context}
    />
  )
}
