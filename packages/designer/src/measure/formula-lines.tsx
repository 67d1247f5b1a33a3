import type { MapMeasureId } from '@periplo/kpi'
import type { Measure } from '@periplo/model'
import { useFormat } from '@periplo/ui'
import { isFew } from './scales.ts'
import { useMeasureWords, useStatusWords } from './use-measure-words.ts'

/** What was divided by what, and what has to be said of it. */
export function FormulaLines(props: {
  readonly measure: MapMeasureId
  readonly value: Measure
  readonly notes?: readonly string[]
}) {
  const { measure, value, notes } = props
  const words = useMeasureWords(measure)
  const format = useFormat()
  return (
    <FigureLines
      lines={[
        { term: words.numerator, value: format.count(value.numerator), strong: true },
        { term: `÷ ${words.denominator}`, value: format.count(value.denominator) },
      ]}
      notes={notes}
      few={isFew(value)}
    />
  )
}

/** Figures by what they are, and what has to be said of them. */
export function FigureLines(props: {
  readonly lines: readonly { readonly term: string; readonly value: string; readonly strong?: boolean }[]
  readonly notes?: readonly string[] | undefined
  /** Fewer than 30 stand behind it. */
  readonly few: boolean
}) {
  const { lines, notes = [], few } = props
  const say = useStatusWords()
  return (
    <>
      <dl className="d-formula p-num">
        {lines.map(({ term, value, strong }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{strong ? <b>{value}</b> : value}</dd>
          </div>
        ))}
      </dl>
      {notes.length > 0 && <p className="d-hint p-num">{notes.join('; ')}</p>}
      {few && <p className="d-hint">{say('small_n')}</p>}
    </>
  )
}
