import { isJsonObject } from '../json.ts'
import type { JsonObject } from '../json.ts'

/** The format this build writes. */
export const PRESENT_FORMAT = 3

/**
 * How a document of each past format becomes one of the next.
 * - 1 → 2: conditions can ask for more, and there are more kinds of node. Nothing that was there changed.
 * - 2 → 3: conditions can ask for segments, a message can name a guard. Nothing that was there changed.
 */
const UPGRADES: Readonly<Record<number, (document: JsonObject) => JsonObject>> = {
  1: (document) => ({ ...document, format: 2 }),
  2: (document) => ({ ...document, format: 3 }),
}

/**
 * The same document in the present format, where it is of an older one; anything else as it is, to be
 * judged by whoever parses it.
 */
export function upgradeDocument(value: unknown): unknown {
  let document = value
  while (isJsonObject(document) && typeof document['format'] === 'number') {
    const upgrade = Object.hasOwn(UPGRADES, document['format']) ? UPGRADES[document['format']] : undefined
    if (!upgrade) return document
    document = upgrade(document)
  }
  return document
}
