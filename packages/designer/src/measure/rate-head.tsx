import type { Measure } from '@periplo/model'
import { useFormat, useMessages } from '@periplo/ui'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { DotPlot } from './dot-plot.tsx'

/** A rate in large type, with the range that holds it and where it lies between nothing and everything. */
export function RateHead({ rate, tone }: { readonly rate: Measure; readonly tone?: 'bad' }) {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { value, interval } = rate
  return (
    <>
      <div className="d-explain-value p-num">
        <span className="d-explain-kpi" data-tone={tone}>
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
      {value !== null && interval && <DotPlot value={value} lo={interval.lo} hi={interval.hi} tone={tone} />}
    </>
  )
}
