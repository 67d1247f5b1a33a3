import { Combobox, Field } from '@periplo/ui'

/** A dotted path to a property or trait: one of those seen, or any other as written. */
export function PathInput(props: {
  readonly label: string
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly paths: readonly string[]
  readonly error?: string | undefined
  readonly disabled?: boolean | undefined
}) {
  const { label, value, onValueChange, paths, error, disabled } = props
  return (
    <Field label={label} error={error}>
      <Combobox
        value={value === '' ? null : value}
        onValueChange={(next) => onValueChange((next ?? '').slice(0, 200))}
        options={paths.map((path) => ({ value: path, label: path }))}
        freeText
        disabled={disabled}
      />
    </Field>
  )
}
