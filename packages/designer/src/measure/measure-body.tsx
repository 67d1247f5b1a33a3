import type { NodeMeasures } from '@periplo/kpi'
import type { NodeKind } from '@periplo/model'
import { NODE_FAMILY } from '@periplo/model'
import { Icon, useFormat, useMessages } from '@periplo/ui'
import { useMap } from '../canvas/map-context.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { divideEntries } from './losses.ts'
import { MeasurePill } from './measure-pill.tsx'
import { LARGE_COUNT } from './scales.ts'
import { useStatusWords } from './use-measure-words.ts'

/** What a card shows while measuring: who came, who went on, the measure of the day, and how the entries divide. */
export function MeasureBody(props: {
  readonly id: string
  readonly kind: NodeKind
  readonly measures: NodeMeasures | undefined
}) {
  const { kind, measures } = props
  const { measure } = useMap()
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const say = useStatusWords()
  if (!measures) return <p className="d-card-words">{say('no_data')}</p>
  if (NODE_FAMILY[kind] === 'end') return <EndFigures measures={measures} />
  return (
    <>
      <div className="d-flow p-num">
        <span title={format.count(measures.entered)}>
          <b>{format.count(measures.entered, { compact: measures.entered >= LARGE_COUNT })}</b> {m.in}
        </span>
        <MeasurePill measure={measure} measures={measures} kind={kind} />
        <span title={format.count(measures.left)}>
          <b>{format.count(measures.left, { compact: measures.left >= LARGE_COUNT })}</b> {m.out}
        </span>
      </div>
      <EntriesBar measures={measures} />
    </>
  )
}

function EndFigures({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const open = measures.immature > 0
  return (
    <>
      <div className="d-flow p-num">
        <span>
          <b>{format.count(measures.entered)}</b> {open ? m.soFar : m.people}
        </span>
      </div>
      {open && (
        <p className="d-card-open">
          <Icon name="window-open" size={12} />
          {m.windowOpen}
        </p>
      )}
    </>
  )
}

/** Onward, lost and still inside, as parts of who came. The numbers stand above it and in its name. */
function EntriesBar({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { onward, lost, inside } = divideEntries(measures)
  const words = `${m.onward} ${format.count(onward)}, ${m.lost} ${format.count(lost)}, ${m.inside} ${format.count(inside)}`
  return (
    <div className="d-bar" role="img" aria-label={words} title={words}>
      {onward > 0 && <i className="d-bar-onward" style={{ flexGrow: onward }} />}
      {lost > 0 && <i className="d-bar-lost" style={{ flexGrow: lost }} />}
      {inside > 0 && <i className="d-bar-inside p-hatch" style={{ flexGrow: inside }} />}
    </div>
  )
}
