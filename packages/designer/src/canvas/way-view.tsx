import { Icon, useMessages } from '@periplo/ui'
import type { EdgeProps } from '@xyflow/react'
import { EdgeLabelRenderer, getSmoothStepPath } from '@xyflow/react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { drawArrowhead, drawPath, findMiddle } from '../map/draw-path.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import type { WayEdge } from './flow-types.ts'
import { useMap } from './map-context.ts'

/** One edge: a line in the gutters, a share while measuring, a place to insert a step while designing. */
export const WayView = memo(function WayView(props: EdgeProps<WayEdge>) {
  const { id, source, target, data, selected } = props
  const { store, readOnly, askForKind } = useMap()
  const m = useMessages(MAP_WORDS)
  const inHand = useStore(store, (state) => state.dragged.has(source) || state.dragged.has(target))
  const shown = useStore(store, (state) => state.shown.has(id))
  const { near, approach, leave } = useNearness()
  if (!data) return null
  const { points, mode, stageTone, faint, lineWidth } = data
  const path = inHand
    ? getSmoothStepPath({ ...props, borderRadius: 8 })[0]
    : drawPath(points, mode === 'measure' ? 14 : 8)
  const middle = findMiddle(points)
  return (
    <g
      className="d-way"
      data-selected={selected || undefined}
      data-shown={shown || undefined}
      data-mode={mode}
      data-stage={stageTone}
      data-faint={faint || undefined}
      onPointerEnter={approach}
      onPointerLeave={leave}
    >
      <path className="d-way-line" d={path} strokeWidth={lineWidth} />
      {mode === 'design' && <path className="d-way-reach" d={path} strokeWidth={18} />}
      {mode === 'design' && !inHand && <path className="d-way-head" d={drawArrowhead(points)} />}
      {!inHand && mode === 'design' && !readOnly && (near || selected) && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="d-plus nodrag nopan"
            // by keyboard a step is added after the chosen one with "/"
            tabIndex={-1}
            aria-label={m.insertHere({ name: data.name })}
            style={{ transform: toPlace(middle) }}
            onPointerEnter={approach}
            onPointerLeave={leave}
            onClick={() => askForKind({ purpose: 'insert', edgeKey: id })}
          >
            <Icon name="add" size={12} />
          </button>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})

function toPlace({ x, y }: { readonly x: number; readonly y: number }): string {
  return `translate(-50%, -50%) translate(${x}px, ${y}px)`
}

const LINGER_MS = 250

/** Whether the pointer is at the edge; it may leave for a moment on its way to the button. */
function useNearness() {
  const [near, setNear] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const acts = useMemo(
    () => ({
      approach: () => {
        clearTimeout(timer.current)
        setNear(true)
      },
      leave: () => {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => setNear(false), LINGER_MS)
      },
    }),
    [],
  )
  return { near, ...acts }
}
