import type { Measure } from '@periplo/model'
import { addDays, dayOf } from '../civil-day.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { toMeasure } from '../measure.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import { K25, readSentiment, toSentimentMeasures } from './k25-sentiment.ts'
import type { SentimentMeasures } from './k25-sentiment.ts'
import type { SENTIMENT_MEASURES } from './sentiment-measures.ts'
import { findSentimentSpikes, toNegativeShares } from './sentiment-spikes.ts'
import type { ReadText } from './sentiment-spikes.ts'
import { listTexts } from './texts.ts'

/** How sentiment, K25, is computed on an event log. */
export const SENTIMENT_FROM_LOG: FromLog<typeof SENTIMENT_MEASURES> = {
  sentiment: byChannel('sentiment', 'mean'),
  'sentiment-negative': byChannel('sentiment-negative', 'negative'),
  'sentiment-coverage': byChannel('sentiment-coverage', 'coverage'),
  'sentiment-spikes': measureSpikes,
}

/** The texts of a log with their sentiment, those before the window too. */
export function listReadTexts(log: KpiLog): readonly ReadText[] {
  return listTexts(log).map((text) => ({ ...text, sentiment: readSentiment(text.text, text.language) }))
}

function byChannel<Id extends string>(measure: Id, which: keyof SentimentMeasures) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => {
    const texts = listReadTexts(log).filter(({ at }) => isInWindow({ timestamp: at }, settings))
    const measureOf = (own: readonly ReadText[]): Measure =>
      toSentimentMeasures(
        own.map(({ sentiment }) => sentiment),
        settings,
      )[which]
    return [
      { measure, breakdown: {}, value: measureOf(texts) },
      ...groupByChannel(texts).map(([channel, own]) => ({
        measure,
        breakdown: { channel },
        value: measureOf(own),
      })),
    ]
  }
}

function measureSpikes(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'sentiment-spikes'>[] {
  const texts = listReadTexts(log)
  const measureOf = (own: readonly ReadText[]): Measure => {
    const days = countDays(own, settings)
    const spikes = new Set(findSentimentSpikes(own, settings).map(({ day }) => day)).size
    return toMeasure(
      {
        definitionVersion: K25,
        unit: 'count',
        value: days === 0 ? null : spikes,
        numerator: spikes,
        denominator: days,
        n: days,
        interval: null,
      },
      settings,
    )
  }
  return [
    { measure: 'sentiment-spikes', breakdown: {}, value: measureOf(texts) },
    ...groupByChannel(texts).map(([channel, own]) => ({
      measure: 'sentiment-spikes' as const,
      breakdown: { channel },
      value: measureOf(own),
    })),
  ]
}

/** Days of the window with a text that could be read. */
function countDays(texts: readonly ReadText[], { zone, window }: LogSettings): number {
  const [from, to] = [dayOf(window.from, zone), addDays(dayOf(window.to - 1, zone), 1)]
  return [...toNegativeShares(texts, zone).keys()].filter((day) => day >= from && day < to).length
}

function groupByChannel(texts: readonly ReadText[]): readonly (readonly [string, readonly ReadText[]])[] {
  return [...Map.groupBy(texts, ({ channel }) => channel)].sort(([a], [b]) => compareText(a, b))
}
