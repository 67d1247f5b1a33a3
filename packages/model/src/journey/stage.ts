import { z } from 'zod'
import { StageId } from '../ids.ts'

/** A lane of the map, and the promise somebody made for it. */
export const Stage = z.object({
  id: StageId,
  /** Shown instead of the built-in name; a built-in stage without a title is named in the reader's language. */
  title: z.string().max(60).optional(),
  /** The least share (0 to 1) of its people that should go on to the next stage. */
  targetConversionRate: z.number().min(0).max(1).optional(),
  /** Who answers for the stage. */
  owner: z.string().max(80).optional(),
})
export type Stage = z.infer<typeof Stage>

/** The stages a new journey starts with, in order. */
export const BUILT_IN_STAGES = ['awareness', 'consideration', 'decision', 'service', 'advocacy'] as const
/** The id of a {@link BUILT_IN_STAGES built-in stage}. */
export type BuiltInStage = (typeof BUILT_IN_STAGES)[number]
