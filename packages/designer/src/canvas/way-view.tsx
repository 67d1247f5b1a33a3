import { Icon, useMessages } from '@periplo/ui'
import type { EdgeProps } from '@xyflow/react'
import { EdgeLabelRenderer, getSmoothStepPath } from '@xyflow/react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { drawArrowhead, drawPath, findLabelPoint } from '../map/draw-path.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import type { WayEdge } from './flow-types.ts'
import { useMap } from './map-context.ts'

/** One edge: a line in the gutters, a share while measuring, a place to insert a step while designing. */
export const WayView = memo(function WayView(props: EdgeProps<WayEdge>) {
  const { id, source, target, data, selected } = props
  const { store, readOnly, askForKind } = useMap()
  const m = useMessages(MAP_WORDS)
  const inHand = useStore(store, (state) => state.dragged.has(source) || state.dragged.has(target))
  if (!data) return null
  const { points, mode, stageStep, faint, lineWidth } = data
  const path = inHand
    ? getSmoothStepPath({ ...props, borderRadius: 8 })[0]
    : drawPath(points, mode === 'measure' ? 14 : 8)
  const middle = findLabelPoint(points)
  return (
    <g
      className="d-way"
      data-selected={selected || undefined}
      data-mode={mode}
      data-stage={stageStep}
      data-faint={faint || undefined}
    >
      <path className="d-way-line" d={path} strokeWidth={lineWidth} />
      {mode === 'design' && <path className="d-way-reach" d={path} strokeWidth={18} />}
      {mode === 'design' && !inHand && <path className="d-way-head" d={drawArrowhead(points)} />}
      {!inHand && mode === 'measure' && data.label !== '' && (
        <EdgeLabelRenderer>
          <span className="d-share p-num" style={{ transform: toPlace(middle) }}>
            {data.label}
          </span>
        </EdgeLabelRenderer>
      )}
      {!inHand && mode === 'design' && !readOnly && (
        <foreignObject x={middle.x - 12} y={middle.y - 12} width={24} height={24} className="d-plus-room">
          <button
            type="button"
            className="d-plus nodrag nopan"
            tabIndex={-1}
            aria-label={m.insertHere({ name: data.name })}
            onClick={(event) => {
              event.stopPropagation()
              askForKind({ purpose: 'insert', edgeKey: id })
            }}
          >
            <Icon name="add" size={12} />
          </button>
        </foreignObject>
      )}
    </g>
  )
})

function toPlace({ x, y }: { readonly x: number; readonly y: number }): string {
  return `translate(-50%, -50%) translate(${x}px, ${y}px)`
}
