import type { Duration } from '@periplo/model'
import { MAX_DURATION_MS, toNominalMs } from '@periplo/model'
import { defineMessages, Field, NumberField, Select, useMessages } from '@periplo/ui'

const WORDS = defineMessages({
  en: {
    minutes: 'minutes',
    hours: 'hours',
    days: 'days',
    unit: (args: { label: string }) => `${args.label}: unit`,
  },
  es: { minutes: 'minutos', hours: 'horas', days: 'días', unit: ({ label }) => `${label}: unidad` },
})

const UNITS = ['minutes', 'hours', 'days'] as const satisfies readonly Duration['unit'][]

/** A duration in a unit of its own: 48 hours are not 2 days when the clocks change. At most 366 days. */
export function DurationInput(props: {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: Duration
  readonly onValueChange: (value: Duration) => void
  readonly disabled?: boolean | undefined
}) {
  const { label, hint, value, onValueChange, disabled } = props
  const m = useMessages(WORDS)
  const change = (next: Duration) =>
    onValueChange({ ...next, amount: Math.min(next.amount, mostOf(next.unit)) })
  return (
    <Field label={label} hint={hint}>
      <div className="d-duration">
        <NumberField
          value={value.amount}
          onValueChange={(amount) =>
            amount !== null && change({ ...value, amount: Math.max(1, Math.round(amount)) })
          }
          min={1}
          max={mostOf(value.unit)}
          disabled={disabled}
        />
        <Select
          label={m.unit({ label })}
          value={value.unit}
          onValueChange={(unit) => change({ ...value, unit })}
          options={UNITS.map((unit) => ({ value: unit, label: m[unit] }))}
          disabled={disabled}
        />
      </div>
    </Field>
  )
}

function mostOf(unit: Duration['unit']): number {
  return MAX_DURATION_MS / toNominalMs({ amount: 1, unit })
}
