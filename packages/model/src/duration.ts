import { z } from 'zod'

const MINUTE_MS = 60_000
const UNIT_MS = { minutes: MINUTE_MS, hours: 60 * MINUTE_MS, days: 24 * 60 * MINUTE_MS } as const

/** The longest duration a journey may name: 366 days. */
export const MAX_DURATION_MS = 366 * UNIT_MS.days

/**
 * A length of time. Minutes and hours are exact; days are civil days in the person's zone, so that
 * "2 days" after Saturday 10:00 is Monday 10:00 also across a clock change.
 */
export const Duration = z
  .object({ amount: z.int().min(1).max(1_000_000), unit: z.enum(['minutes', 'hours', 'days']) })
  .refine(({ amount, unit }) => amount * UNIT_MS[unit] <= MAX_DURATION_MS, 'at most 366 days')
export type Duration = z.infer<typeof Duration>

/** The duration in milliseconds with every day taken as 24 hours; exact for minutes and hours. */
export function toNominalMs(duration: Duration): number {
  return duration.amount * UNIT_MS[duration.unit]
}
