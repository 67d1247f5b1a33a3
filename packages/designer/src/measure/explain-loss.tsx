import type { NodeMeasures } from '@periplo/kpi'
import { useFormat, useMessages } from '@periplo/ui'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { FormulaLines } from './formula-lines.tsx'
import { countLost, LOSS_REASONS } from './losses.ts'
import { RateHead } from './rate-head.tsx'
import { useMeasureWords } from './use-measure-words.ts'

/** Drop-off (K03): the rate with its interval, what was divided by what, what was not counted, and the reasons. */
export function ExplainLoss({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { dropOff, entered, immature } = measures
  return (
    <>
      <RateHead rate={dropOff} tone="bad" />
      <FormulaLines
        measure="drop-off"
        value={dropOff}
        notes={[
          m.counted({ n: format.count(dropOff.n), entered: format.count(entered) }),
          ...(immature > 0 ? [m.notCounted({ count: format.count(immature) })] : []),
        ]}
      />
      <Reasons measures={measures} />
    </>
  )
}

function Reasons({ measures }: { readonly measures: NodeMeasures }) {
  const words = useMeasureWords('drop-off')
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
              {words.part(reason)}
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
