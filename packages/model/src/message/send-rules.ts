import { z } from 'zod'
import { MessageChannel } from '../nodes/message.ts'

/**
 * Hours of the person's own day in which no marketing reaches them: `[fromMinute, untilMinute)`, counted from
 * local midnight, and past midnight where it ends before it begins. Never empty, never the whole day.
 */
export const QuietHours = z
  .strictObject({ fromMinute: z.int().min(0).max(1_439), untilMinute: z.int().min(0).max(1_439) })
  .refine(({ fromMinute, untilMinute }) => fromMinute !== untilMinute, {
    message: 'quiet hours end at another minute than they begin',
    path: ['untilMinute'],
  })
export type QuietHours = z.infer<typeof QuietHours>

/** What marketing on one channel keeps to, whichever journey sends it. What is absent is not asked. */
export const ChannelRules = z.strictObject({ quietHours: QuietHours.optional() })
export type ChannelRules = z.infer<typeof ChannelRules>

/** What a workspace's messages keep to, by channel. Transactional messages keep to none of it. */
export const SendRules = z.strictObject({
  channels: z.partialRecord(MessageChannel, ChannelRules),
})
export type SendRules = z.infer<typeof SendRules>

/** A workspace that asks nothing of its messages beyond consent. */
export const NO_SEND_RULES: SendRules = { channels: {} }

/** Why a message may be held: it asks again when the reason is over. */
export const HOLD_REASONS = ['quiet-hours'] as const
/** One of {@link HOLD_REASONS}. */
export type HoldReason = (typeof HOLD_REASONS)[number]
