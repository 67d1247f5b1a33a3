/** A unit a marketer thinks in. */
export type DurationUnit = 'minutes' | 'hours' | 'days'

/** Milliseconds of each unit; a day is 24 hours. From the smallest. */
export const UNIT_MS: Readonly<Record<DurationUnit, number>> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
}

/** The units, smallest first. */
export const DURATION_UNITS = ['minutes', 'hours', 'days'] as const satisfies readonly DurationUnit[]

/** The largest unit in which a length is a whole number; minutes when there is none. Zero is in minutes. */
export function wholeUnit(durationMs: number): DurationUnit {
  if (durationMs === 0) return 'minutes'
  return DURATION_UNITS.findLast((unit) => durationMs % UNIT_MS[unit] === 0) ?? 'minutes'
}

/** A length as a marketer writes it; "1 day" and "24 hours" stay different where clocks change. */
export interface WrittenDuration {
  readonly amount: number
  readonly unit: DurationUnit
}

/** The written length moved to the nearest whole amount of its unit within `[minMs, maxMs]`. */
export function clampDuration(
  { amount, unit }: WrittenDuration,
  bounds: { minMs: number; maxMs: number },
): WrittenDuration {
  const least = Math.ceil(bounds.minMs / UNIT_MS[unit])
  const most = Math.floor(bounds.maxMs / UNIT_MS[unit])
  return { amount: Math.max(least, Math.min(amount, most)), unit }
}
