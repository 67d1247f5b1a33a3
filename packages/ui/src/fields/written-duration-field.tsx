import { useState } from 'react'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import type { DurationUnit, WrittenDuration } from './duration-units.ts'
import { clampDuration, DURATION_UNITS, UNIT_MS } from './duration-units.ts'
import { NumberField } from './number-field.tsx'
import { Select } from './select.tsx'

/** What a written duration field takes. Outside a Field give it `label`. */
export interface WrittenDurationFieldProps {
  /** `null` is an empty field; the unit stays. */
  readonly value: WrittenDuration | null
  readonly onValueChange: (value: WrittenDuration | null) => void
  /** Bounds, with a day taken as 24 hours. */
  readonly minMs?: number | undefined
  readonly maxMs?: number | undefined
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
}

/** A length of time as it is written: a whole number and a unit. Another unit keeps the number, as far as the bounds allow. */
export function WrittenDurationField(props: WrittenDurationFieldProps) {
  const { value, onValueChange, minMs = 0, maxMs = Number.MAX_SAFE_INTEGER, label, disabled } = props
  const m = useMessages(UI_MESSAGES)
  const [lastUnit, setLastUnit] = useState<DurationUnit>(value?.unit ?? 'hours')
  const unit = value?.unit ?? lastUnit
  const changeUnit = (next: DurationUnit) => {
    setLastUnit(next)
    if (value) onValueChange(clampDuration({ amount: value.amount, unit: next }, { minMs, maxMs }))
  }
  const changeAmount = (amount: number | null) => {
    setLastUnit(unit)
    onValueChange(amount === null ? null : { amount: Math.round(amount), unit })
  }
  return (
    <div className="p-duration">
      <NumberField
        value={value?.amount ?? null}
        onValueChange={changeAmount}
        min={Math.ceil(minMs / UNIT_MS[unit])}
        max={Math.floor(maxMs / UNIT_MS[unit])}
        label={label}
        disabled={disabled}
      />
      <Select
        label={label ? `${label}: ${m.unit}` : m.unit}
        value={unit}
        onValueChange={changeUnit}
        options={DURATION_UNITS.map((name) => ({ value: name, label: m[name] }))}
        disabled={disabled}
      />
    </div>
  )
}
