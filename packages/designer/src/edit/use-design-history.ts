import type { JourneyDefinition } from '@periplo/model'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createHistory, withGesture, withPlace, withRedo, withUndo } from './history.ts'

/** A definition being edited, and the way back through what was done to it. */
export interface DesignHistoryHandle {
  readonly definition: JourneyDefinition
  /** Takes a finished gesture in. Typing into one field, gesture by gesture, is one step back. */
  readonly apply: (next: JourneyDefinition, gesture: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** The gestures that can be taken back or done again, oldest first. */
  readonly gestures: readonly string[]
  /** How many of them are done now. */
  readonly place: number
  /** Takes gestures back, or does them again, until so many are done. */
  readonly goTo: (place: number) => void
}

/**
 * Keeps the history of one draft for as long as the component lives. Another `initial` object begins a new
 * history: hand in the draft as it was loaded, and the same object on every render until it is loaded anew.
 */
export function useDesignHistory(initial: JourneyDefinition): DesignHistoryHandle {
  const [held, hold] = useState(() => ({ initial, store: createHistory(initial) }))
  const current = held.initial === initial ? held : { initial, store: createHistory(initial) }
  if (current !== held) hold(current)
  const { store } = current
  const { definition, done, undone } = useStore(store)
  const acts = useMemo(
    () => ({
      apply: (next: JourneyDefinition, gesture: string) =>
        store.setState((history) => withGesture(history, next, gesture)),
      undo: () => store.setState(withUndo),
      redo: () => store.setState(withRedo),
      goTo: (place: number) => store.setState((history) => withPlace(history, place)),
    }),
    [store],
  )
  const gestures = useMemo(
    () => [...done, ...undone.toReversed()].map(({ gesture }) => gesture),
    [done, undone],
  )
  return {
    definition,
    ...acts,
    canUndo: done.length > 0,
    canRedo: undone.length > 0,
    gestures,
    place: done.length,
  }
}
