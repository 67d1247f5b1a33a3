import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { nodeFrame } from './frame.ts'

/** Sends a person one of two ways; unknown goes the way of "no". */
export const ConditionNode = z.object({
  ...nodeFrame,
  kind: z.literal('condition'),
  /** Absent only in an unfinished draft. */
  condition: Condition.optional(),
})
export type ConditionNode = z.infer<typeof ConditionNode>
