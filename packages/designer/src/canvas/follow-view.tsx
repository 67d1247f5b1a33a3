import { useStoreApi } from '@xyflow/react'
import type { ReactNode, RefObject } from 'react'
import { useLayoutEffect, useRef } from 'react'

/** Where the view stands: what is at (0, 0) of the map is at (x, y) of the pane. */
export interface ViewPlace {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** Calls back with the view now and whenever it moves, outside of React: nothing is rendered while panning. */
export function useFollowedView<Element extends HTMLElement>(
  follow: (element: Element, view: ViewPlace) => void,
): RefObject<Element | null> {
  const flow = useStoreApi()
  const ref = useRef<Element>(null)
  useLayoutEffect(() => {
    let shown = ''
    const look = ({ transform: [x, y, zoom] }: { readonly transform: readonly [number, number, number] }) => {
      const next = `${x} ${y} ${zoom}`
      if (!ref.current || shown === next) return
      shown = next
      follow(ref.current, { x, y, zoom })
    }
    look(flow.getState())
    return flow.subscribe(look)
  }, [flow, follow])
  return ref
}

/**
 * A layer in pixels of the map, behind or over what React Flow draws. React Flow's own portals look their place
 * up in the whole document on every change, once for each portal.
 */
export function MapLayer(props: { readonly className: string; readonly children: ReactNode }) {
  const ref = useFollowedView<HTMLDivElement>(moveWithMap)
  return (
    <div ref={ref} className={`d-layer ${props.className}`}>
      {props.children}
    </div>
  )
}

function moveWithMap(element: HTMLElement, { x, y, zoom }: ViewPlace): void {
  element.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`
}
