import { Field as BaseField } from '@base-ui/react/field'
import type { ComponentPropsWithRef } from 'react'
import { joinClasses } from '../controls/class-names.ts'

/** What a text area takes beside the props of a `<textarea>`. Outside a Field give it `aria-label`. */
export interface TextAreaProps extends Omit<
  ComponentPropsWithRef<'textarea'>,
  'value' | 'onChange' | 'defaultValue'
> {
  readonly value: string
  readonly onValueChange: (value: string) => void
}

/** Several lines of text. It grows with its content up to twelve lines. */
export function TextArea({ value, onValueChange, className, rows = 3, ...area }: TextAreaProps) {
  return (
    <BaseField.Control
      value={value}
      onValueChange={(next) => onValueChange(next)}
      render={<textarea {...area} rows={rows} className={joinClasses('p-area', className)} />}
    />
  )
}
