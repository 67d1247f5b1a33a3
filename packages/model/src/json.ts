/** Any value JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A JSON object; keys never include `__proto__` once {@link findJsonFlaw} has passed it. */
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** Bounds of one JSON document: nesting (the outermost object is 1) and keys in total. */
export const JSON_LIMITS = { depth: 32, keys: 1_000 } as const

/** Why a JSON document is refused. */
export type JsonFlaw = 'too-deep' | 'too-many-keys' | 'forbidden-key' | 'bad-text' | 'non-finite-number'

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** What {@link findJsonFlaw} holds a document to. */
export interface JsonLimits {
  readonly depth: number
  readonly keys: number
}

interface Walk {
  readonly limits: JsonLimits
  keys: number
}

/** The first flaw of a parsed JSON document within `limits`, or undefined. Linear in its size. */
export function findJsonFlaw(value: unknown, limits: JsonLimits = JSON_LIMITS): JsonFlaw | undefined {
  return flawOf(value, 1, { limits, keys: 0 })
}

function flawOf(value: unknown, depth: number, walk: Walk): JsonFlaw | undefined {
  if (typeof value === 'string') return isCleanText(value) ? undefined : 'bad-text'
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'non-finite-number'
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > walk.limits.depth) return 'too-deep'
  return Array.isArray(value)
    ? flawOfList(value, depth, walk)
    : flawOfObject(value as Readonly<Record<string, unknown>>, depth, walk) // oxlint-disable-line typescript/no-unsafe-type-assertion -- any object can be asked for its keys
}

function flawOfList(list: readonly unknown[], depth: number, walk: Walk): JsonFlaw | undefined {
  walk.keys += list.length
  if (walk.keys > walk.limits.keys) return 'too-many-keys'
  for (const item of list) {
    const flaw = flawOf(item, depth + 1, walk)
    if (flaw) return flaw
  }
  return undefined
}

function flawOfObject(
  object: Readonly<Record<string, unknown>>,
  depth: number,
  walk: Walk,
): JsonFlaw | undefined {
  // not Object.entries: this runs for every key that arrives, and its lists were the dearest part of it
  for (const key in object) {
    if (!Object.hasOwn(object, key)) continue
    const item = object[key]
    walk.keys += 1
    if (walk.keys > walk.limits.keys) return 'too-many-keys'
    if (FORBIDDEN_KEYS.has(key)) return 'forbidden-key'
    const flaw = isCleanText(key) ? flawOf(item, depth + 1, walk) : 'bad-text'
    if (flaw) return flaw
  }
  return undefined
}

// oxlint-disable-next-line no-control-regex -- NUL is what PostgreSQL cannot hold
const SUSPECT = /[\0\ud800-\udfff]/

/** Whether PostgreSQL and UTF-8 can hold the text: no NUL, no lone surrogate. */
export function isCleanText(text: string): boolean {
  return !SUSPECT.test(text) || (!text.includes('\u0000') && text.isWellFormed())
}

/** Whether the value is a JSON object: not null, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether the value is a JSON list. */
export function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/**
 * The value at a dotted path (`products.0.sku`), or undefined where any part is missing. Own properties
 * only, so `constructor` or `length` of a list never leak in.
 */
export function findAtPath(root: JsonValue | undefined, path: string): JsonValue | undefined {
  let here: JsonValue | undefined = root
  for (const part of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = isJsonList(here) ? here[Number(part)] : here[part]
  }
  return here
}
