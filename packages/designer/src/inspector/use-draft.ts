import { useCallback, useEffect, useRef, useState } from 'react'

/** Writing that rests this long counts as finished. */
const REST_MS = 500

/** A text being written. */
export interface Draft {
  readonly text: string
  readonly write: (text: string) => void
  /** Hands over at once what has been written. */
  readonly finish: () => void
}

/**
 * Holds what is being written and hands it over when the writer rests, leaves the field or the field goes
 * away. A value that changes from outside (undo, another member) replaces what stands in the field.
 */
export function useDraft(value: string, onCommit: (text: string) => void): Draft {
  const [draft, setDraft] = useState({ text: value, from: value })
  const current = draft.from === value ? draft : { text: value, from: value }
  if (current !== draft) setDraft(current)
  const { text } = current
  const pending = useRef<{ text: string; onCommit: (text: string) => void } | undefined>(undefined)
  useEffect(() => {
    pending.current = text === value ? undefined : { text, onCommit }
  }, [text, value, onCommit])
  const finish = useCallback(() => {
    const waiting = pending.current
    pending.current = undefined
    waiting?.onCommit(waiting.text)
  }, [])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(finish, REST_MS)
    return () => clearTimeout(timer)
  }, [text, value, finish])
  useEffect(() => finish, [finish])
  const write = useCallback((next: string) => setDraft({ text: next, from: value }), [value])
  return { text, write, finish }
}
