import { Combobox, Field } from '@periplo/ui'
import type { Suggestions } from '../nodes/node-design.ts'

/** The name of an audience: one of those there are, or a new one as written. */
export function AudienceInput(props: {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly suggestions: Suggestions
  readonly error?: string | undefined
  readonly disabled?: boolean | undefined
}) {
  const { label, hint, value, onValueChange, suggestions, error, disabled } = props
  return (
    <Field label={label} hint={hint} error={error}>
      <Combobox
        value={value === '' ? null : value}
        onValueChange={(next) => onValueChange((next ?? '').slice(0, 80))}
        options={(suggestions.audiences ?? []).map((name) => ({ value: name, label: name }))}
        freeText
        disabled={disabled}
      />
    </Field>
  )
}
