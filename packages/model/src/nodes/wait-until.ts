import { z } from 'zod'
import { Operand } from '../condition/operand.ts'
import { LocalWindow } from '../local-window.ts'
import { nodeFrame } from './frame.ts'

/**
 * A moment somebody is held until, by the clock of the person, wherever they are when it comes:
 * - `window`: the next time the window is open;
 * - `date`: a civil date and time, `2026-12-24T18:00`; empty only in an unfinished draft;
 * - `property`: so many civil days after (negative: before) the day a value names, at a minute of that day, or
 *   at the value's own time of day.
 */
export const WaitTarget = z.discriminatedUnion('by', [
  z.object({ by: z.literal('window'), window: LocalWindow }),
  z.object({
    by: z.literal('date'),
    date: z.string().regex(/^$|^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/),
  }),
  z.object({
    by: z.literal('property'),
    operand: Operand,
    offsetDays: z.int().min(-366).max(366),
    atMinute: z.int().min(0).max(1_439).optional(),
  }),
])
export type WaitTarget = z.infer<typeof WaitTarget>

/**
 * Holds a person until a moment of their own day. Who comes when it has passed, or while the window is open,
 * goes on at once. The moment is worked out again when it comes: who has moved to another zone, or whose date
 * was moved, waits on until it is true. A value that names no date has a way of its own.
 */
export const WaitUntilNode = z.object({
  ...nodeFrame,
  kind: z.literal('wait-until'),
  until: WaitTarget,
})
export type WaitUntilNode = z.infer<typeof WaitUntilNode>
