import { z } from 'zod'
import { JourneyId } from '../ids.ts'
import { nodeFrame } from './frame.ts'

/**
 * Ends the run and asks another journey to let the person in by its entry by call, with the properties of
 * this run's entering event. That journey's own rules decide whether it does.
 */
export const StartJourneyNode = z.object({
  ...nodeFrame,
  kind: z.literal('start-journey'),
  /** Absent only in an unfinished draft. */
  journeyId: JourneyId.optional(),
})
export type StartJourneyNode = z.infer<typeof StartJourneyNode>
