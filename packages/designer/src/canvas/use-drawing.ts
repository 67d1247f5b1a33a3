import { useLocale } from '@periplo/ui'
import type { RefObject } from 'react'
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Box } from '../map/geometry.ts'
import { CARD_WIDTH, MEASURE_CARD_WIDTH } from '../map/geometry.ts'
import type { LaneLayout } from '../map/lanes.ts'
import { layLanes, placeCards } from '../map/lanes.ts'
import type { CanvasStore } from './canvas-store.ts'
import { createCanvas, drawGraph } from './canvas-store.ts'
import type { JourneyMapProps } from './map-props.ts'
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
  /** Of everything drawn, in pixels of the map. */
  readonly height: number
  /** People on the busiest edge. */
  readonly busiest: number
  readonly redraw: () => void
}

/** Keeps the canvas in step with the definition, the mode and the size of the pane. */
export function useDrawing(props: JourneyMapProps, paneRef: RefObject<HTMLDivElement | null>): Drawing {
  const { definition, mode, overlay, problems } = props
  const { locale } = useLocale()
  const size = useSize(paneRef)
  const [store] = useState(createCanvas)
  const cardWidth = mode === 'measure' ? MEASURE_CARD_WIDTH : CARD_WIDTH
  const layout = useMemo(
    () => layLanes(definition, { availableWidth: size.width, cardWidth }),
    [definition, size.width, cardWidth],
  )
  const cards = useMemo(() => placeCards(definition, layout), [definition, layout])
  const graph = useMemo(
    () => toGraph({ definition, layout, mode, overlay, problems, locale }),
    [definition, layout, mode, overlay, problems, locale],
  )
  useLayoutEffect(() => drawGraph(store, graph), [store, graph])
  const redraw = useCallback(() => drawGraph(store, graph), [store, graph])
  const acts = useActs(store, { ...props, layout, locale })
  const height = Math.max(0, ...[...cards.values()].map((card) => card.top + card.height))
  const busiest = Math.max(1, ...Object.values(overlay?.edges ?? {}).map((edge) => edge.people))
  return { store, acts, layout, cards, size, height, busiest, redraw }
}

function useActs(store: CanvasStore, source: ActsSource): MapActs {
  const [present] = useState(() => createStore(() => source))
  useLayoutEffect(() => present.setState(source, true))
  const [acts] = useState(() => createActs(store, present.getState))
  return acts
}
