import { useState } from 'react'
import type { DurationUnit, WrittenDuration } from './duration-units.ts'
import { UNIT_MS, wholeUnit } from './duration-units.ts'
import { WrittenDurationField } from './written-duration-field.tsx'

/**
 * A length of time as a number and a unit, told in milliseconds: for lengths in which a day is
 * always 24 hours. Where a civil day is meant take WrittenDurationField. Outside a Field give it
 * `label`.
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
  const { valueMs, onValueMsChange, ...field } = props
  const [chosen, choose] = useState<DurationUnit>(() => wholeUnit(valueMs ?? UNIT_MS.hours))
  const change = (written: WrittenDuration | null) => {
    if (written) choose(written.unit)
    onValueMsChange(written && written.amount * UNIT_MS[written.unit])
  }
  return <WrittenDurationField {...field} value={toWritten(valueMs, chosen)} onValueChange={change} />
}

/** A length that the chosen unit cannot write whole (after an undo, say) takes the unit that can. */
function toWritten(lengthMs: number | null, chosen: DurationUnit): WrittenDuration | null {
  if (lengthMs === null) return null
  const unit = lengthMs % UNIT_MS[chosen] === 0 ? chosen : wholeUnit(lengthMs)
  return { amount: lengthMs / UNIT_MS[unit], unit }
}
