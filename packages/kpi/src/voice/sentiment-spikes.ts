import type { Channel } from '@periplo/model'
import { dayOf } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { judgeDay } from '../trust/k48-anomaly.ts'
import { isNegative } from './k25-sentiment.ts'
import type { Sentiment } from './k25-sentiment.ts'
import type { CustomerText } from './texts.ts'

/** A day on which many more texts than usual were negative. */
export interface SentimentSpike {
  readonly day: CivilDay
  readonly channel: Channel
  readonly texts: number
  readonly negativeShare: number
  /** The median of earlier days of the same weekday. */
  readonly usualShare: number
  /** Null where those were all alike. */
  readonly z: number | null
}

/** A text with what was read out of it. */
export interface ReadText extends CustomerText {
  readonly sentiment: Sentiment
}

/** Days with fewer scored texts are never a spike. */
const LEAST_TEXTS = 20

/** The scored texts of each day. */
export function toNegativeShares(texts: readonly ReadText[], zone: string): ReadonlyMap<CivilDay, DayShare> {
  const days = new Map<CivilDay, DayShare>()
  for (const { at, sentiment } of texts) {
    if (sentiment.score === null) continue
    const day = dayOf(at, zone)
    const { texts, negative } = days.get(day) ?? { texts: 0, negative: 0 }
    days.set(day, { texts: texts + 1, negative: negative + (isNegative(sentiment.score) ? 1 : 0) })
  }
  return days
}

/** The scored texts of a day, and those of them that are negative. */
export interface DayShare {
  readonly texts: number
  readonly negative: number
}

/**
 * The days of the window on which the share of negative texts of a channel was far over what is usual for the
 * weekday (robust z of K48 over 3.5) among at least 20 scored texts. By day, then channel. Needs four earlier
 * days of the weekday with a scored text; days without one are not taken for days without complaints.
 */
export function findSentimentSpikes(
  texts: readonly ReadText[],
  settings: LogSettings,
): readonly SentimentSpike[] {
  const spikes = [...Map.groupBy(texts, ({ channel }) => channel)].flatMap(([channel, own]) =>
    findSpikesOf({ channel, texts: own }, settings),
  )
  return spikes.sort((a, b) => compareText(a.day, b.day) || compareText(a.channel, b.channel))
}

function findSpikesOf(
  { channel, texts }: { readonly channel: Channel; readonly texts: readonly ReadText[] },
  settings: LogSettings,
): readonly SentimentSpike[] {
  const days = toNegativeShares(texts, settings.zone)
  const shares = new Map([...days].map(([day, { texts, negative }]) => [day, negative / texts] as const))
  const inWindow = new Set(
    texts
      .filter(({ at }) => isInWindow({ timestamp: at }, settings))
      .map(({ at }) => dayOf(at, settings.zone)),
  )
  return [...inWindow].flatMap((day) => {
    const count = days.get(day)?.texts ?? 0
    const verdict = judgeDay(shares, day)
    if (count < LEAST_TEXTS || verdict.kind !== 'anomaly' || verdict.direction === 'below') return []
    const { value: negativeShare, expected: usualShare, z } = verdict
    return [{ day, channel, texts: count, negativeShare, usualShare, z }]
  })
}
