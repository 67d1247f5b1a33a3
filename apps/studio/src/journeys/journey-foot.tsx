import { STAGE_SCALE, toStageTone } from '@periplo/designer'
import { Kbd, StageSwatch, useMessages } from '@periplo/ui'
import { useStageNames } from '../parts/stage-names.ts'
import { JOURNEYS_MESSAGES } from './journeys-messages.ts'

/** Under the list: what the bars of the stages mean, and the keys that work here. */
export function JourneyFoot({ canCreate }: { readonly canCreate: boolean }) {
  return (
    <footer className="s-foot">
      <StageLegend />
      <KeyLine canCreate={canCreate} />
    </footer>
  )
}

function StageLegend() {
  const m = useMessages(JOURNEYS_MESSAGES)
  const nameOf = useStageNames()
  return (
    <p className="s-stage-legend">
      {STAGE_SCALE.map((stage) => (
        <span key={stage}>
          <StageSwatch tone={toStageTone(stage)} /> {nameOf(stage)}
        </span>
      ))}
      <span>{m.stageLegend}</span>
    </p>
  )
}

function KeyLine({ canCreate }: { readonly canCreate: boolean }) {
  const m = useMessages(JOURNEYS_MESSAGES)
  return (
    <p className="s-keys">
      {canCreate && (
        <>
          <Kbd keys="N" /> {m.keyNew}
        </>
      )}
      <Kbd keys="/" /> {m.keySearch}
      <Kbd keys={['↑', '↓']} /> {m.keyMove}
      <Kbd keys="Enter" /> {m.keyOpen}
    </p>
  )
}
