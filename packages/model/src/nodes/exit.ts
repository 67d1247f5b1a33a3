import { z } from 'zod'
import { nodeFrame } from './frame.ts'

/** Ends the run without success. */
export const ExitNode = z.object({ ...nodeFrame, kind: z.literal('exit') })
export type ExitNode = z.infer<typeof ExitNode>
