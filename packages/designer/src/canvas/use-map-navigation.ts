import type { JourneyDefinition } from '@periplo/model'
import { useReactFlow } from '@xyflow/react'
import type { RefObject } from 'react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { WalkDirection } from '../edit/walk.ts'
import { findFirst, findNeighbour } from '../edit/walk.ts'
import { clamp } from '../map/geometry.ts'
import { selectCards, selectedCards } from './canvas-store.ts'
import type { Drawing } from './use-drawing.ts'

/** Ways to look at and to choose parts of the map. */
export interface MapNavigation {
  /** Chooses a card, brings it into sight and gives it the focus. */
  readonly goTo: (id: string) => void
  readonly walk: (direction: WalkDirection) => void
  readonly selectAll: () => void
  readonly selectNone: () => void
  readonly fit: () => void
}

const SMALLEST_FIT = 0.15
/** A map opens no smaller than its words can be read; what has no room then is panned to. */
const SMALLEST_OPENING = 0.6
const MOVE_MS = 160

/** Keeps the choice in step with the owner's, and moves the view. */
export function useMapNavigation(from: {
  readonly drawing: Drawing
  readonly definition: JourneyDefinition
  readonly rootRef: RefObject<HTMLElement | null>
  readonly selectedNodeId: string | undefined
  readonly onSelect: (id: string | undefined) => void
}): MapNavigation {
  const { drawing, definition, rootRef } = from
  useSharedChoice(from)
  const view = useView(drawing)
  const latest = useRef({ drawing, definition, view })
  useLayoutEffect(() => {
    latest.current = { drawing, definition, view }
  })
  const goTo = useCallback(
    (id: string) => {
      const { drawing: now, view: look } = latest.current
      selectCards(now.store, new Set([id]))
      look.reveal(id)
      requestAnimationFrame(() => {
        rootRef.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus()
      })
    },
    [rootRef],
  )
  return useMemo(
    () => ({
      goTo,
      walk: (direction) => {
        const { drawing: now, definition: present } = latest.current
        const [here] = selectedCards(now.store.getState())
        const next =
          here === undefined
            ? findFirst(now.cards)
            : findNeighbour(present, now.cards, { from: here, direction })
        if (next !== undefined) goTo(next)
      },
      selectAll: () => {
        const { drawing: now } = latest.current
        selectCards(now.store, new Set(now.cards.keys()))
      },
      selectNone: () => selectCards(latest.current.drawing.store, new Set()),
      fit: () => latest.current.view.fit(),
    }),
    [goTo],
  )
}

/** The owner knows the one chosen card; the canvas knows all that are chosen. Each follows the other. */
function useSharedChoice(from: {
  readonly drawing: Drawing
  readonly selectedNodeId: string | undefined
  readonly onSelect: (id: string | undefined) => void
}): void {
  const { drawing, selectedNodeId, onSelect } = from
  const { store } = drawing
  const told = useRef(selectedNodeId)
  const tell = useRef(onSelect)
  useLayoutEffect(() => {
    tell.current = onSelect
  })
  useEffect(() => {
    told.current = selectedNodeId
    const chosen = selectedCards(store.getState())
    const only = chosen.size === 1 ? [...chosen][0] : undefined
    if (only === selectedNodeId) return
    if (selectedNodeId !== undefined || chosen.size === 1) {
      selectCards(store, new Set(selectedNodeId === undefined ? [] : [selectedNodeId]))
    }
  }, [store, selectedNodeId])
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.nodes === before.nodes) return
        const chosen = selectedCards(state)
        const only = chosen.size === 1 ? [...chosen][0] : undefined
        if (only === told.current) return
        told.current = only
        tell.current(only)
      }),
    [store],
  )
}

function useView({ layout, size, bounds, cards }: Drawing) {
  const flow = useReactFlow()
  const opened = useRef({ lanes: '', cardWidth: 0, width: 0, x: 0, zoom: 0 })
  const known = size.width > 0
  const lanes = layout.lanes.map(({ id, collapsed }) => (collapsed ? `-${id}` : id)).join()
  useEffect(() => {
    const { cardWidth } = layout
    const before = opened.current
    const same = before.cardWidth === cardWidth && before.lanes === lanes && before.width === size.width
    if (!known || same) return
    const present = flow.getViewport()
    const zoom = clamp(size.width / (bounds.right - bounds.left), SMALLEST_OPENING, 1)
    const x = -bounds.left * zoom
    opened.current = { lanes, cardWidth, width: size.width, x, zoom }
    // a new mode begins at its upper left; other lanes and another width fill the screen unless somebody has moved
    const begins = before.cardWidth !== cardWidth
    const stood = Math.abs(present.zoom - before.zoom) < 0.001 && Math.abs(present.x - before.x) < 1
    if (begins || stood) void flow.setViewport({ x, y: begins ? 0 : present.y, zoom })
  }, [flow, known, lanes, layout, size.width, bounds])
  return {
    fit: () => {
      const width = bounds.right - bounds.left
      const zoom = clamp(Math.min(size.width / width, size.height / (bounds.bottom + 40)), SMALLEST_FIT, 1)
      const x = Math.max(0, (size.width - width * zoom) / 2) - bounds.left * zoom
      void flow.setViewport({ x, y: 0, zoom }, { duration: motionMs() })
    },
    reveal: (id: string) => {
      const card = cards.get(id)
      if (!card) return
      const { x, y, zoom } = flow.getViewport()
      const left = x + card.left * zoom
      const top = y + card.top * zoom
      const inSight =
        left >= 0 &&
        top >= 0 &&
        left + card.width * zoom <= size.width &&
        top + card.height * zoom <= size.height
      if (inSight) return
      void flow.setCenter(card.left + card.width / 2, card.top + card.height / 2, {
        zoom: Math.max(zoom, 0.5),
        duration: motionMs(),
      })
    },
  }
}

function motionMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS
}
