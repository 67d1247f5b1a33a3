import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { nodeFrame } from './frame.ts'

/**
 * Lets a person in when somebody asks for it: a call of a server, a member of the studio, or the end of
 * another journey. The filter sees what the call tells as the event at hand; re-entry holds as for every entry.
 */
export const ApiEntryNode = z.object({
  ...nodeFrame,
  kind: z.literal('api-entry'),
  filter: Condition.optional(),
})
export type ApiEntryNode = z.infer<typeof ApiEntryNode>
