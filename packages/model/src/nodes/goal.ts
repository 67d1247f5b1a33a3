import { z } from 'zod'
import { nodeFrame } from './frame.ts'

/** Ends the run as a success: the person did what the journey is for. */
export const GoalNode = z.object({ ...nodeFrame, kind: z.literal('goal') })
export type GoalNode = z.infer<typeof GoalNode>
