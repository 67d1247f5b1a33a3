import type { JourneyDefinition } from '@periplo/model'
import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import { toCanonical } from './canonical.ts'
import type { Patch } from './patch.ts'
import { applyPatch, diffDefinitions, invertPatch, isEmptyPatch, joinPatches } from './patch.ts'

/** One gesture as history keeps it. */
export interface HistoryEntry {
  readonly gesture: string
  readonly patch: Patch
}

/** A definition with what was done to it and what was taken back, oldest first. */
export interface DesignHistory {
  readonly definition: JourneyDefinition
  readonly done: readonly HistoryEntry[]
  readonly undone: readonly HistoryEntry[]
}

/** The most gestures that can be taken back. */
export const MAX_HISTORY = 200

/** A history that has not begun. */
export function createHistory(definition: JourneyDefinition): StoreApi<DesignHistory> {
  return createStore<DesignHistory>(() => ({ definition, done: [], undone: [] }))
}

/**
 * The history after one more gesture. Gestures named `edit:…` (typing in one field) join the entry before
 * them if it has the same name, so that a sentence is taken back at once. What was undone is forgotten.
 */
export function withGesture(history: DesignHistory, next: JourneyDefinition, gesture: string): DesignHistory {
  const patch = diffDefinitions(history.definition, next)
  if (isEmptyPatch(patch)) return history
  const last = history.done.at(-1)
  const joins =
    last !== undefined &&
    gesture.startsWith('edit:') &&
    last.gesture === gesture &&
    history.undone.length === 0
  const done = joins
    ? [...history.done.slice(0, -1), { gesture, patch: joinPatches(last.patch, patch) }]
    : [...history.done, { gesture, patch }]
  return { definition: toCanonical(next), done: done.slice(-MAX_HISTORY), undone: [] }
}

/** The history with its last gesture taken back; unchanged if there is none. */
export function withUndo(history: DesignHistory): DesignHistory {
  const last = history.done.at(-1)
  if (!last) return history
  return {
    definition: toCanonical(applyPatch(history.definition, invertPatch(last.patch))),
    done: history.done.slice(0, -1),
    undone: [...history.undone, last],
  }
}

/** The history with the gesture last taken back done again; unchanged if there is none. */
export function withRedo(history: DesignHistory): DesignHistory {
  const next = history.undone.at(-1)
  if (!next) return history
  return {
    definition: toCanonical(applyPatch(history.definition, next.patch)),
    done: [...history.done, next],
    undone: history.undone.slice(0, -1),
  }
}

/** The history at a place: so many gestures done, the others taken back. Beyond either end it is that end. */
export function withPlace(history: DesignHistory, place: number): DesignHistory {
  let here = history
  while (here.done.length > place && here.done.length > 0) here = withUndo(here)
  while (here.done.length < place && here.undone.length > 0) here = withRedo(here)
  return here
}
