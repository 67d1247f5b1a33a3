import { Field as BaseField } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'
import { joinClasses } from '../controls/class-names.ts'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** What surrounds a control. */
export interface FieldProps {
  readonly label: string
  /** A quiet sentence under the control. */
  readonly hint?: ReactNode
  /** What is wrong, in words that say how to mend it. Its presence marks the control invalid. */
  readonly error?: string | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** What stands at the right end of the label: a link, a badge. */
  readonly after?: ReactNode
  /** `inline` puts the control at the end of the label's line: for a Switch. */
  readonly layout?: 'stacked' | 'inline' | undefined
  /** One control of this kit. */
  readonly children: ReactNode
}

/**
 * Names and explains the one control inside. Label, hint and error are tied to it by id, so any
 * field of this kit placed here needs no `label` of its own.
 */
export function Field(props: FieldProps) {
  const { label, hint, error, required, disabled, after, layout = 'stacked', children } = props
  const m = useMessages(UI_MESSAGES)
  return (
    <BaseField.Root
      invalid={error !== undefined}
      disabled={disabled}
      className={joinClasses('p-field', `p-field-${layout}`)}
    >
      <div className="p-field-head">
        <BaseField.Label className="p-field-label">
          {label}
          {required && <span className="p-field-required">{m.required}</span>}
        </BaseField.Label>
        {after && <span className="p-field-after">{after}</span>}
        {layout === 'inline' && children}
      </div>
      {layout === 'stacked' && children}
      {hint && <BaseField.Description className="p-field-hint">{hint}</BaseField.Description>}
      {error !== undefined && (
        <BaseField.Error match className="p-field-error">
          <Icon name="error" size={12} />
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  )
}
