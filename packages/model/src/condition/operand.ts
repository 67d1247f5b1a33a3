import { z } from 'zod'

/** A dotted path into traits or properties: `cart_id`, `products.0.sku`. Empty only in an unfinished draft. */
export const PropertyPath = z.string().max(200)
export type PropertyPath = z.infer<typeof PropertyPath>

/**
 * Where a value comes from: a trait of the person, the event at hand (the awaited or entering event;
 * later in the run, the last event that moved it), the event that began the enrollment, the enrollment
 * itself (see {@link RUN_VARIABLES}), the answer to a webhook of it (`node.path`), or what loyalty has brought
 * the person (see {@link LOYALTY_VARIABLES}).
 */
export const Operand = z.object({
  from: z.enum(['trait', 'event', 'entry', 'run', 'answer', 'loyalty']),
  path: PropertyPath,
})
export type Operand = z.infer<typeof Operand>

/**
 * What an enrollment knows of itself: how often the person has entered (1 the first time), since when they
 * are in (ISO 8601), and the value of the journey's correlation key. Missing before the run begins.
 */
export const RUN_VARIABLES = ['entry_number', 'entered_at', 'correlation'] as const

/** What is known of a person's loyalty: `points` is their balance, 0 for whoever was given none. */
export const LOYALTY_VARIABLES = ['points'] as const

/** A plain value a marketer can write. */
export const Literal = z.union([z.string().max(1_000), z.number(), z.boolean()])
export type Literal = z.infer<typeof Literal>

/** An amount in minor units of a currency (ISO 4217). */
export const Money = z.object({
  amountMinor: z.int().min(-1e15).max(1e15),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type Money = z.infer<typeof Money>
