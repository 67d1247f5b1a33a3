import { IconButton, SegmentedControl, useFormat, useLocale, useMessages } from '@periplo/ui'
import { MAP_MEASURES_SHOWN } from '../canvas/flow-types.ts'
import type { MapMeasure } from '../canvas/flow-types.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { DWELL_STEPS_MS, legendPeople, lineWidthOf, LOSS_STEPS } from './scales.ts'
import { toMeasureWords } from './use-measure-words.ts'

/** What colours and widths mean, and the choice of the one measure that colours. */
export function Legend(props: {
  readonly measure: MapMeasure
  readonly onMeasureChange: (measure: MapMeasure) => void
  readonly busiest: number
  /** Asks for everything there is to say about measures. */
  readonly onCatalogue: () => void
}) {
  const { measure, onMeasureChange, busiest, onCatalogue } = props
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const people = legendPeople(busiest)
  const { locale } = useLocale()
  const words = toMeasureWords(measure, locale)
  return (
    <section className="d-legend-bar" aria-label={m.legend}>
      <SegmentedControl
        label={m.colour}
        size="sm"
        value={measure}
        onValueChange={onMeasureChange}
        segments={MAP_MEASURES_SHOWN.map((value) => ({
          value,
          label: toMeasureWords(value, locale).short,
        }))}
      />
      <IconButton icon="info" size="sm" label={m.catalogue} onClick={onCatalogue} />
      <Scale measure={measure} />
      <span className="p-muted" title={words.explanation}>
        {words.better}
      </span>
      <span className="d-legend-keys">
        <span className="d-key">
          <i className="d-bar-onward" />
          {m.onward}
        </span>
        <span className="d-key">
          <i className="d-bar-lost" />
          {m.lost}
        </span>
        <span className="d-key">
          <i className="p-hatch" />
          {m.inside}
        </span>
      </span>
      <span className="d-key p-num">
        <svg width={22} height={28} aria-hidden>
          <rect
            className="d-legend-line"
            y={14 - lineWidthOf(people, busiest) / 2}
            width={22}
            height={lineWidthOf(people, busiest)}
          />
        </svg>
        {m.peopleLine({ count: people, written: format.count(people) })}
      </span>
      <span className="p-muted p-cut" title={m.legendNote}>
        {m.legendNote}
      </span>
    </section>
  )
}

function Scale({ measure }: { readonly measure: MapMeasure }) {
  const format = useFormat()
  if (measure === 'ropo-orders' || measure === 'sends') return null
  const steps =
    measure === 'drop-off'
      ? LOSS_STEPS.map((step) => format.number(step * 100, { digits: 0 }))
      : DWELL_STEPS_MS.map((ms) => (ms === 0 ? '0' : format.duration(ms, 'decimal')))
  return (
    <ol className="d-scale p-num">
      {steps.map((step, level) => (
        <li key={step} className={`p-kpi-${measure === 'drop-off' ? 'loss' : 'heat'}-${level}`}>
          {step}
          {level === steps.length - 1 ? '+' : ''}
        </li>
      ))}
    </ol>
  )
}
