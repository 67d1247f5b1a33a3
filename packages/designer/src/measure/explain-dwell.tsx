import type { NodeMeasures } from '@periplo/kpi'
import { useFormat, useMessages } from '@periplo/ui'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { FormulaLines } from './formula-lines.tsx'

const QUANTILES = ['p50', 'p75', 'p90', 'p95'] as const

/** Dwell (K04): the median with the error of its sketch, the other quantiles, and who has been inside for too long. */
export function ExplainDwell({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { dwell, stuck, inside } = measures
  const { value, interval, n } = dwell.p50
  return (
    <>
      <div className="d-explain-value p-num">
        <span className="d-explain-kpi">{format.duration(value, 'decimal')}</span>
        {interval && (
          <span className="p-second">
            {m.within({
              lo: format.duration(interval.lo, 'decimal'),
              hi: format.duration(interval.hi, 'decimal'),
            })}
          </span>
        )}
      </div>
      <FormulaLines
        lines={QUANTILES.map((quantile) => ({
          term: quantile === 'p50' ? m.half : m.share({ share: quantile.slice(1) }),
          value: format.duration(dwell[quantile].value, 'decimal'),
          strong: quantile === 'p50',
        }))}
        notes={[m.dwellNote({ n: format.count(n) })]}
        few={dwell.p50.flags.includes('small_n')}
      />
      <dl className="d-reasons p-num">
        <div>
          <dt>{m.inside}</dt>
          <dd>
            <b>{format.count(inside)}</b>
          </dd>
        </div>
        <div>
          <dt>{m.stuckLonger}</dt>
          <dd>
            <b>{format.count(stuck.numerator)}</b>
            <span className="p-muted">{format.percent(stuck.value)}</span>
          </dd>
        </div>
      </dl>
    </>
  )
}
