import type { Stage } from '@periplo/model'
import { Avatar, formatPercent, Icon, IconButton, useLocale, useMessages } from '@periplo/ui'
import { memo } from 'react'
import type { StageFigures } from '../measure/stage-figures.ts'
import { StageMeasuresView } from '../measure/stage-measures.tsx'
import { MAP_WORDS } from '../words/map-words.ts'
import { nameStage, toStageTone } from '../words/stage-words.ts'
import type { LaneActs } from './lane-menu.tsx'
import { LaneMenu } from './lane-menu.tsx'
import { LANE_WORDS } from './lane-words.ts'
import { StageNameField } from './stage-name.tsx'

/** What a header can do to its lane; absent where the map is only looked at. */
export interface LaneHeaderActs extends LaneActs {
  readonly keepName: (title: string) => void
  readonly endRenaming: () => void
}

/** The header of a lane: its name and its promise, with what can be done with it; while measuring, how it stands. */
export const LaneHeader = memo(function LaneHeader(props: {
  readonly stage: Stage
  readonly figures: StageFigures | undefined
  readonly collapsed: boolean
  readonly renaming: boolean
  readonly onExpand: () => void
  readonly acts: LaneHeaderActs | undefined
}) {
  const { stage, figures, collapsed, renaming, onExpand, acts } = props
  const { locale } = useLocale()
  const m = useMessages(LANE_WORDS)
  const name = nameStage(locale, stage)
  if (figures) return <StageMeasuresView stage={stage} name={name} figures={figures} />
  if (collapsed) {
    return (
      <header className="d-head d-head-narrow" data-stage={toStageTone(stage.id)}>
        <IconButton icon="panel-open" size="sm" label={m.expand({ name })} onClick={onExpand} side="bottom" />
        <h2 className="p-cut" title={name}>
          {name}
        </h2>
      </header>
    )
  }
  return (
    <header className="d-head" data-stage={toStageTone(stage.id)} data-acts={acts ? true : undefined}>
      {renaming && acts ? (
        <StageNameField stage={stage} onCommit={acts.keepName} onClose={acts.endRenaming} />
      ) : (
        <h2 className="p-cut" title={acts ? `${name}\n${m.dragHint}` : name}>
          {acts ? (
            <button type="button" className="d-head-name" onClick={acts.rename}>
              {name}
            </button>
          ) : (
            name
          )}
        </h2>
      )}
      <Pledge stage={stage} />
      {acts && (
        <span className="d-head-menu">
          <LaneMenu stage={stage} acts={acts} />
        </span>
      )}
    </header>
  )
})

function Pledge({ stage }: { readonly stage: Stage }) {
  const m = useMessages(MAP_WORDS)
  const { locale } = useLocale()
  const { targetConversionRate: rate, owner } = stage
  return (
    <>
      <p className="d-head-target">
        <Icon name="target" size={12} />
        <span className="p-cut">
          {rate === undefined ? m.noTarget : m.target({ share: formatPercent(locale, rate, { digits: 0 }) })}
        </span>
      </p>
      {owner && (
        <span className="d-head-owner" title={m.owner({ name: owner })}>
          <Avatar name={owner} size={20} />
        </span>
      )}
    </>
  )
}
