import { findAtPath, isJsonObject } from '@periplo/model'
import type { JsonObject, JsonValue } from '@periplo/model'
import { findText } from '../products.ts'

/** One line of an order, a cart or a view. */
export interface Item {
  /** `sku`, else `product_id`; null where the line names neither. */
  readonly sku: string | null
  /** In lower case. */
  readonly category: string | null
  /** 1 unless said. */
  readonly quantity: number
  /** Of one piece, in whole units of the event's currency; null unless said. */
  readonly price: number | null
}

/** The lines an event names: those of its `products`, else its own properties where they name a product. */
export function listItems(properties: JsonObject): readonly Item[] {
  const products = findAtPath(properties, 'products')
  if (Array.isArray(products)) return products.filter(isJsonObject).map(toItem)
  const own = toItem(properties)
  return own.sku === null ? [] : [own]
}

function toItem(line: JsonObject): Item {
  return {
    sku: findText(line['sku']) ?? findText(line['product_id']),
    category: findText(line['category'])?.toLowerCase() ?? null,
    quantity: findNumber(line['quantity']) ?? 1,
    price: findNumber(line['price']) ?? null,
  }
}

/** The number a property holds, written as a number or as decimal text; undefined for anything else. */
export function findNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
