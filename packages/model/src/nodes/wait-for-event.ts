import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { PropertyPath } from '../condition/operand.ts'
import { Duration } from '../duration.ts'
import { EventName } from '../ids.ts'
import { nodeFrame } from './frame.ts'

/**
 * Holds a person until an event arrives that passes filter and correlation, or the timeout passes.
 * An event that arrived before the wait began never wakes it; one that comes after the timeout is late.
 */
export const WaitForEventNode = z.object({
  ...nodeFrame,
  kind: z.literal('wait-for-event'),
  event: EventName,
  filter: Condition.optional(),
  /** Same cart, same order: `property` of the awaited event must equal `entryProperty` of the entering one. */
  correlation: z.object({ property: PropertyPath, entryProperty: PropertyPath }).optional(),
  timeout: Duration,
})
export type WaitForEventNode = z.infer<typeof WaitForEventNode>
