import { z } from 'zod'
import { PointAmount } from '../person/points.ts'
import { nodeFrame } from './frame.ts'

/**
 * Gives the person loyalty points, or takes some, and goes on at once; the nodes after it see the new balance. Of
 * somebody who has too few nothing is taken, and they leave by `too-few`, unless the balance may fall below zero.
 */
export const LoyaltyPointsNode = z.object({
  ...nodeFrame,
  kind: z.literal('loyalty-points'),
  act: z.enum(['add', 'subtract']),
  points: PointAmount,
  /** What the ledger says of it: `Welcome`, `Discount code`. Empty only in an unfinished draft. */
  reason: z.string().max(120),
  /** The balance may fall below zero. */
  mayOverdraw: z.literal(true).optional(),
})
export type LoyaltyPointsNode = z.infer<typeof LoyaltyPointsNode>

/** The port of somebody who has too few points. */
export const TOO_FEW = 'too-few'

/** Whether the node asks for a balance before it takes points. */
export function asksBalance({ act, mayOverdraw }: Pick<LoyaltyPointsNode, 'act' | 'mayOverdraw'>): boolean {
  return act === 'subtract' && !mayOverdraw
}
