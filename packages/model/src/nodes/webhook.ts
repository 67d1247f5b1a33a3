import { z } from 'zod'
import { Duration } from '../duration.ts'
import { nodeFrame } from './frame.ts'

/**
 * Calls an HTTP address with the person, the events at hand and a signature (Standard Webhooks), and goes on
 * at once; or holds the person until the answer is there, which later conditions and templates can then use.
 */
export const WebhookNode = z.object({
  ...nodeFrame,
  kind: z.literal('webhook'),
  /** Absolute http or https address; empty only in an unfinished draft. */
  url: z.string().max(2_000),
  /** Waits for the answer, at most so long. A refusal and the timeout have a way of their own. */
  answer: z.object({ timeout: Duration }).optional(),
})
export type WebhookNode = z.infer<typeof WebhookNode>
