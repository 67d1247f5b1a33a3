import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { nodeFrame } from './frame.ts'

/** One way out of a switch. */
export const SwitchCase = z.object({
  /** Names the port. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/),
  title: z.string().max(40),
  /** Absent only in an unfinished draft. */
  condition: Condition.optional(),
})
export type SwitchCase = z.infer<typeof SwitchCase>

/** The port of whoever fits no case. */
export const OTHERWISE = 'otherwise'

/** Sends a person the way of the first case that is known to hold, or the other way where none does. */
export const SwitchNode = z.object({
  ...nodeFrame,
  kind: z.literal('switch'),
  cases: z.array(SwitchCase).min(1).max(10),
})
export type SwitchNode = z.infer<typeof SwitchNode>
