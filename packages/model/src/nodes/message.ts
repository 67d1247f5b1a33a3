import { z } from 'zod'
import { nodeFrame } from './frame.ts'

/** What a message is for. Marketing needs granted consent; transactional goes unless the person is suppressed. */
export const Purpose = z.enum(['marketing', 'transactional'])
export type Purpose = z.infer<typeof Purpose>

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
  /** What a refusal (consent, suppression) does to the run; `exit` makes it a drop-off reason. */
  onRefused: z.enum(['continue', 'exit']),
})
export type MessageNode = z.infer<typeof MessageNode>
