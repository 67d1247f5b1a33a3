import { z } from 'zod'

/** A day of the week after ISO 8601: 1 is Monday, 7 is Sunday. */
export const Weekday = z.int().min(1).max(7)
export type Weekday = z.infer<typeof Weekday>

/** Every day of the week. */
export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/**
 * Hours of some days of the week by the person's clock: `[fromMinute, untilMinute)`, counted from midnight.
 * Where it does not end later than it begins it goes on past midnight, and belongs to the day it begins on.
 * On a day whose clocks skip all of it, it is the first instant after the gap.
 */
export const LocalWindow = z.object({
  weekdays: z.array(Weekday).max(7),
  fromMinute: z.int().min(0).max(1_439),
  untilMinute: z.int().min(1).max(1_440),
})
export type LocalWindow = z.infer<typeof LocalWindow>
