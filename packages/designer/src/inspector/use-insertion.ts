import type { RefObject } from 'react'
import { useCallback, useRef } from 'react'

/**
 * The ref for a field, and the way to put text where its cursor stands. It writes as if typed, so that the field, its history and its owner all notice.
 */
export function useInsertion<Element extends HTMLInputElement | HTMLTextAreaElement>(): readonly [
  RefObject<Element | null>,
  (text: string) => void,
] {
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
  return [ref, insert]
}
