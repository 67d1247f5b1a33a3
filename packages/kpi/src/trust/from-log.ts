import type { Measure } from '@periplo/model'
import { EXPERIMENT_FROM_LOG } from '../experiment/from-log.ts'
import { findNumber } from '../log/items.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { toMeasure } from '../measure.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import { findText } from '../products.ts'
import { judgeDays, WATCHED_SERIES } from './anomalies.ts'
import type { JudgedDay } from './anomalies.ts'
import {
  K45,
  listExposures,
  toAdoption,
  toCatalogueCoverage,
  toIntrusionComplaints,
  toOptOutRate,
  toRelevance,
} from './k45-personalisation.ts'
import type { Exposure } from './k45-personalisation.ts'
import { auditBias } from './k46-bias-audit.ts'
import type { Decision } from './k46-bias-audit.ts'
import {
  listChoices,
  listSubjectRequests,
  toClosedLoop,
  toDuplicateRate,
  toErasureCompleteness,
  toFreshness,
  toMatchRate,
  toOptInRate,
  toPreferenceChanges,
  toRequestsInTime,
  toRequestTime,
  toSuppressionAccuracy,
} from './k47-data-foundations.ts'
import { K48 } from './k48-anomaly.ts'
import type { TRUST_MEASURES } from './measures.ts'

/** How the measures of trust and data, K45 to K48 are computed on an event log. */
export const TRUST_FROM_LOG: FromLog<typeof TRUST_MEASURES> = {
  'personalisation-adoption': bySurface('personalisation-adoption', toAdoption),
  'recommendation-precision': bySurface(
    'recommendation-precision',
    (own, settings) => toRelevance(own, settings).precision,
  ),
  'recommendation-ndcg': bySurface('recommendation-ndcg', (own, settings) => toRelevance(own, settings).ndcg),
  'recommendation-coverage': whole('recommendation-coverage', toCatalogueCoverage),
  'personalisation-opt-out': whole('personalisation-opt-out', (log, settings) =>
    toOptOutRate(listExposures(log, settings), log, settings),
  ),
  'personalisation-complaints': whole('personalisation-complaints', (log, settings) =>
    toIntrusionComplaints(listExposures(log, settings), log, settings),
  ),
  'recommendation-revenue': measureRevenue,
  'disparate-impact': measureImpact,
  'identity-match': whole('identity-match', toMatchRate),
  'duplicate-profiles': whole('duplicate-profiles', toDuplicateRate),
  'consent-opt-in': measureOptIn,
  'preference-changes': whole('preference-changes', toPreferenceChanges),
  'request-time': whole('request-time', (log, settings) =>
    toRequestTime(listSubjectRequests(log, settings), settings),
  ),
  'requests-in-time': whole('requests-in-time', (log, settings) =>
    toRequestsInTime(listSubjectRequests(log, settings), settings),
  ),
  'erasure-complete': whole('erasure-complete', toErasureCompleteness),
  'suppression-accuracy': whole('suppression-accuracy', toSuppressionAccuracy),
  freshness: whole('freshness', toFreshness),
  'closed-loop': whole('closed-loop', toClosedLoop),
  anomalies: measureAnomalies,
}

/**
 * The decisions of a log about persons of a named group (`Decision Made` with `group`), in the window:
 * selected where `selected` is true; `label` and `propensity` where they are told.
 */
export function listDecisions(log: KpiLog, settings: LogSettings): readonly Decision[] {
  return log.events.flatMap((event) => {
    const { properties } = event
    const group = findText(properties['group'])
    if (
      event.event !== 'Decision Made' ||
      group === null ||
      event.personId === null ||
      !isInWindow(event, settings)
    )
      return []
    const { label } = properties
    const score = findNumber(properties['propensity'])
    return [
      {
        group,
        selected: properties['selected'] === true,
        ...(typeof label === 'boolean' && { label }),
        ...(score !== undefined && { score }),
      },
    ]
  })
}

function whole<Id extends string>(measure: Id, measureOf: (log: KpiLog, settings: LogSettings) => Measure) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => [
    { measure, breakdown: {}, value: measureOf(log, settings) },
  ]
}

