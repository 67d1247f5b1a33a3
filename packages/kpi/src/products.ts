import { findAtPath, isJsonObject } from '@periplo/model'
import type { JsonObject, JsonValue, MatchLevel } from '@periplo/model'

/** What an event is about, in comparable form: text without blanks around it, categories in lower case. */
export interface Products {
  readonly skus: readonly string[]
  readonly categories: readonly string[]
}

/** The products and categories an event names: its own properties and those of its `products`. */
export function listProducts(properties: JsonObject): Products {
  const list = findAtPath(properties, 'products')
  const items = [properties, ...(Array.isArray(list) ? list.filter(isJsonObject) : [])]
  return {
    skus: toDistinct(items.flatMap((item) => [item['sku'], item['product_id']])),
    categories: toDistinct(items.map((item) => findText(item['category'])?.toLowerCase())),
  }
}

/** The text of a property, or null where it is missing, empty or no plain value. */
export function findText(value: JsonValue | undefined): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}

/** Bought online, fetched in a shop. */
const PICKED_UP: ReadonlySet<string> = new Set(['bopis', 'click_and_collect', 'curbside'])

/** How an order leaves, as its event says: `home`, `bopis` …, in lower case; null where it does not say. */
export function findFulfilment({ fulfilment, fulfillment }: JsonObject): string | null {
  return (findText(fulfilment) ?? findText(fulfillment))?.toLowerCase() ?? null
}

/** Whether an order that leaves so was bought online and is fetched in a shop (click & collect). */
export function isPickUp(fulfilment: string | null): boolean {
  return fulfilment !== null && PICKED_UP.has(fulfilment)
}

/** How closely what was seen fits what was bought. Levels nest: the same product is the same category, and any match is one. */
export function listMatches(bought: Products, seen: Products): readonly MatchLevel[] {
  if (bought.skus.some((sku) => seen.skus.includes(sku))) return ['any', 'category', 'sku']
  return bought.categories.some((name) => seen.categories.includes(name)) ? ['any', 'category'] : ['any']
}

function toDistinct(values: readonly (JsonValue | undefined)[]): readonly string[] {
  return [...new Set(values.map(findText).filter((text) => text !== null))]
}
