import type { Condition } from '@periplo/model'
import type { ComponentType } from 'react'
import type { FormContext } from '../nodes/node-design.ts'
import type { ConditionEditorProps } from './editor-props.ts'
import type { OfferedPaths } from './paths.ts'

/** What the form of one rule takes. */
export interface RuleProps<Rule> {
  /** Draws the rules inside a rule: handed down, because it draws rules itself. */
  readonly Group: ComponentType<ConditionEditorProps>
  readonly rule: Rule
  readonly place: number
  readonly depth: number
  readonly paths: OfferedPaths
  readonly context: FormContext
  readonly onRuleChange: (rule: Condition | undefined) => void
}
