import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { EventName } from '../ids.ts'
import { nodeFrame } from './frame.ts'

/** Lets a person in when an event arrives that passes the filter. No filter lets every such event in. */
export const EventEntryNode = z.object({
  ...nodeFrame,
  kind: z.literal('event-entry'),
  event: EventName,
  filter: Condition.optional(),
})
export type EventEntryNode = z.infer<typeof EventEntryNode>
