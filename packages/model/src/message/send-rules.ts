import { z } from 'zod'
import { Duration, toNominalMs } from '../duration.ts'
import { JourneyId } from '../ids.ts'
import { MessageChannel } from '../nodes/message.ts'
import type { Instant } from '../seams.ts'

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

/** The longest time a cap looks back. */
const MAX_CAP_MS = 31 * 86_400_000

/**
 * At most so much marketing on one channel, of all journeys together, in any `within`: days are civil in the
 * person's zone, and a message no longer counts when `within` has passed since it left.
 */
export const FrequencyCap = z
  .strictObject({
    most: z.int().min(1).max(100),
    within: Duration.refine((within) => toNominalMs(within) <= MAX_CAP_MS, 'at most 31 days'),
    /** So many of `most` only important journeys may use; fewer than all. */
    kept: z.int().min(0).optional(),
  })
  .refine(({ most, kept = 0 }) => kept < most, {
    message: 'fewer are kept for important journeys than there are',
    path: ['kept'],
  })
export type FrequencyCap = z.infer<typeof FrequencyCap>

/** What marketing on one channel keeps to, whichever journey sends it. What is absent is not asked. */
export const ChannelRules = z.strictObject({
  quietHours: QuietHours.optional(),
  /** All of them hold. */
  caps: z.array(FrequencyCap).max(5).optional(),
})
export type ChannelRules = z.infer<typeof ChannelRules>

/** What a workspace's messages keep to, by channel. Transactional messages keep to none of it. */
export const SendRules = z.strictObject({
  channels: z.partialRecord(MessageChannel, ChannelRules),
  /** Journeys that go first where a cap has not room for all, and may use what it keeps for them. */
  important: z.array(JourneyId).max(100).optional(),
})
export type SendRules = z.infer<typeof SendRules>

/** A workspace that asks nothing of its messages beyond consent. */
export const NO_SEND_RULES: SendRules = { channels: {} }

/** Why a message may be held: it asks again when the reason is over. */
export const HOLD_REASONS = ['quiet-hours'] as const
/** One of {@link HOLD_REASONS}. */
export type HoldReason = (typeof HOLD_REASONS)[number]

/** A message that counts towards caps: it left, or may have left, at that moment. */
export interface SendSlot {
  readonly sendKey: string
  readonly at: Instant
  /** It came from an important journey. */
  readonly important?: boolean
}
