import { z } from 'zod'

/** Somebody joins a segment, or leaves it. */
export const SegmentChange = z.enum(['entered', 'left'])
export type SegmentChange = z.infer<typeof SegmentChange>

/** The names of the events that tell journeys of a change, by what changed. */
export const SEGMENT_EVENTS: { readonly [C in SegmentChange]: string } = {
  entered: 'Segment Entered',
  left: 'Segment Left',
}
