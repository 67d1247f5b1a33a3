import type { NodeMeasures } from '@periplo/kpi'
import { useFormat, useMessages } from '@periplo/ui'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { DotPlot } from './dot-plot.tsx'
import { FormulaLines } from './formula-lines.tsx'
import { countLost, LOSS_REASONS } from './losses.ts'

/** Drop-off (K03): the rate with its interval, what was divided by what, what was not counted, and the reasons. */
export function ExplainLoss({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { dropOff, entered, immature } = measures
  const { value, interval } = dropOff
  return (
    <>
      <div className="d-explain-value p-num">
        <span className="d-explain-kpi" data-tone="bad">
          {format.percent(value)}
        </span>
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
      <FormulaLines
        lines={[
          { term: m.lostFormula, value: format.count(dropOff.numerator), strong: true },
          { term: m.matureFormula, value: format.count(dropOff.denominator) },
        ]}
        notes={[
          m.counted({ n: format.count(dropOff.n), entered: format.count(entered) }),
          ...(immature > 0 ? [m.notCounted({ count: format.count(immature) })] : []),
        ]}
        few={dropOff.flags.includes('small_n')}
      />
      <Reasons measures={measures} />
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
