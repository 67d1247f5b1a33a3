import type { JourneyDefinition } from '@periplo/model'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createHistory, withGesture, withRedo, withUndo } from './history.ts'

/** A definition being edited, and the way back through what was done to it. */
export interface DesignHistoryHandle {
  readonly definition: JourneyDefinition
  /** Takes a finished gesture in. Typing into one field, gesture by gesture, is one step back. */
  readonly apply: (next: JourneyDefinition, gesture: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
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
  const state = useStore(store)
  const acts = useMemo(
    () => ({
      apply: (next: JourneyDefinition, gesture: string) =>
        store.setState((history) => withGesture(history, next, gesture)),
      undo: () => store.setState(withUndo),
      redo: () => store.setState(withRedo),
    }),
    [store],
  )
  return {
    definition: state.definition,
    ...acts,
    canUndo: state.done.length > 0,
    canRedo: state.undone.length > 0,
  }
}
