import type { Condition } from '@periplo/model'
import type { FormContext } from '../nodes/node-design.ts'
import type { OfferedPaths } from './paths.ts'

/** What a condition editor takes. */
export interface ConditionEditorProps {
  readonly label: string
  readonly condition: Condition | undefined
  /** Undefined when the last rule is gone. */
  readonly onConditionChange: (condition: Condition | undefined) => void
  readonly paths: OfferedPaths
  readonly context: FormContext
  /** What the rules are for, where the label does not say it all. */
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly depth?: number | undefined
}
