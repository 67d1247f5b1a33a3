import type { NodeMeasures } from '@periplo/kpi'
import { useFormat, useMessages } from '@periplo/ui'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { FigureLines } from './formula-lines.tsx'
import { useMeasureWords } from './use-measure-words.ts'

const QUANTILES = ['p50', 'p75', 'p90', 'p95'] as const

/** Dwell (K04): the median with the error of its sketch, the other quantiles, and who has been inside for too long. */
export function ExplainDwell({ measures }: { readonly measures: NodeMeasures }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const words = useMeasureWords('dwell')
  const stuckWords = useMeasureWords('stuck')
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
      <FigureLines
        lines={QUANTILES.map((quantile) => ({
          term: words.part(quantile),
          value: format.duration(dwell[quantile].value, 'decimal'),
          strong: quantile === 'p50',
        }))}
        notes={[`n ${format.count(n)} ${words.counts}`]}
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
          <dt title={stuckWords.explanation}>{stuckWords.name}</dt>
          <dd>
            <b>{format.count(stuck.value)}</b>
            <span className="p-muted">{format.percent(toShare(stuck.value, inside))}</span>
          </dd>
        </div>
      </dl>
    </>
  )
}

/** Those who are stuck are some of those who are inside. */
function toShare(stuck: number | null, inside: number): number | null {
  return stuck === null || inside === 0 ? null : stuck / inside
}
