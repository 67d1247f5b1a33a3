import type { FocusEvent, PointerEvent, ReactElement, ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { lazyPart } from './lazy-part.tsx'
import { withProps } from './with-props.ts'

/** How long the pointer rests on a thing before its word appears; focus shows it at once. */
const REST_MS = 400

/** Fetched when the first word is wanted. */
export const TooltipPopup = lazyPart(async () => (await import('./tooltip-popup.tsx')).TooltipPopup)

/**
 * A word on hover and focus. It repeats or explains and never holds what is nowhere else: touch
 * and screen readers do not see it. The child must take a ref and spread its props.
 */
export function Tooltip(props: {
  readonly label: ReactNode
  readonly shortcut?: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined
  readonly disabled?: boolean | undefined
  readonly children: ReactElement
}) {
  const { label, shortcut, side = 'bottom', disabled = false, children } = props
  const { anchor, open, close, triggerProps } = useRest()
  return (
    <>
      {withProps(children, triggerProps)}
      {anchor && (
        <TooltipPopup {...{ anchor, label, shortcut, side }} open={open && !disabled} onClose={close} />
      )}
    </>
  )
}

/** Where the pointer rests, or the focus came to by keyboard. */
function useRest() {
  const [anchor, setAnchor] = useState<Element>()
  const [open, setOpen] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = (element: Element) => {
    setAnchor(element)
    setOpen(true)
  }
  const close = () => {
    clearTimeout(timer.current)
    setOpen(false)
  }
  const triggerProps = {
    onPointerEnter: ({ pointerType, currentTarget }: PointerEvent) => {
      if (pointerType !== 'touch') timer.current = setTimeout(() => show(currentTarget), REST_MS)
    },
    onPointerLeave: close,
    onPointerDown: close,
    onFocus: ({ currentTarget }: FocusEvent) => {
      if (currentTarget.matches(':focus-visible')) show(currentTarget)
    },
    onBlur: close,
  }
  return { anchor, open, close, triggerProps }
}
