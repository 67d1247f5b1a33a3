import type { RefObject } from 'react'
import { useMemo } from 'react'
import { selectedCards } from './canvas-store.ts'
import type { JourneyMapProps } from './map-props.ts'
import type { KeyTargets } from './use-keyboard.ts'
import type { Drawing } from './use-drawing.ts'
import type { MapNavigation } from './use-map-navigation.ts'
import type { Panels } from './use-panels.ts'

/** What each key does on this map, given what may be done on it. */
export function useKeyTargets(
  { history, readOnly, mode }: JourneyMapProps,
  parts: {
    readonly drawing: Drawing
    readonly navigation: MapNavigation
    readonly panels: Panels
    readonly rootRef: RefObject<HTMLElement | null>
  },
): KeyTargets {
  const { drawing, navigation, panels, rootRef } = parts
  const { store, acts } = drawing
  const { setRequest, setConnecting, setKeys, setFinding } = panels
  const editing = mode === 'design' && !readOnly
  return useMemo(() => {
    const one = () => {
      const chosen = selectedCards(store.getState())
      return chosen.size === 1 ? [...chosen][0] : undefined
    }
    return {
      acts,
      ...navigation,
      remove: () => {
        acts.removeChosen()
        // what had the focus is gone; the map keeps it, so that the next key is heard
        rootRef.current?.focus()
      },
      openInspector: () => {
        const focused = document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id')
        if (focused) navigation.goTo(focused)
        const intoPanel = () =>
          rootRef.current?.querySelector<HTMLElement>('.d-side-body input:not([type="hidden"])')?.focus()
        requestAnimationFrame(() => requestAnimationFrame(intoPanel))
      },
      askForKind: () => editing && setRequest({ purpose: 'add' }),
      askForTarget: () => editing && setConnecting(one()),
      showKeys: () => setKeys(true),
      find: () => setFinding(true),
      undo: editing ? history?.undo : undefined,
      redo: editing ? history?.redo : undefined,
    }
  }, [store, acts, navigation, rootRef, editing, history, setRequest, setConnecting, setKeys, setFinding])
}
