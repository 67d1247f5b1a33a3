import { useEffect, useState } from 'react'

const QUIET_MS = 250

/**
 * A text field whose value is committed once the hands rest. A value that changes from outside (the back
 * button) replaces what was written.
 */
export function useSettledText(
  committed: string,
  commit: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [draft, setDraft] = useState({ text: committed, of: committed })
  const text = draft.of === committed ? draft.text : committed
  useEffect(() => {
    if (text === committed) return undefined
    const timer = setTimeout(() => commit(text), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text, committed, commit])
  return [text, (next) => setDraft({ text: next, of: committed })]
}
