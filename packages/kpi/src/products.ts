import { findAtPath, isJsonObject } from '@periplo/model'
import type { JsonObject, JsonValue } from '@periplo/model'

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

function toDistinct(values: readonly (JsonValue | undefined)[]): readonly string[] {
  return [...new Set(values.map(findText).filter((text) => text !== null))]
}
