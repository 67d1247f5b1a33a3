import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { PropertyPath } from '../condition/operand.ts'
import { Duration } from '../duration.ts'
import { EventName } from '../ids.ts'

/**
 * Whether somebody who has been in may come again. Counted per person, and per value of the correlation
 * key where there is one: `never`; `after-exit` (one run at a time); `cool-down` (one at a time, and only
 * this long after the last one ended); `always` (any number at once).
 */
export const Reentry = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('never') }),
  z.object({ mode: z.literal('after-exit') }),
  z.object({ mode: z.literal('cool-down'), coolDown: Duration }),
  z.object({ mode: z.literal('always') }),
])
export type Reentry = z.infer<typeof Reentry>

/** An event that passes the filter, at any instant of the run, also inside a wait. */
export const Trigger = z.object({ event: EventName, filter: Condition.optional() })
export type Trigger = z.infer<typeof Trigger>

/** Rules of the whole journey. */
export const JourneySettings = z.object({
  reentry: Reentry,
  /** Property of the entering event that tells runs of one person apart (cart, order, case). */
  correlationKey: PropertyPath.optional(),
  /** Reaching it ends the run as a success. Counted until `conversionWindow` after entry, also when the run has ended. */
  goal: Trigger.optional(),
  /** How long after entry the goal still counts. */
  conversionWindow: Duration,
  /** Each ends the run without success as soon as it happens. */
  exits: z.array(Trigger).max(10),
})
export type JourneySettings = z.infer<typeof JourneySettings>
