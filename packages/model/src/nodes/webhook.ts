import { z } from 'zod'
import { nodeFrame } from './frame.ts'

/** Calls an HTTP address with the person, the events at hand and a signature (Standard Webhooks), and goes on at once. */
export const WebhookNode = z.object({
  ...nodeFrame,
  kind: z.literal('webhook'),
  /** Absolute http or https address; empty only in an unfinished draft. */
  url: z.string().max(2_000),
})
export type WebhookNode = z.infer<typeof WebhookNode>
