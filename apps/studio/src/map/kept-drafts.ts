import type { JourneyDefinition } from '@periplo/model'
import { parseDefinition } from '@periplo/model'

/** What was drawn and not saved, and the revision it began from. */
export interface KeptDraft {
  readonly revision: number
  readonly definition: JourneyDefinition
}

/** A place that keeps texts by key; a browser's local storage is one. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Keeps what is not saved yet; undefined forgets it. A full or forbidden shelf keeps nothing. */
export function keepDraft(shelf: Shelf, journeyId: string, kept: KeptDraft | undefined): void {
  try {
    if (kept) shelf.setItem(toKey(journeyId), JSON.stringify(kept))
    else shelf.removeItem(toKey(journeyId))
  } catch {
    // private windows refuse storage; the draft still lives as long as its tab
  }
}

/** What was kept of a journey. What cannot be read any more is as good as nothing. */
export function findKeptDraft(shelf: Shelf, journeyId: string): KeptDraft | undefined {
  try {
    return parseKept(JSON.parse(shelf.getItem(toKey(journeyId)) ?? 'null'))
  } catch {
    return undefined
  }
}

function parseKept(value: unknown): KeptDraft | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('revision' in value) || !('definition' in value) || typeof value.revision !== 'number')
    return undefined
  const parsed = parseDefinition(value.definition)
  return parsed.kind === 'valid' ? { revision: value.revision, definition: parsed.definition } : undefined
}

function toKey(journeyId: string): string {
  return `periplo.unsaved.${journeyId}`
}
