import { toMinorUnits } from '@periplo/model'
import type { JsonValue, Money } from '@periplo/model'

/**
 * An amount in whole units as minor units of the wanted currency; undefined where it is no number, or of
 * another or no currency: amounts of two currencies cannot be compared.
 */
export function findAmountMinor(
  amount: JsonValue | undefined,
  currency: JsonValue | undefined,
  wanted: Money,
): number | undefined {
  if (typeof amount !== 'number' || typeof currency !== 'string') return undefined
  return currency.toUpperCase() === wanted.currency ? toMinorUnits(amount, wanted.currency) : undefined
}
