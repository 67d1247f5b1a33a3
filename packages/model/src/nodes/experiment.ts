import { z } from 'zod'
import { nodeFrame } from './frame.ts'
import { SplitBranch } from './random-split.ts'

/** The port of the control group. */
export const CONTROL = 'control'

/**
 * Divides people into variants and a control group by a hash of (journey, node, person): the same person is
 * in the same arm on every visit and every run. The first visit of a run is a fact, `assigned`, by which
 * uplift is measured as intended, whatever happens to the person later.
 */
export const ExperimentNode = z.object({
  ...nodeFrame,
  kind: z.literal('experiment'),
  variants: z.array(SplitBranch).min(1).max(7),
  /** Share of the control group, in the same parts as the variants'. */
  controlWeight: z.int().min(1).max(10_000),
})
export type ExperimentNode = z.infer<typeof ExperimentNode>
