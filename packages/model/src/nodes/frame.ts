import { z } from 'zod'
import { NodeId, StageId } from '../ids.ts'

/** What every node has, whatever its kind. Spread into each node's schema. */
export const nodeFrame = {
  id: NodeId,
  /** The lane the node stands in. */
  stage: StageId,
  /** What the marketer calls it; at most 80 characters. */
  title: z.string().max(80),
  /** Where the card stands on the canvas, in pixels at zoom 1; x counts from the left edge of its lane. */
  position: z.object({ x: z.number().min(-100_000).max(100_000), y: z.number().min(-100_000).max(100_000) }),
}
