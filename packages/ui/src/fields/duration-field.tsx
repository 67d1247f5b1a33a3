import { useState } from 'react'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'
import type { DurationUnit } from './duration-units.ts'
import { DURATION_UNITS, UNIT_MS, wholeUnit } from './duration-units.ts'
import { NumberField } from './number-field.tsx'
import { Select } from './select.tsx'

/**
 * A length of time as a number and a unit; told in milliseconds. Changing the unit keeps the
 * number ("2 hours" to "2 days"). Bounds are in milliseconds and hold for the number field.
 * Outside a Field give it `label`.
 */
export function DurationField(props: {
  /** `null` is an empty field. */
  readonly valueMs: number | null
  readonly onValueMsChange: (valueMs: number | null) => void
  readonly minMs?: number | undefined
  readonly maxMs?: number | undefined
  readonly label?: string | undefined
  readonly disabled?: boolean | undefined
}) {
  const { valueMs, onValueMsChange, minMs = 0, maxMs, label, disabled } = props
  const m = useMessages(UI_MESSAGES)
  const [chosen, choose] = useState<DurationUnit>(() => wholeUnit(valueMs ?? UNIT_MS.hours))
  // a value from outside (undo, another node) that the chosen unit cannot write whole takes its own
  const unit = valueMs === null || valueMs % UNIT_MS[chosen] === 0 ? chosen : wholeUnit(valueMs)
  const changeUnit = (next: DurationUnit) => {
    choose(next)
    if (valueMs !== null) onValueMsChange(clamp((valueMs / UNIT_MS[unit]) * UNIT_MS[next], minMs, maxMs))
  }
  return (
    <div className="p-duration">
      <NumberField
        value={valueMs === null ? null : valueMs / UNIT_MS[unit]}
        onValueChange={(count) => onValueMsChange(count === null ? null : Math.round(count * UNIT_MS[unit]))}
        min={Math.ceil(minMs / UNIT_MS[unit])}
        max={maxMs === undefined ? undefined : Math.floor(maxMs / UNIT_MS[unit])}
        label={label}
        disabled={disabled}
      />
      <UnitSelect
        label={label ? `${label}: ${m.unit}` : m.unit}
        unit={unit}
        onUnitChange={changeUnit}
        disabled={disabled}
      />
    </div>
  )
}

function UnitSelect(props: {
  readonly label: string
  readonly unit: DurationUnit
  readonly onUnitChange: (unit: DurationUnit) => void
  readonly disabled: boolean | undefined
}) {
  const m = useMessages(UI_MESSAGES)
  return (
    <Select
      label={props.label}
      value={props.unit}
      onValueChange={props.onUnitChange}
      options={DURATION_UNITS.map((unit) => ({ value: unit, label: m[unit] }))}
      disabled={props.disabled}
    />
  )
}

function clamp(value: number, min: number, max: number | undefined): number {
  return Math.max(min, Math.min(value, max ?? value))
}
