import type { NodeMeasures } from '@periplo/kpi'
import type { Measure, Node } from '@periplo/model'
import { IconButton, useFormat, useLocale, useMessages } from '@periplo/ui'
import { useViewport } from '@xyflow/react'
import type { ReactNode } from 'react'
import type { Box } from '../map/geometry.ts'
import { titleOf } from '../nodes/registry.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { DotPlot } from './dot-plot.tsx'
import type { Room } from './free-spot.ts'
import { findFreeSpot } from './free-spot.ts'
import { countLost, LOSS_REASONS } from './losses.ts'

const WIDTH = 304
const HEIGHT = 330

/** Explains the drop-off of one card beside it: value and interval, formula, what was counted, and the reasons. */
export function Explanation(props: {
  readonly node: Node
  /** Every card of the map, so that none is hidden that need not be. */
  readonly cards: ReadonlyMap<string, Box>
  readonly measures: NodeMeasures
  readonly isWorst: boolean
  readonly room: Room
  readonly onClose: () => void
  readonly actions?: ReactNode
}) {
  const { node, measures, isWorst, onClose, actions } = props
  const m = useMessages(MEASURE_WORDS)
  const { locale } = useLocale()
  const place = usePlace(node.id, props.cards, props.room)
  const title = titleOf(node, locale)
  return (
    <aside className="d-explain" aria-label={m.explain({ title })} style={place}>
      <div className="d-explain-head">
        <b className="p-cut">{title}</b>
        <span className="p-muted">{m.dropOff}</span>
        <IconButton icon="close" size="sm" label={m.close} onClick={onClose} />
      </div>
      {isWorst && <p className="d-explain-worst">{m.worst}</p>}
      <ValueLine measure={measures.dropOff} />
      <Formula measures={measures} />
      <Reasons measures={measures} />
      {actions && <div className="d-explain-foot">{actions}</div>}
    </aside>
  )
}

function usePlace(id: string, cards: ReadonlyMap<string, Box>, room: Room) {
  const { x, y, zoom } = useViewport()
  const onScreen = new Map(
    [...cards].map(([card, box]) => [
      card,
      {
        left: x + box.left * zoom,
        top: y + box.top * zoom,
        width: box.width * zoom,
        height: box.height * zoom,
      },
    ]),
  )
  return findFreeSpot(onScreen, { beside: id, room, size: { width: WIDTH, height: HEIGHT } })
}

function ValueLine({ measure }: { readonly measure: Measure }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { value, interval } = measure
  return (
    <>
      <div className="d-explain-value p-num">
        <span className="d-explain-kpi">{format.percent(value)}</span>
        {interval && (
          <span className="p-second">
            {m.between({
              level: format.percent(interval.level, { digits: 0 }),
              lo: format.number(interval.lo * 100),
              hi: format.number(interval.hi * 100),
            })}
          </span>
        )}
      </div>
      {value !== null && interval && <DotPlot value={value} lo={interval.lo} hi={interval.hi} />}
    </>
  )
}

function Formula({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { dropOff, entered, immature } = measures
  const notes = [
    m.counted({ n: format.count(dropOff.n), entered: format.count(entered) }),
    ...(immature > 0 ? [m.notCounted({ count: format.count(immature) })] : []),
  ]
  return (
    <>
      <dl className="d-formula p-num">
        <dt>{m.lostFormula}</dt>
        <dd>
          <b>{format.count(dropOff.numerator)}</b>
        </dd>
        <dt>{m.matureFormula}</dt>
        <dd>{format.count(dropOff.denominator)}</dd>
      </dl>
      <p className="d-hint p-num">{notes.join('; ')}</p>
      {dropOff.flags.includes('small_n') && <p className="d-hint">{m.few}</p>}
    </>
  )
}

function Reasons({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { dropOffByReason, dropOff } = measures
  const lost = countLost(measures)
  const base = dropOff.denominator ?? 0
  return (
    <>
      {lost > 0 && (
        <div className="d-bar d-bar-reasons" aria-hidden>
          {LOSS_REASONS.map((reason) => (
            <i key={reason} data-reason={reason} style={{ flexGrow: dropOffByReason[reason] }} />
          ))}
        </div>
      )}
      <dl className="d-reasons p-num">
        {LOSS_REASONS.map((reason) => (
          <div key={reason}>
            <dt>
              <i data-reason={reason} aria-hidden />
              {m[reason]}
            </dt>
            <dd>
              <b>{format.count(dropOffByReason[reason])}</b>
              <span className="p-muted">
                {format.percent(base === 0 ? null : dropOffByReason[reason] / base)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
