import { NumberField as BaseNumberField } from '@base-ui/react/number-field'
import { Icon } from '../icons/icon.tsx'
import { useLocale } from '../locale/locale.tsx'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** What a number field takes. Outside a Field give it `label`. */
export interface NumberFieldProps {
  /** `null` is an empty field. */
  readonly value: number | null
  readonly onValueChange: (value: number | null) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  /** How the number is written; percent fields take 0 to 1. */
  readonly format?: Intl.NumberFormatOptions | undefined
  /** A unit after the number. */
  readonly unit?: string | undefined
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
  readonly placeholder?: string | undefined
}

/** A number, read and written with the separators of the language; arrows step it, Shift ten steps. */
export function NumberField(props: NumberFieldProps) {
  const { value, onValueChange, min, max, step = 1, format, unit, label, disabled, placeholder } = props
  const { locale } = useLocale()
  const m = useMessages(UI_MESSAGES)
  return (
    <BaseNumberField.Root
      value={value}
      onValueChange={(next) => onValueChange(next)}
      min={min}
      max={max}
      step={step}
      largeStep={step * 10}
      format={format}
      locale={locale}
      disabled={disabled}
      className="p-number"
    >
      <BaseNumberField.Group className="p-input p-input-md">
        <BaseNumberField.Input
          aria-label={label}
          placeholder={placeholder}
          className="p-input-control p-num"
        />
        {unit && <span className="p-input-after">{unit}</span>}
        <span className="p-number-steps">
          <BaseNumberField.Increment aria-label={m.increase} className="p-number-step">
            <Icon name="up" size={12} />
          </BaseNumberField.Increment>
          <BaseNumberField.Decrement aria-label={m.decrease} className="p-number-step">
            <Icon name="down" size={12} />
          </BaseNumberField.Decrement>
        </span>
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  )
}
