import { z } from 'zod'
import { Literal, Operand, PropertyPath } from '../condition/operand.ts'
import { EventName } from '../ids.ts'
import { nodeFrame } from './frame.ts'

/** A property of an emitted event: a plain value, or whatever stands where the operand points; nothing for a missing one. */
export const EmittedProperty = z.object({ name: PropertyPath, value: z.union([Literal, Operand]) })
export type EmittedProperty = z.infer<typeof EmittedProperty>

/** How many events may bring one another about in one instant; the next one is not emitted. */
export const MAX_CHAIN = 8

/**
 * Puts an event of the person into the log and goes on at once. It lets people into journeys and moves runs
 * like any other, in its turn. Events that bring one another about without a wait stop after {@link MAX_CHAIN}.
 */
export const EmitEventNode = z.object({
  ...nodeFrame,
  kind: z.literal('emit-event'),
  event: EventName,
  properties: z.array(EmittedProperty).max(20),
})
export type EmitEventNode = z.infer<typeof EmitEventNode>
