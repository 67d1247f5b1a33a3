import type { MapMeasureId, StageMeasures } from '@periplo/kpi'
import type { Stage } from '@periplo/model'
import type { IconName, Tone } from '@periplo/ui'
import { Badge, NO_DATA, useFormat, useMessages } from '@periplo/ui'
import type { StageFigures } from './stage-figures.ts'
import { LARGE_COUNT } from './scales.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { toStageTone } from '../words/stage-words.ts'
import { useMeasureWords } from './use-measure-words.ts'

/** A stage's contract and how it stands: people, conversion, drop-off, dwell, ROPO, and the verdict in words. */
export function StageMeasuresView(props: {
  readonly stage: Stage
  readonly name: string
  readonly figures: StageFigures
}) {
  const { stage, name, figures } = props
  const { measures } = figures
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  return (
    <header className="d-head" data-stage={toStageTone(stage.id)} data-mode="measure">
      <div className="d-head-line">
        <h2 className="p-cut" title={name}>
          {name}
        </h2>
        {measures && <Verdict stage={stage} measures={measures} />}
      </div>
      <div className="d-head-figures p-num">
        <div>
          <div className="d-head-people" title={format.count(measures?.people)}>
            {format.count(measures?.people, { compact: (measures?.people ?? 0) >= LARGE_COUNT })}
          </div>
          <div className="p-muted">{m.people}</div>
        </div>
        <FigureList figures={figures} />
      </div>
    </header>
  )
}

function FigureList({ figures }: { readonly figures: StageFigures }) {
  const { measures, ropo, isLast } = figures
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const dwell = [measures?.dwell.p50.value, measures?.dwell.p90.value].map((ms) =>
    format.duration(ms, 'decimal'),
  )
  const onward = isLast ? m.lastStage : format.percent(measures?.conversion?.value)
  return (
    <dl className="d-head-list">
      <Figure of="stage-conversion" value={onward} strong />
      <Figure of="stage-drop-off" value={isLast ? NO_DATA : format.percent(measures?.dropOff?.value)} />
      <Figure of="dwell" parts="p50/p90" value={dwell.join(' / ')} />
      {ropo === undefined ? (
        <Figure of="stage-skips" value={format.percent(measures?.skips?.value)} />
      ) : (
        <Figure of="ropo-orders" value={ropo} />
      )}
    </dl>
  )
}

/** One line of the header; the pointer learns what is behind it. */
function Figure(props: {
  readonly of: MapMeasureId
  readonly value: string
  readonly parts?: string
  readonly strong?: boolean
}) {
  const { of, value, parts, strong } = props
  const words = useMeasureWords(of)
  const term = parts === undefined ? words.short : `${words.short} ${parts}`
  return (
    <div>
      <dt className="p-cut" title={`${words.name}. ${words.explanation}`}>
        {term}
      </dt>
      <dd data-strong={strong || undefined}>{value}</dd>
    </div>
  )
}

/** Green, red or open only against a target somebody set; the word says it with the colour. */
function Verdict(props: { readonly stage: Stage; readonly measures: StageMeasures }) {
  const { words, ...look } = useVerdict(props)
  return (
    <Badge {...look} title={words}>
      {words}
    </Badge>
  )
}

function useVerdict({ stage, measures }: { readonly stage: Stage; readonly measures: StageMeasures }): {
  readonly words: string
  readonly tone?: Tone
  readonly icon?: IconName
} {
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const target = format.percent(stage.targetConversionRate, { digits: 0 })
  const value = measures.conversion?.value ?? null
  if (measures.conversion && measures.conversion.status === 'immature' && measures.verdict !== 'missed') {
    return { words: m.windowOpen, icon: 'window-open' }
  }
  switch (measures.verdict) {
    case 'met':
      return { words: m.targetMet({ target }), tone: 'ok', icon: 'check' }
    case 'missed': {
      const missing = value === null ? null : (stage.targetConversionRate ?? 0) - value
      const points = format.points(missing, { signed: false })
      return { words: m.targetMissed({ points, target }), tone: 'bad', icon: 'warning' }
    }
    case 'unclear':
      return { words: m.targetUnclear({ target }) }
    case 'no-target':
      return { words: m.noTarget }
  }
}
