import type { MapMeasureId, Overlay, RopoMeasures, RopoWindow } from '@periplo/kpi'
import { ROPO_WINDOWS } from '@periplo/kpi'
import type { MatchLevel, Measure } from '@periplo/model'
import { MATCH_LEVELS } from '@periplo/model'
import { Badge, Field, Icon, SegmentedControl, useFormat, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { useMeasureWords, useStatusWords } from './use-measure-words.ts'

/** ROPO at a match level and look-back the reader chooses; never without coverage and bounds. */
export function RopoPanel({ overlay }: { readonly overlay: Overlay }) {
  const m = useMessages(MEASURE_WORDS)
  const words = useMeasureWords('ropo-orders')
  const [level, setLevel] = useState<MatchLevel>('category')
  const [days, setDays] = useState<RopoWindow>(30)
  const [scope, setScope] = useState<'journey' | 'workspace'>('journey')
  const table = scope === 'journey' ? overlay.ropo : overlay.workspaceRopo
  return (
    <aside className="d-side" aria-label={words.name}>
      <div className="d-side-head">
        <h2>{words.short}</h2>
      </div>
      <div className="d-side-body">
        <SegmentedControl
          label={m.scope}
          value={scope}
          onValueChange={setScope}
          segments={(['journey', 'workspace'] as const).map((value) => ({ value, label: words.part(value) }))}
          stretch
        />
        <Field label={m.match}>
          <SegmentedControl
            label={m.match}
            value={level}
            onValueChange={setLevel}
            segments={MATCH_LEVELS.map((value) => ({ value, label: words.part(value) }))}
            stretch
          />
        </Field>
        <Field label={m.window}>
          <SegmentedControl
            label={m.window}
            value={`${days}`}
            onValueChange={(next) => setDays(ROPO_WINDOWS.find((known) => `${known}` === next) ?? 30)}
            segments={ROPO_WINDOWS.map((value) => ({ value: `${value}`, label: m.days({ days: value }) }))}
            stretch
          />
        </Field>
        <RopoFigures measures={table[level][days]} />
        {scope === 'journey' && <p className="d-hint">{m.ropoNote}</p>}
      </div>
    </aside>
  )
}

function RopoFigures({ measures }: { readonly measures: RopoMeasures }) {
  const say = useStatusWords()
  return (
    <>
      <Figure of="ropo-orders" measure={measures.orderRate} counted />
      <Figure of="ropo-revenue" measure={measures.revenueShare} />
      <Figure of="ropo-coverage" measure={measures.coverage} counted />
      {measures.orderRate.flags.includes('estimated') && (
        <Badge tone="warn" icon="warning">
          {say('estimated')}
        </Badge>
      )}
    </>
  )
}

function Figure(props: { readonly of: MapMeasureId; readonly measure: Measure; readonly counted?: boolean }) {
  const { of, measure, counted = false } = props
  const words = useMeasureWords(of)
  const say = useStatusWords()
  const m = useMessages(MEASURE_WORDS)
  const format = useFormat()
  const { value, interval, numerator, denominator } = measure
  return (
    <div className="d-figure p-num">
      <h3 className="p-second">{words.name}</h3>
      <span className="d-figure-value">{format.percent(value)}</span>
      {interval && value !== null && (
        <svg className="d-bounds" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
          <rect className="d-bounds-ground" width={100} height={8} rx={2} />
          <rect
            className="d-bounds-range"
            x={interval.lo * 100}
            width={Math.max(0.8, (interval.hi - interval.lo) * 100)}
            height={8}
          />
          <rect className="d-bounds-value" x={Math.max(0, value * 100 - 0.5)} width={1} height={8} />
        </svg>
      )}
      <span className="p-muted">
        {interval && <>{m.bounds({ range: format.interval(interval) })} · </>}
        {counted ? (
          m.ofOrders({ numerator: format.count(numerator), denominator: format.count(denominator) })
        ) : (
          <>n {format.count(measure.n)}</>
        )}
      </span>
      {measure.flags.includes('small_n') && (
        <span className="p-row p-muted">
          <Icon name="info" size={12} />
          {say('small_n')}
        </span>
      )}
      <p className="d-hint">{words.explanation}</p>
    </div>
  )
}
