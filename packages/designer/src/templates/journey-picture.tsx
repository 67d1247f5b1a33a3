import type { JourneyDefinition } from '@periplo/model'
import { NODE_FAMILY } from '@periplo/model'
import { useLocale } from '@periplo/ui'
import { useMemo } from 'react'
import { toGraph } from '../canvas/to-graph.ts'
import type { MapGraph } from '../canvas/flow-types.ts'
import { drawPath } from '../map/draw-path.ts'
import type { LaneLayout } from '../map/lanes.ts'
import { DESIGN_ROOM, layLanes } from '../map/lanes.ts'
import { toStageTone } from '../words/stage-words.ts'

/** The band that names a lane by its colour, above the cards. */
const BAND_HEIGHT = 14
/** Where people come in and where they end is round. */
const CORNERS = { entry: 38, wait: 10, decide: 10, act: 10, end: 38 } as const
/** Around the drawing, so that no line touches the border. */
const MARGIN = 16

/**
 * A journey in miniature: the map's own lanes, cards and ways without words. Stages nobody stands in are left
 * out. For the eye alone; whoever shows it says in words what it is.
 */
export function JourneyPicture({ definition }: { readonly definition: JourneyDefinition }) {
  const { locale } = useLocale()
  const { layout, graph } = useMemo(() => {
    const lanes = layLanes(withoutEmptyStages(definition), { ...DESIGN_ROOM, availableWidth: 0 })
    const source = { definition, layout: lanes, mode: 'design', overlay: null, problems: [], locale } as const
    return { layout: lanes, graph: toGraph(source) }
  }, [definition, locale])
  const view = toView(layout, graph)
  return (
    <svg
      viewBox={view.join(' ')}
      preserveAspectRatio="xMidYMin meet"
      className="d-picture"
      aria-hidden="true"
    >
      <Bands layout={layout} />
      {graph.edges.map(({ id, data }) => data && <path key={id} d={drawPath(data.points)} />)}
      {graph.nodes.map(({ id, position, width, height, data }) => (
        <rect
          key={id}
          {...{ ...position, width, height }}
          rx={CORNERS[NODE_FAMILY[data.node.kind]]}
          data-family={NODE_FAMILY[data.node.kind]}
          className={`p-stage-fill-${data.stageTone}`}
        />
      ))}
    </svg>
  )
}

/** Everything drawn, the ways that run outside of the lanes as well. */
function toView({ width }: LaneLayout, { nodes, edges }: MapGraph): readonly number[] {
  const corners = edges.flatMap(({ data }) => data?.points ?? [])
  const left = Math.min(0, ...corners.map(({ x }) => x)) - MARGIN
  const right = Math.max(width, ...corners.map(({ x }) => x)) + MARGIN
  const feet = nodes.map(({ position, height = 0 }) => position.y + height)
  const bottom = Math.max(...feet, ...corners.map(({ y }) => y)) + MARGIN
  const top = -BAND_HEIGHT - MARGIN
  return [left, top, right - left, bottom - top]
}

function Bands({ layout }: { readonly layout: LaneLayout }) {
  return layout.lanes.map(({ id, left, width }) => (
    <rect
      key={id}
      x={left + 2}
      y={-BAND_HEIGHT}
      width={width - 4}
      height={5}
      className={`p-stage-fill-${toStageTone(id)}`}
    />
  ))
}

function withoutEmptyStages(definition: JourneyDefinition): JourneyDefinition {
  const peopled = new Set(definition.nodes.map(({ stage }) => stage))
  return { ...definition, stages: definition.stages.filter(({ id }) => peopled.has(id)) }
}
