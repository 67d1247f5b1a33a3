import { z } from 'zod'
import { nodeFrame } from './frame.ts'

/** One way out of a split. */
export const SplitBranch = z.object({
  /** Names the port. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/),
  title: z.string().max(40),
  /** Share of people, relative to the sum over all branches. */
  weight: z.int().min(0).max(10_000),
})
export type SplitBranch = z.infer<typeof SplitBranch>

/** Divides people by a hash of (journey, node, person): the same person goes the same way on every visit. */
export const RandomSplitNode = z.object({
  ...nodeFrame,
  kind: z.literal('random-split'),
  branches: z.array(SplitBranch).min(2).max(8),
})
export type RandomSplitNode = z.infer<typeof RandomSplitNode>
