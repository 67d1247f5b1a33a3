import type { Interval, Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import type { FromLog, MeasuredValue, MeasureFromLog } from '../measured-value.ts'
import { attribute, ATTRIBUTION_MODELS, MODEL_EDITIONS } from './attribute.ts'
import type { ChannelCredit } from './attribute.ts'
import { mergePaths, sumPaths, withoutAges } from './channel-path.ts'
import { listChannelSets } from './channel-sets.ts'
import { K15 } from './k15-markov.ts'
import { estimateRemoval } from './k15-removal-intervals.ts'
import { K16 } from './k16-shapley.ts'
import { toChannelPaths, toLogPaths } from './log-paths.ts'
import type { ATTRIBUTION_MEASURES } from './measures.ts'
import { wilson } from '../wilson.ts'

type AttributionId = keyof typeof ATTRIBUTION_MEASURES

/** How the attribution measures, K10 to K16 are computed on an event log. */
export const ATTRIBUTION_FROM_LOG: FromLog<typeof ATTRIBUTION_MEASURES> = {
  'attributed-conversions': readCredits('attributed-conversions', ({ conversions }) => conversions, 'count'),
  'attributed-revenue': readCredits('attributed-revenue', ({ valueMinor }) => valueMinor, 'money'),
  'removal-effect': readRemovals,
  'channel-combination': readCombinations,
}

interface Amount {
  readonly conversions: number
  readonly valueMinor: number
}

/** Per model the total, and per channel what it gets of it. */
function readCredits<Id extends AttributionId>(
  measure: Id,
  read: (amount: Amount) => number,
  unit: 'count' | 'money',
): MeasureFromLog<Id> {
  return (log, settings) => {
    const { paths, open, unpriced } = readPaths(log, settings)
    const estimated = unit === 'money' && unpriced > 0
    const toValue = (amount: Amount, whole: Amount, definitionVersion: string): Measure =>
      toMeasure(
        {
          definitionVersion,
          unit,
          ...(unit === 'money' && { currency: settings.currency }),
          value: whole.conversions > 0 ? read(amount) : null,
          numerator: read(amount),
          denominator: read(whole),
          n: whole.conversions,
          interval: null,
          immature: open > 0,
          estimated,
        },
        settings,
      )
    const ageless = mergePaths(paths.map(withoutAges))
    const parts = MODELS_BY_NAME.flatMap((model) => {
      const { credits, totals } = attribute(model === 'time-decay' ? paths : ageless, model)
      return credits.toSorted(byChannel).map((credit): MeasuredValue<Id> => {
        const value = toValue(credit, totals, MODEL_EDITIONS[model])
        return { measure, breakdown: { model, channel: credit.channel }, value }
      })
    })
    const totals = sumPaths(ageless)
    return [{ measure, breakdown: {}, value: toValue(totals, totals, MODEL_EDITIONS.last) }, ...parts]
  }
}

const MODELS_BY_NAME = ATTRIBUTION_MODELS.toSorted(compareText)

function byChannel(a: ChannelCredit, b: ChannelCredit): number {
  return compareText(a.channel, b.channel)
}

/**
 * How often paths convert, and by how much less without each channel (order 1), with the interval of
 * {@link estimateRemoval}. The whole has Wilson's: the chain converts as often as its paths did.
 */
function readRemovals(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'removal-effect'>[] {
  const { paths, open } = readPaths(log, settings)
  const { credits, removal, totals } = attribute(paths, 'markov')
  const intervals = estimateRemoval(paths, 1)
  const touched = sumPaths(paths.filter(({ path }) => path.length > 0))
  const share = wilson(touched.conversions, touched.conversions + touched.nulls)
  const measure = 'removal-effect'
  const toValue = (value: number | null, interval: Interval | null): Measure => {
    const n = totals.conversions + totals.nulls
    const ratio = { numerator: value, denominator: value === null ? 0 : 1, n, interval }
    return toMeasure({ definitionVersion: K15, unit: 'rate', value, ...ratio, immature: open > 0 }, settings)
  }
  const parts = credits.flatMap(({ channel, removalEffect }) =>
    removalEffect === undefined
      ? []
      : [
          {
            measure,
            breakdown: { channel },
            value: toValue(removalEffect, intervals.get(channel) ?? null),
          } as const,
        ],
  )
  const whole = toValue(removal?.conversionRate ?? null, share && { ...share, level: 0.95, method: 'wilson' })
  return [{ measure, breakdown: {}, value: whole }, ...parts]
}

/** How often paths convert, over all and by the set of channels they touched. */
function readCombinations(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'channel-combination'>[] {
  const { paths, open } = readPaths(log, settings)
  const touched = paths.filter(({ path }) => path.length > 0)
  const toValue = (sets: readonly Readonly<Record<'conversions' | 'nulls', number>>[]): Measure => {
    const part = sets.reduce((sum, { conversions }) => sum + conversions, 0)
    const whole = sets.reduce((sum, { nulls }) => sum + nulls, part)
    return toShareMeasure({ definitionVersion: K16, part, whole, open }, settings)
  }
  const measure = 'channel-combination'
  const parts = listChannelSets(touched)
    .map(
      (set) => ({ measure, breakdown: { channels: set.channels.join('+') }, value: toValue([set]) }) as const,
    )
    .sort((a, b) => compareText(a.breakdown.channels, b.breakdown.channels))
  return [{ measure, breakdown: {}, value: toValue(touched) }, ...parts]
}

function readPaths(log: KpiLog, settings: LogSettings) {
  const { orders, nulls, open, unpriced } = toLogPaths(log, settings)
  return { paths: toChannelPaths({ orders, nulls }), open, unpriced }
}
