import type { Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { partsOf } from '../log/parts.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import { toMeanMeasure, toQuantileMeasure } from '../voice/summary-measures.ts'
import { K17 } from './k17-recency.ts'
import { K18 } from './k18-frequency.ts'
import { K19 } from './k19-breadth.ts'
import { K20 } from './k20-imc.ts'
import type { EngagementSegment } from './k20-imc.ts'
import { findWeakSignals, K20_SIGNAL, nameSignal } from './k20-weak-signals.ts'
import type { WeakSignal } from './k20-weak-signals.ts'
import type { ENGAGEMENT_MEASURES } from './measures.ts'
import { toEngagement } from './person-engagement.ts'
import type { Engagement } from './person-engagement.ts'

/**
 * How the engagement measures, K17 to K20 are computed on an event log: as of `asOf`, over everybody in the
 * log.
 */
export const ENGAGEMENT_FROM_LOG: FromLog<typeof ENGAGEMENT_MEASURES> = {
  recency: over('recency', ({ persons }, settings) =>
    toQuantileMeasure(
      persons.flatMap(({ recencyMs }) => (recencyMs === null ? [] : [recencyMs])),
      { share: 0.5, definitionVersion: K17, unit: 'duration' },
      settings,
    ),
  ),
  frequency: over('frequency', ({ persons }, settings) =>
    toMeanMeasure(
      persons.map(({ frequency }) => frequency),
      { definitionVersion: K18, unit: 'ratio', within: { lo: 0, hi: Infinity } },
      settings,
    ),
  ),
  breadth: over('breadth', (engagement, settings) =>
    toMeanMeasure(
      listActive(engagement).map(({ channels }) => channels),
      { definitionVersion: K19, unit: 'ratio', within: { lo: 1, hi: Infinity } },
      settings,
    ),
  ),
  'channel-entropy': over('channel-entropy', (engagement, settings) =>
    toMeanMeasure(
      listActive(engagement).map(({ entropy }) => entropy),
      { definitionVersion: K19, unit: 'score', within: { lo: 0, hi: Infinity } },
      settings,
    ),
  ),
  imc: over('imc', ({ persons, reference }, settings) =>
    toMeanMeasure(
      persons.flatMap(({ imc }) => (imc === null ? [] : [imc.value])),
      {
        definitionVersion: K20,
        unit: 'score',
        within: { lo: 0, hi: 100 },
        estimated: reference?.isPresent === true,
      },
      settings,
    ),
  ),
  superfans: over('superfans', (engagement, settings) => toSegmentShare(engagement, 'superfan', settings)),
  dormant: over('dormant', (engagement, settings) => toSegmentShare(engagement, 'dormant', settings)),
  'weak-signals': (log, settings) => {
    const { signals, pairs, persons } = findWeakSignals(log, settings)
    const finding = { value: pairs === 0 ? null : signals.length, numerator: signals.length }
    return toWhole(
      'weak-signals',
      toMeasure({ ...SIGNAL, unit: 'count', ...finding, denominator: pairs, n: persons }, settings),
    )
  },
  'weak-signal-lift': (log, settings) => {
    const { signals } = findWeakSignals(log, settings)
    const read = ([signal]: readonly WeakSignal[]): Measure => toLiftMeasure(signal, settings)
    const parts = partsOf(signals, nameSignal)
    return [
      ...toWhole('weak-signal-lift', read(signals)),
      ...toPartValues('weak-signal-lift', { dimension: 'pattern', parts, read }),
    ]
  },
}

const SIGNAL = { definitionVersion: K20_SIGNAL, interval: null } as const

function toLiftMeasure(signal: WeakSignal | undefined, settings: LogSettings): Measure {
  const found = signal
    ? {
        value: signal.lift,
        numerator: signal.followed / signal.persons,
        denominator: signal.usualShare,
        n: signal.persons,
      }
    : { value: null, numerator: null, denominator: 0, n: 0 }
  return toMeasure({ ...SIGNAL, unit: 'ratio', ...found }, settings)
}

function over<Id extends string>(
  measure: Id,
  measureOf: (engagement: Engagement, settings: LogSettings) => Measure,
) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => [
    { measure, breakdown: {}, value: measureOf(toEngagement(log, settings), settings) },
  ]
}

function listActive({ persons }: Engagement): Engagement['persons'] {
  return persons.filter(({ frequency }) => frequency > 0)
}

function toSegmentShare({ persons }: Engagement, segment: EngagementSegment, settings: LogSettings): Measure {
  const judged = persons.filter((person) => person.segment !== null)
  const part = judged.filter((person) => person.segment === segment).length
  return toShareMeasure({ definitionVersion: K20, part, whole: judged.length }, settings)
}
