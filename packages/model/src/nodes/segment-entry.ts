import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { SegmentId } from '../ids.ts'
import { SegmentChange } from '../segment/change.ts'
import { nodeFrame } from './frame.ts'

/**
 * Lets a person in when they join a segment, or when they leave it, by what they did or by time. Whoever belongs
 * to it already when the version is published does not join. The filter sees the person as they are then.
 */
export const SegmentEntryNode = z.object({
  ...nodeFrame,
  kind: z.literal('segment-entry'),
  /** Absent only in an unfinished draft. */
  segmentId: SegmentId.optional(),
  change: SegmentChange,
  filter: Condition.optional(),
})
export type SegmentEntryNode = z.infer<typeof SegmentEntryNode>
