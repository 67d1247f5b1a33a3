import type { ReactNode } from 'react'
import { createContext, use, useState } from 'react'
import { useMessages } from '../locale/messages.ts'
import { UI_MESSAGES } from '../locale/ui-messages.ts'

/** Where lists and menus are put; null until the place is there. */
const LayerContext = createContext<HTMLElement | null | undefined>(undefined)

/**
 * Keeps a named region at the end of the page for lists, menus and words beside things, so that what they say
 * belongs to a landmark like everything else on the page.
 */
export function LayersProvider({ children }: { readonly children: ReactNode }) {
  const m = useMessages(UI_MESSAGES)
  const [layer, setLayer] = useState<HTMLElement | null>(null)
  return (
    <LayerContext value={layer}>
      {children}
      <section ref={setLayer} aria-label={m.layers} className="p-layers" />
    </LayerContext>
  )
}

/** Keeps lists and menus inside the dialog they are asked for in: while it is open, everything outside is out of reach. */
export function DialogLayer({ children }: { readonly children: ReactNode }) {
  const [layer, setLayer] = useState<HTMLElement | null>(null)
  return (
    <LayerContext value={layer}>
      {children}
      <div ref={setLayer} />
    </LayerContext>
  )
}

/** Where to put a list, a menu or a word; null until the region is there. */
export function useLayer(): HTMLElement | null | undefined {
  return use(LayerContext)
}
