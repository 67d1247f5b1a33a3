import type { NodeMeasures } from '@periplo/kpi'
import type { Measure, NodeKind } from '@periplo/model'
import { NODE_FAMILY } from '@periplo/model'
import type { KpiState } from '@periplo/ui'
import { KpiPill, useFormat, useMessages } from '@periplo/ui'
import type { MapMeasure } from '../canvas/flow-types.ts'
import { MEASURE_WORDS } from '../words/measure-words.ts'
import { DWELL_STEPS_MS, isFew, isOpen, LOSS_STEPS, SENDS_STEPS, stepOf } from './scales.ts'
import { useMeasureWords } from './use-measure-words.ts'

/** The one measure that colours the map, written on its colour. Nothing where it says nothing about the node. */
export function MeasurePill(props: {
  readonly measure: MapMeasure
  readonly measures: NodeMeasures
  readonly kind: NodeKind
}) {
  const { measure, measures, kind } = props
  const m = useMessages(MEASURE_WORDS)
  if (measures.entered < 30) return <span>{m.fewPeople}</span>
  switch (measure) {
    case 'drop-off':
      return <LossPill measure={measures.dropOff} />
    case 'dwell':
      return <DwellPill measure={measures.dwell.p50} />
    case 'sends':
      return NODE_FAMILY[kind] === 'act' ? <SendsPill measure={measures.sends} /> : null
    case 'ropo-orders':
      return null
  }
}

function LossPill({ measure }: { readonly measure: Measure }) {
  const { name } = useMeasureWords('drop-off')
  const format = useFormat()
  if (measure.value === null || measure.value < 0.0005) return null
  const value = format.percent(measure.value)
  return (
    <KpiPill
      value={value}
      label={`${name} ${value}${measure.interval ? ` (${format.interval(measure.interval)})` : ''}, n ${format.count(measure.n)}`}
      scale="loss"
      level={stepOf(measure.value, LOSS_STEPS)}
      state={isFew(measure) ? 'few' : 'settled'}
    />
  )
}

function DwellPill({ measure }: { readonly measure: Measure }) {
  const { name } = useMeasureWords('dwell')
  const format = useFormat()
  if (measure.value === null) return <span>—</span>
  const value = format.duration(measure.value, 'decimal')
  return (
    <KpiPill
      value={value}
      label={`${name} p50 ${value}, n ${format.count(measure.n)}`}
      scale="heat"
      level={stepOf(measure.value, DWELL_STEPS_MS)}
      state={stateOf(measure)}
    />
  )
}

function SendsPill({ measure }: { readonly measure: Measure }) {
  const { name } = useMeasureWords('sends')
  const format = useFormat()
  if (measure.value === null) return null
  const value = format.percent(measure.value)
  return (
    <KpiPill
      value={value}
      label={`${name} ${value}, n ${format.count(measure.n)}`}
      scale="heat"
      level={stepOf(measure.value, SENDS_STEPS)}
      state={stateOf(measure)}
    />
  )
}

function stateOf(measure: Measure): KpiState {
  if (isFew(measure)) return 'few'
  return isOpen(measure) ? 'open' : 'settled'
}
