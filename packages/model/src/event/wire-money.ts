import type { JsonObject, JsonValue } from '../json.ts'
import { toMinorUnits } from './money.ts'
import { findText } from './wire-fields.ts'

/** Money an event speaks of. */
export interface WireMoney {
  readonly amountMinor?: number
  readonly currency?: string
  /** There is an amount, but nobody says of what. */
  readonly currencyMissing: boolean
}

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,10})?$/
const CURRENCY = /^[A-Z]{3}$/

/** Where revenue is not said, what comes nearest. `total` includes tax and shipping, so it serves refunds alone. */
const FALLBACK: ReadonlyMap<string, string> = new Map([['Order Refunded', 'total']])

/** Segment's `revenue`: with discounts, without shipping and tax; the base of every revenue measure. */
export function findMoney(name: string, properties: JsonObject): WireMoney {
  const currency = findCurrency(properties)
  const amount = findAmount(properties['revenue']) ?? findAmount(findFallback(name, properties))
  if (amount === undefined) return { ...(currency && { currency }), currencyMissing: false }
  if (currency === undefined) return { currencyMissing: true }
  const amountMinor = toMinorUnits(amount, currency)
  return { ...(amountMinor !== undefined && { amountMinor }), currency, currencyMissing: false }
}

function findFallback(name: string, properties: JsonObject): JsonValue | undefined {
  const key = FALLBACK.get(name)
  return key === undefined ? undefined : properties[key]
}

function findAmount(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return DECIMAL.test(text) ? Number(text) : undefined
}

function findCurrency(properties: JsonObject): string | undefined {
  const currency = findText(properties, 'currency')?.toUpperCase()
  return currency !== undefined && CURRENCY.test(currency) ? currency : undefined
}
