import type { NodeMeasures } from '@periplo/kpi'
import type { Node } from '@periplo/model'
import { IconButton, useLocale, useMessages } from '@periplo/ui'
import type { Viewport } from '@xyflow/react'
import { useOnViewportChange, useReactFlow } from '@xyflow/react'
import type { ReactNode } from 'react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { MapMeasure } from '../canvas/flow-types.ts'
import { useMap } from '../canvas/map-context.ts'
import type { Box } from '../map/geometry.ts'
import { toLabelBox } from '../map/place-labels.ts'
import { titleOf } from '../nodes/registry.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { ExplainDwell } from './explain-dwell.tsx'
import { ExplainLoss } from './explain-loss.tsx'
import { ExplainSends } from './explain-sends.tsx'
import type { Room } from './free-spot.ts'
import { findFreeSpot } from './free-spot.ts'
import { useMeasureWords } from './use-measure-words.ts'

/** What a card can be asked about. */
export type ExplainedMeasure = Exclude<MapMeasure, 'ropo-orders'>

const WIDTH = 304
const HEIGHTS: Readonly<Record<ExplainedMeasure, number>> = { 'drop-off': 370, dwell: 310, sends: 370 }

/** Explains the measure of one card beside it: value and interval, formula, what was counted, and the parts. */
export function Explanation(props: {
  readonly node: Node
  readonly measure: ExplainedMeasure
  /** Every card of the map, so that none is hidden that need not be. */
  readonly cards: ReadonlyMap<string, Box>
  readonly measures: NodeMeasures
  readonly isWorst: boolean
  /** Nobody asked for it: it stays away where it would hide a card or a share. */
  readonly unasked: boolean
  readonly room: Room
  readonly onClose: () => void
  readonly onHover: (inside: boolean) => void
  readonly actions?: ReactNode
}) {
  const { node, measure, measures, isWorst, unasked, onClose, onHover, actions } = props
  const m = useMessages(MEASURE_WORDS)
  const { locale } = useLocale()
  const spot = useSpot(node.id, props)
  const words = useMeasureWords(measure)
  const title = titleOf(node, locale)
  if (unasked && spot.hiddenPx > 0) return null
  return (
    <aside
      className="d-explain"
      aria-label={m.explain({ title, measure: words.name })}
      style={{ left: spot.left, top: spot.top }}
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
    >
      <div className="d-explain-head">
        <b className="p-cut" title={title}>
          {title}
        </b>
        <span className="p-muted">{words.name}</span>
        <IconButton icon="close" size="sm" label={m.close} onClick={onClose} />
      </div>
      {isWorst && <p className="d-explain-worst">{m.worst}</p>}
      <Body measure={measure} measures={measures} />
      <p className="d-hint d-explain-notes">{words.notes}</p>
      {actions && <div className="d-explain-foot">{actions}</div>}
    </aside>
  )
}

function Body({
  measure,
  measures,
}: {
  readonly measure: ExplainedMeasure
  readonly measures: NodeMeasures
}) {
  switch (measure) {
    case 'drop-off':
      return <ExplainLoss measures={measures} />
    case 'dwell':
      return <ExplainDwell measures={measures} />
    case 'sends':
      return <ExplainSends measures={measures} />
  }
}

/** Where no card and no share is hidden. Looked for anew when the view has come to rest: while it moves the panel stands still. */
function useSpot(
  id: string,
  { cards, room, measure }: { cards: ReadonlyMap<string, Box>; room: Room; measure: ExplainedMeasure },
) {
  const { getViewport } = useReactFlow()
  const { store } = useMap()
  const ways = useStore(store, ({ edges }) => edges)
  const [view, setView] = useState<Viewport>(getViewport)
  useOnViewportChange({ onEnd: setView })
  return useMemo(() => {
    const shares = ways.flatMap(({ data }) => (data?.label ? [toLabelBox(data.label)] : []))
    const about = cards.get(id)
    return findFreeSpot(
      [...cards.values(), ...shares].map((box) => toScreen(box, view)),
      {
        about: about && toScreen(about, view),
        room,
        size: { width: WIDTH, height: HEIGHTS[measure] },
      },
    )
  }, [id, cards, ways, room, measure, view])
}

function toScreen({ left, top, width, height }: Box, { x, y, zoom }: Viewport): Box {
  return { left: x + left * zoom, top: y + top * zoom, width: width * zoom, height: height * zoom }
}
