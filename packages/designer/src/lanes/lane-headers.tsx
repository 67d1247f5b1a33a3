import type { JourneyDefinition, Stage, StageId } from '@periplo/model'
import type { DragEvent } from 'react'
import { useState } from 'react'
import type { ViewPlace } from '../canvas/follow-view.tsx'
import { useFollowedView } from '../canvas/follow-view.tsx'
import type { MapMode } from '../canvas/flow-types.ts'
import type { LaneLayout, MapBounds } from '../map/lanes.ts'
import { toSides } from '../map/lanes.ts'
import type { StageFigures } from '../measure/stage-figures.ts'
import { LaneHeader } from './lane-header.tsx'
import { RemoveStageDialog } from './remove-stage-dialog.tsx'
import { useLaneActs } from './use-lane-acts.ts'

/** The type under which a dragged stage travels. */
const STAGE_TYPE = 'application/x-periplo-stage'

/** The headers over the lanes; they follow the map sideways and keep their size. One is dragged to put its lane elsewhere. */
export function LaneHeaders(props: {
  readonly definition: JourneyDefinition
  readonly layout: LaneLayout
  readonly bounds: MapBounds
  readonly mode: MapMode
  readonly editing: boolean
  readonly figuresOf: (stage: Stage) => StageFigures
  readonly onCollapse: (id: StageId, collapsed: boolean) => void
}) {
  const { definition, layout, bounds, mode, editing, figuresOf, onCollapse } = props
  const strip = useFollowedView<HTMLDivElement>(followSideways)
  const lanes = useLaneActs({ definition, onCollapse })
  const dragging = useDraggedLane(definition, lanes.move)
  const removing = definition.stages.find(({ id }) => id === lanes.removing)
  return (
    <div className="d-heads" data-mode={mode}>
      <div ref={strip} className="d-heads-strip">
        {definition.stages.map((stage, index) => {
          const lane = layout.lanes[index]
          if (!lane) return null
          const { left, width } = toSides(lane, layout, bounds)
          return (
            <div
              key={stage.id}
              className="d-head-place"
              data-over={dragging.over === stage.id || undefined}
              style={{ left: `calc(${left}px * var(--zoom))`, width: `calc(${width}px * var(--zoom))` }}
              {...(editing && lanes.renaming !== stage.id && dragging.propsOf(stage.id))}
            >
              <LaneHeader
                stage={stage}
                figures={mode === 'measure' ? figuresOf(stage) : undefined}
                collapsed={lane.collapsed}
                renaming={lanes.renaming === stage.id}
                onExpand={() => onCollapse(stage.id, false)}
                acts={editing ? lanes.actsOf(stage.id) : undefined}
              />
            </div>
          )
        })}
      </div>
      {removing && (
        <RemoveStageDialog
          definition={definition}
          stage={removing}
          onRemove={(heir) => lanes.remove(removing.id, heir)}
          onClose={lanes.endRemoving}
        />
      )}
    </div>
  )
}

function followSideways(strip: HTMLElement, { x, zoom }: ViewPlace): void {
  strip.style.setProperty('--zoom', `${zoom}`)
  strip.style.transform = `translateX(${x}px)`
}

/** Dragging one header onto another puts its lane there. */
function useDraggedLane({ stages }: JourneyDefinition, move: (id: StageId, to: number) => void) {
  const [over, setOver] = useState<StageId>()
  const isLane = (event: DragEvent) => event.dataTransfer.types.includes(STAGE_TYPE)
  const propsOf = (id: StageId) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(STAGE_TYPE, id)
      event.dataTransfer.effectAllowed = 'move'
    },
    onDragOver: (event: DragEvent) => {
      if (!isLane(event)) return
      event.preventDefault()
      setOver(id)
    },
    onDragLeave: () => setOver(undefined),
    onDrop: (event: DragEvent) => {
      setOver(undefined)
      if (!isLane(event)) return
      event.preventDefault()
      move(
        event.dataTransfer.getData(STAGE_TYPE),
        stages.findIndex((stage) => stage.id === id),
      )
    },
  })
  return { over, propsOf }
}
