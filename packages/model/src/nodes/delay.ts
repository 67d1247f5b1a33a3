import { z } from 'zod'
import { Duration } from '../duration.ts'
import { nodeFrame } from './frame.ts'

/** Holds a person in one place for a fixed time. Arriving again starts the time afresh. */
export const DelayNode = z.object({ ...nodeFrame, kind: z.literal('delay'), duration: Duration })
export type DelayNode = z.infer<typeof DelayNode>
