import { useLocale } from '@periplo/ui'
import type { RefObject } from 'react'
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Box } from '../map/geometry.ts'
import type { LaneLayout, MapBounds } from '../map/lanes.ts'
import { DESIGN_ROOM, layLanes, MEASURE_ROOM, placeCards } from '../map/lanes.ts'
import type { CanvasStore } from './canvas-store.ts'
import { createCanvas, drawGraph } from './canvas-store.ts'
import type { JourneyMapProps } from './map-props.ts'
import type { MapGraph } from './flow-types.ts'
import type { ActsSource, MapActs } from './map-acts.ts'
import { createActs } from './map-acts.ts'
import { toGraph } from './to-graph.ts'
import { useSize } from './use-size.ts'

/** The journey as drawn at the present size, and the gestures on it. */
export interface Drawing {
  readonly store: CanvasStore
  readonly acts: MapActs
  readonly layout: LaneLayout
  readonly cards: ReadonlyMap<string, Box>
  readonly size: { readonly width: number; readonly height: number }
  readonly bounds: MapBounds
  /** People on the busiest edge. */
  readonly busiest: number
  readonly redraw: () => void
}

/** Free pixels between the outermost way and the border. */
const RIM = 8

/** Keeps the canvas in step with the definition, the mode and the size of the pane. */
export function useDrawing(
  props: JourneyMapProps,
  collapsed: ReadonlySet<string>,
  paneRef: RefObject<HTMLDivElement | null>,
): Drawing {
  const { definition, mode, overlay, problems } = props
  const { locale } = useLocale()
  const size = useSize(paneRef)
  const [store] = useState(createCanvas)
  const layout = useMemo(() => {
    const room = mode === 'measure' ? MEASURE_ROOM : DESIGN_ROOM
    return layLanes(definition, {
      ...room,
      availableWidth: size.width,
      collapsed: mode === 'design' ? collapsed : undefined,
    })
  }, [definition, size.width, mode, collapsed])
  const cards = useMemo(() => placeCards(definition, layout), [definition, layout])
  const graph = useMemo(
    () => toGraph({ definition, layout, mode, overlay, problems, locale }),
    [definition, layout, mode, overlay, problems, locale],
  )
  useLayoutEffect(() => drawGraph(store, graph), [store, graph])
  const redraw = useCallback(() => drawGraph(store, graph), [store, graph])
  const acts = useActs(store, { ...props, layout, locale })
  const bounds = useMemo(() => findBounds(layout, cards, graph), [layout, cards, graph])
  const busiest = Math.max(1, ...Object.values(overlay?.edges ?? {}).map((edge) => edge.people))
  return { store, acts, layout, cards, size, bounds, busiest, redraw }
}

function findBounds(layout: LaneLayout, cards: ReadonlyMap<string, Box>, { edges }: MapGraph): MapBounds {
  const bounds = { left: 0, right: layout.width, bottom: 0 }
  for (const card of cards.values()) bounds.bottom = Math.max(bounds.bottom, card.top + card.height)
  for (const { data } of edges) {
    for (const { x, y } of data?.points ?? []) {
      const half = (data?.lineWidth ?? 0) / 2 + RIM
      bounds.left = Math.min(bounds.left, x - half)
      bounds.right = Math.max(bounds.right, x + half)
      bounds.bottom = Math.max(bounds.bottom, y)
    }
  }
  return bounds
}

function useActs(store: CanvasStore, source: ActsSource): MapActs {
  const [present] = useState(() => createStore(() => source))
  useLayoutEffect(() => present.setState(source, true))
  const [acts] = useState(() => createActs(store, present.getState))
  return acts
}
