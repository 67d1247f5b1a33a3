import { z } from 'zod'
import { Condition } from '../condition/condition.ts'
import { Purpose } from '../message/purpose.ts'
import { nodeFrame } from './frame.ts'

/** Channels a message node can send on. */
export const MessageChannel = z.enum(['email'])
export type MessageChannel = z.infer<typeof MessageChannel>

/** Sends a message and goes on at once; what became of it is counted at the node. */
export const MessageNode = z.object({
  ...nodeFrame,
  kind: z.literal('message'),
  channel: MessageChannel,
  purpose: Purpose,
  /** Liquid; one line. Sees `person`, `event`, `entry` and `answer` (of webhooks, by node). */
  subject: z.string().max(500),
  /** Liquid over Markdown. Sees what the subject sees, and `unsubscribe_url`. */
  body: z.string().max(50_000),
  /**
   * Stock or eligibility: judged as the message leaves, with the values of that moment, and by the event that
   * brought the person here. Whoever it is not known to hold for is not written to, for any purpose.
   */
  guard: Condition.optional(),
  /** What a refusal (consent, suppression, guard) does to the run; `exit` makes it a drop-off reason. */
  onRefused: z.enum(['continue', 'exit']),
})
export type MessageNode = z.infer<typeof MessageNode>
