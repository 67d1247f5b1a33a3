import type { NodeMeasures } from '@periplo/kpi'
import type { Measure, Node } from '@periplo/model'
import { IconButton, useFormat, useLocale, useMessages } from '@periplo/ui'
import { useViewport } from '@xyflow/react'
import type { ReactNode } from 'react'
import type { Box } from '../map/geometry.ts'
import { clamp } from '../map/geometry.ts'
import { titleOf } from '../nodes/registry.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { DotPlot } from './dot-plot.tsx'
import { countLost, LOSS_REASONS } from './losses.ts'

const WIDTH = 304
const HEIGHT = 330

/** Explains the drop-off of one card beside it: value and interval, formula, what was counted, and the reasons. */
export function Explanation(props: {
  readonly node: Node
  readonly box: Box
  readonly measures: NodeMeasures
  readonly isWorst: boolean
  readonly room: { readonly width: number; readonly height: number }
  readonly onClose: () => void
  readonly actions?: ReactNode
}) {
  const { node, measures, isWorst, onClose, actions } = props
  const m = useMessages(MEASURE_WORDS)
  const { locale } = useLocale()
  const place = usePlace(props.box, props.room)
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

/** Right of the card, or left of it where there is no room; always inside the map. */
function usePlace(box: Box, room: { readonly width: number; readonly height: number }) {
  const { x, y, zoom } = useViewport()
  const right = x + (box.left + box.width) * zoom + 60
  const left = x + box.left * zoom - WIDTH - 60
  const fits = right + WIDTH < room.width - 8
  return {
    left: clamp(fits ? right : left, 8, Math.max(8, room.width - WIDTH - 8)),
    top: clamp(y + box.top * zoom, 8, Math.max(8, room.height - HEIGHT - 8)),
  }
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
              range: format.interval(interval),
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
