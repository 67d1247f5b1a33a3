import type { Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import { byChannelAndSegment, listCounted } from '../voice/answer-parts.ts'
import { toFavour } from '../voice/answers.ts'
import { toMeanMeasure } from '../voice/summary-measures.ts'
import { listCopies, toCohesiveEngagement } from './campaign-copies.ts'
import { toClaimMatch } from './claims.ts'
import type { ChannelCopy } from './claims.ts'
import { K36 } from './k36-consistency.ts'
import type { CONSISTENCY_MEASURES } from './measures.ts'
import { listOffersShown, toOfferConsistency } from './offers.ts'
import { findAddress, toBrandTone, toToneMeasure } from './tone.ts'

/** How the consistency measures, K36 are computed on an event log. */
export const CONSISTENCY_FROM_LOG: FromLog<typeof CONSISTENCY_MEASURES> = {
  'offer-consistency': (log, settings) => [
    {
      measure: 'offer-consistency',
      breakdown: {},
      value: toOfferConsistency(listOffersShown(log, settings), settings),
    },
  ],
  'claim-match': (log, settings) => {
    const copies = listCopies(log, settings)
    const campaigns = [...Map.groupBy(copies, ({ campaignId }) => campaignId)]
    return [
      { measure: 'claim-match', breakdown: {}, value: toClaimMatch(copies, settings) },
      ...campaigns
        .sort(([a], [b]) => compareText(a, b))
        .map(([campaign, own]) => ({
          measure: 'claim-match' as const,
          breakdown: { campaign },
          value: toClaimMatch(own, settings, copies.map(toText)),
        })),
    ]
  },
  'tone-fit': byChannel('tone-fit', (own, all, settings) =>
    toToneMeasure(own.map(toText), toBrandTone(all.map(toText)), settings),
  ),
  'address-conflict': byChannel('address-conflict', (own, _, settings) => {
    const addresses = own.map(({ text }) => findAddress(text)).filter((address) => address !== 'none')
    const part = addresses.filter((address) => address === 'mixed').length
    return toShareMeasure({ definitionVersion: K36, part, whole: addresses.length }, settings)
  }),
  'perceived-consistency': (log, settings) =>
    byChannelAndSegment('perceived-consistency', listCounted(log, 'perceived_consistency', settings), {
      measureOf: (answers, leastGroup) =>
        toMeanMeasure(
          answers.map((answer) => 1 + 6 * toFavour(answer)),
          {
            definitionVersion: K36,
            unit: 'score',
            within: { lo: 1, hi: 7 },
            suppressed: answers.length > 0 && answers.length < leastGroup,
          },
          settings,
        ),
      leastGroup: settings.leastGroup,
    }),
  'cohesive-engagement': (log, settings) => [
    { measure: 'cohesive-engagement', breakdown: {}, value: toCohesiveEngagement(log, settings) },
  ],
}

type OfCopies = (own: readonly ChannelCopy[], all: readonly ChannelCopy[], settings: LogSettings) => Measure

function byChannel<Id extends string>(measure: Id, measureOf: OfCopies) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => {
    const copies = listCopies(log, settings)
    const parts = [...Map.groupBy(copies, ({ channel }) => channel)].sort(([a], [b]) => compareText(a, b))
    return [
      { measure, breakdown: {}, value: measureOf(copies, copies, settings) },
      ...parts.map(([channel, own]) => ({
        measure,
        breakdown: { channel },
        value: measureOf(own, copies, settings),
      })),
    ]
  }
}

function toText({ text }: ChannelCopy): string {
  return text
}
