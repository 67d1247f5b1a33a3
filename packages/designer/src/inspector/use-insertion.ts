import type { RefObject } from 'react'
import { useCallback, useRef } from 'react'

/** Puts text where the cursor of a field stands. */
export interface Insertion<Element> {
  readonly ref: RefObject<Element | null>
  readonly insert: (text: string) => void
}

/** Writes as if it had been typed, so that the field, its history and its owner all notice. */
export function useInsertion<Element extends HTMLInputElement | HTMLTextAreaElement>(): Insertion<Element> {
  const ref = useRef<Element>(null)
  const insert = useCallback((text: string) => {
    const field = ref.current
    if (!field) return
    field.focus()
    const start = field.selectionStart ?? field.value.length
    const next = field.value.slice(0, start) + text + field.value.slice(field.selectionEnd ?? start)
    // React listens to the element's own setter, not to an assignment it made itself
    const owner = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
    Object.getOwnPropertyDescriptor(owner.prototype, 'value')?.set?.call(field, next)
    field.setSelectionRange(start + text.length, start + text.length)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }, [])
  return { ref, insert }
}
