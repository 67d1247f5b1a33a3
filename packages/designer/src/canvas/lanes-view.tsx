import type { JourneyDefinition, Stage } from '@periplo/model'
import { Avatar, formatPercent, Icon, useLocale, useMessages } from '@periplo/ui'
import { useViewport, ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import { useStore } from 'zustand'
import type { LaneLayout } from '../map/lanes.ts'
import { MAP_WORDS } from '../words/map-words.ts'
import { nameStage } from '../words/stage-words.ts'
import type { StageFigures } from '../measure/stage-figures.ts'
import { StageMeasuresView } from '../measure/stage-measures.tsx'
import { stageStepOf } from './to-graph.ts'
import type { MapMode } from './flow-types.ts'
import { useMap } from './map-context.ts'

/** The headers over the lanes; they follow the map sideways and keep their size. */
export function LaneHeaders(props: {
  readonly definition: JourneyDefinition
  readonly layout: LaneLayout
  readonly mode: MapMode
  readonly figuresOf: (stage: Stage) => StageFigures
}) {
  const { definition, layout, mode, figuresOf } = props
  const { x, zoom } = useViewport()
  return (
    <div className="d-heads" data-mode={mode}>
      {definition.stages.map((stage, index) => {
        const lane = layout.lanes[index]
        if (!lane) return null
        return (
          <div
            key={stage.id}
            className="d-head-place"
            style={{ left: x + lane.left * zoom, width: lane.width * zoom }}
          >
            <LaneHeader
              stage={stage}
              step={stageStepOf(definition, stage.id)}
              figures={mode === 'measure' ? figuresOf(stage) : undefined}
            />
          </div>
        )
      })}
    </div>
  )
}

const LaneHeader = memo(function LaneHeader(props: {
  readonly stage: Stage
  readonly step: number
  readonly figures: StageFigures | undefined
}) {
  const { stage, step, figures } = props
  const { locale } = useLocale()
  const m = useMessages(MAP_WORDS)
  const name = nameStage(locale, stage)
  if (figures) return <StageMeasuresView stage={stage} name={name} step={step} figures={figures} />
  const { targetConversionRate, owner } = stage
  const target =
    targetConversionRate === undefined
      ? undefined
      : formatPercent(locale, targetConversionRate, { digits: 0 })
  return (
    <header className="d-head" data-stage={step}>
      <h2 className="p-cut" title={name}>
        {name}
      </h2>
      <p className="d-head-target">
        <Icon name="target" size={12} />
        <span className="p-cut">{target === undefined ? m.noTarget : m.target({ share: target })}</span>
      </p>
      {owner && (
        <span className="d-head-owner" title={m.owner({ name: owner })}>
          <Avatar name={owner} size={20} />
        </span>
      )}
    </header>
  )
})

/** How far the bands reach above and below everything that can be panned to. */
const REACH = 6000

/** The bands behind the cards; they scale with the map. From afar their dots would be noise, and costly to paint. */
export const LaneBands = memo(function LaneBands(props: {
  readonly layout: LaneLayout
  readonly height: number
}) {
  const { layout, height } = props
  const { store } = useMap()
  const far = useStore(store, (state) => state.far)
  return (
    <ViewportPortal>
      {layout.lanes.map((lane) => (
        <div
          key={lane.id}
          className="d-band"
          data-far={far || undefined}
          style={{ left: lane.left, width: lane.width, top: -REACH, height: height + 2 * REACH }}
        />
      ))}
    </ViewportPortal>
  )
})
