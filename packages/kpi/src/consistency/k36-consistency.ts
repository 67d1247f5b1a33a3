/**
 * The edition of all the formulas of consistency: offers, claims, tone, what people perceive, and what it
 * brings.
 */
export const K36 = 'K36.1'
