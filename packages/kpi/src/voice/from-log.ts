import type { Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import { listOpened } from '../service/case-parts.ts'
import type { Case } from '../service/case.ts'
import { toCases } from '../service/cases.ts'
import { byChannelAndSegment, listCounted } from './answer-parts.ts'
import type { AnswerMeasure } from './answer-parts.ts'
import type { Answer, SurveyMetric } from './answers.ts'
import { K21, toNps } from './k21-nps.ts'
import { toCsat } from './k22-csat.ts'
import { toCes } from './k23-ces.ts'
import {
  linkEfforts,
  toLinkMeasure,
  toResolutionRoutes,
  toStructuralMeasure,
  toToldEffort,
} from './k24-resolution-routes.ts'
import type { ResolutionRoute } from './k24-resolution-routes.ts'
import { toAdvocacy } from './k26-advocacy.ts'
import { toAgentEffort, toEmployeeNps } from './k27-agents.ts'
import type { VOICE_MEASURES } from './measures.ts'
import { toResponseRate } from './response-rate.ts'
import { SENTIMENT_FROM_LOG } from './sentiment-from-log.ts'

/** How the measures of the customer's voice, K21 to K27 are computed on an event log. */
export const VOICE_FROM_LOG: FromLog<typeof VOICE_MEASURES> = {
  nps: bySurvey(
    'nps',
    'nps',
    (answers, leastGroup, frame) =>
      toNps(
        answers.map(({ score }) => score),
        frame,
        { leastGroup },
      ).measure,
  ),
  'nps-response-rate': (log, settings) => [
    {
      measure: 'nps-response-rate',
      breakdown: {},
      value: toResponseRate(log, settings, { metric: 'nps', definitionVersion: K21 }),
    },
  ],
  csat: bySurvey(
    'csat',
    'csat',
    (answers, leastGroup, frame) => toCsat(answers, frame, { leastGroup }).satisfied,
  ),
  'csat-mean': bySurvey(
    'csat-mean',
    'csat',
    (answers, leastGroup, frame) => toCsat(answers, frame, { leastGroup }).mean,
  ),
  ces: bySurvey('ces', 'ces', (answers, leastGroup, frame) => toCes(answers, frame, { leastGroup }).effort),
  'ces-easy': bySurvey(
    'ces-easy',
    'ces',
    (answers, leastGroup, frame) => toCes(answers, frame, { leastGroup }).easy,
  ),
  'route-effort': ofRoutes('route-effort', toToldEffort, ({ effort }) => effort),
  'effort-link': (log, settings) => {
    const { cases, answers } = readCases(log, settings)
    return [
      {
        measure: 'effort-link',
        breakdown: {},
        value: toLinkMeasure(linkEfforts(cases, answers), settings),
      },
    ]
  },
  'structural-effort': ofRoutes(
    'structural-effort',
    (cases, _, settings) => toStructuralMeasure(cases, settings),
    ({ structural }) => structural,
  ),
  ...SENTIMENT_FROM_LOG,
  referrals: whole('referrals', (log, settings) => toAdvocacy(log, settings).referrals),
  'referral-conversion': whole(
    'referral-conversion',
    (log, settings) => toAdvocacy(log, settings).referralConversion,
  ),
  'review-rate': whole('review-rate', (log, settings) => toAdvocacy(log, settings).reviewRate),
  'promoter-referrals': whole(
    'promoter-referrals',
    (log, settings) => toAdvocacy(log, settings).promoterReferral,
  ),
  'employee-nps': whole('employee-nps', (log, settings) =>
    toEmployeeNps(listCounted(log, 'enps', settings), settings, settings),
  ),
  'agent-effort': whole('agent-effort', (log, settings) =>
    toAgentEffort(listCounted(log, 'agent_effort', settings), settings, settings),
  ),
}

type OfAnswers = (
  answers: Parameters<AnswerMeasure['measureOf']>[0],
  leastGroup: number,
  settings: LogSettings,
) => Measure

function bySurvey<Id extends string>(measure: Id, metric: SurveyMetric, measureOf: OfAnswers) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] =>
    byChannelAndSegment(measure, listCounted(log, metric, settings), {
      measureOf: (answers, leastGroup) => measureOf(answers, leastGroup, settings),
      leastGroup: settings.leastGroup,
    })
}

function whole<Id extends string>(measure: Id, measureOf: (log: KpiLog, settings: LogSettings) => Measure) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => [
    { measure, breakdown: {}, value: measureOf(log, settings) },
  ]
}

interface AnsweredCases {
  readonly cases: readonly Case[]
  readonly answers: readonly Answer[]
}

/** The cases opened in the window, and what was answered about effort in it. */
function readCases(log: KpiLog, settings: LogSettings): AnsweredCases {
  return {
    cases: listOpened(toCases(log, settings.zone), settings),
    answers: listCounted(log, 'ces', settings),
  }
}

/** A measure of cases: of all, then of those resolved by each route that has one. */
function ofRoutes<Id extends string>(
  measure: Id,
  ofAll: (cases: readonly Case[], answers: readonly Answer[], settings: LogSettings) => Measure,
  ofRoute: (route: ResolutionRoute) => Measure | null,
) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => {
    const { cases, answers } = readCases(log, settings)
    const routes = toResolutionRoutes(cases, answers, settings)
      .toSorted((a, b) => compareText(a.route, b.route))
      .flatMap((one) => {
        const value = ofRoute(one)
        return value === null ? [] : [{ measure, breakdown: { route: one.route }, value }]
      })
    return [{ measure, breakdown: {}, value: ofAll(cases, answers, settings) }, ...routes]
  }
}
