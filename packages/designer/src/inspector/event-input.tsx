import { Combobox, Field } from '@periplo/ui'
import type { Suggestions } from '../nodes/node-design.ts'

/** The name of an event: one of those seen, or any other as written. */
export function EventInput(props: {
  readonly label: string
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly suggestions: Suggestions
  readonly error?: string | undefined
  readonly disabled?: boolean | undefined
}) {
  const { label, value, onValueChange, suggestions, error, disabled } = props
  return (
    <Field label={label} error={error}>
      <Combobox
        value={value === '' ? null : value}
        onValueChange={(next) => onValueChange((next ?? '').slice(0, 200))}
        options={suggestions.events.map(({ name }) => ({ value: name, label: name }))}
        freeText
        disabled={disabled}
      />
    </Field>
  )
}