/** Which experiments are about recommendations, by their id. */
const ABOUT_RECOMMENDATIONS = /recom|personali[sz]/i

/**
 * What recommendations bring: net revenue per person they were given to less that of the holdout (K41), in each
 * experiment about them. What was bought after seeing one would often have been bought anyway, and is not told.
 */
function measureRevenue(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'recommendation-revenue'>[] {
  const measure = 'recommendation-revenue'
  const values = EXPERIMENT_FROM_LOG['uplift-value'](log, settings)
    .filter(({ breakdown }) => ABOUT_RECOMMENDATIONS.test(breakdown['experiment'] ?? ''))
    .map(
      ({ breakdown, value }) =>
        ({ measure, breakdown, value: { ...value, definitionVersion: K45 } }) as const,
    )
  const { currency } = settings
  const nothing = { value: null, numerator: null, denominator: 0, n: 0, interval: null }
  return values.length > 0
    ? values
    : [
        {
          measure,
          breakdown: {},
          value: toMeasure({ ...nothing, definitionVersion: K45, unit: 'money', currency }, settings),
        },
      ]
}

function bySurface<Id extends string>(
  measure: Id,
  measureOf: (exposures: readonly Exposure[], settings: LogSettings) => Measure,
) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => {
    const exposures = listExposures(log, settings)
    const named = exposures.filter(({ surface }) => surface !== null)
    const parts = [...Map.groupBy(named, ({ surface }) => surface ?? '')].sort(([a], [b]) =>
      compareText(a, b),
    )
    return [
      { measure, breakdown: {}, value: measureOf(exposures, settings) },
      ...parts.map(([surface, own]) => ({
        measure,
        breakdown: { surface },
        value: measureOf(own, settings),
      })),
    ]
  }
}

function measureImpact(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'disparate-impact'>[] {
  const audit = auditBias(listDecisions(log, settings), settings, settings)
  return [
    { measure: 'disparate-impact', breakdown: {}, value: audit.disparateImpact },
    ...audit.groups.map(({ group, disparateImpact }) => ({
      measure: 'disparate-impact' as const,
      breakdown: { group },
      value: disparateImpact,
    })),
  ]
}

function measureOptIn(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'consent-opt-in'>[] {
  const choices = listChoices(log, settings)
  const parts = [...Map.groupBy(choices, ({ purpose, channel }) => `${purpose}\n${channel}`)]
  return [
    { measure: 'consent-opt-in', breakdown: {}, value: toOptInRate(choices, settings) },
    ...parts
      .sort(([a], [b]) => compareText(a, b))
      .map(([, own]) => ({
        measure: 'consent-opt-in' as const,
        breakdown: { channel: own[0]?.channel ?? '', purpose: own[0]?.purpose ?? '' },
        value: toOptInRate(own, settings),
      })),
  ]
}

function measureAnomalies(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'anomalies'>[] {
  const judged = judgeDays(log, settings)
  const parts = WATCHED_SERIES.map(
    (series) => [series, judged.filter((day) => day.series === series)] as const,
  )
  return [
    { measure: 'anomalies', breakdown: {}, value: countAnomalies(judged, settings) },
    ...parts
      .filter(([, own]) => own.length > 0)
      .sort(([a], [b]) => compareText(a, b))
      .map(([series, own]) => ({
        measure: 'anomalies' as const,
        breakdown: { series },
        value: countAnomalies(own, settings),
      })),
  ]
}

/**
 * Days with an anomaly among the days that could be judged; a day counts once, however many series are odd.
 */
function countAnomalies(days: readonly JudgedDay[], settings: LogSettings): Measure {
  const judged = days.filter(({ verdict }) => verdict.kind !== 'too-little-history')
  const odd = judged.filter(({ verdict }) => verdict.kind === 'anomaly')
  const [n, found] = [new Set(judged.map(({ day }) => day)).size, new Set(odd.map(({ day }) => day)).size]
  return toMeasure(
    {
      definitionVersion: K48,
      unit: 'count',
      value: n === 0 ? null : found,
      numerator: found,
      denominator: n,
      n,
      interval: null,
    },
    settings,
  )
}
