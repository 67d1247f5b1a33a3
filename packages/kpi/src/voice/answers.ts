import { findAtPath, isChannel, isJsonObject } from '@periplo/model'
import type { Channel, Instant, JsonObject } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { findNumber } from '../log/items.ts'
import type { KpiEvent, KpiLog } from '../log/kpi-log.ts'
import { findText } from '../products.ts'

/** What a survey asked for. */
export type SurveyMetric = 'nps' | 'csat' | 'ces' | 'perceived_consistency' | 'enps' | 'agent_effort' | 'fcr'

/** One answer to a survey. */
export interface Answer {
  /** Null where the answer cannot be laid at anybody's door; it then stands for itself. */
  readonly personId: string | null
  readonly answeredAt: Instant
  readonly surveyId: string | null
  readonly score: number
  /** The scale as it was shown. */
  readonly scaleMin: number
  readonly scaleMax: number
  /** Which end of the scale is good for the customer. */
  readonly polarity: 'high-is-good' | 'low-is-good'
  /** The channel of the experience asked about, never that of the survey; null where nobody says. */
  readonly channel: Channel | null
  /** A group the person belongs to; personal, so that small groups are not shown. */
  readonly segment: string | null
  readonly issueId: string | null
  readonly comment: string | null
}

/** The scale a metric is usually asked on. */
const SCALES: { readonly [M in SurveyMetric]: readonly [min: number, max: number] } = {
  nps: [0, 10],
  csat: [1, 5],
  ces: [1, 7],
  perceived_consistency: [1, 7],
  enps: [0, 10],
  agent_effort: [1, 7],
  fcr: [0, 1],
}

/** Words of senders for scales on which a low score is the good one. */
const LOW_IS_GOOD: ReadonlySet<string> = new Set([
  'low-is-good',
  'low_is_good',
  'low-is-easy',
  'low_is_easy',
  'high-is-effort',
  'high_is_effort',
  'effort',
  'negative',
  'descending',
])

/**
 * The answers (`Survey Answered`) of a log to one metric, in order; those outside their scale are left out.
 * The channel of an answer is `about.channel`, else that of the event with the same `interaction_id`, else
 * the first of the case `about.issue_id`.
 */
export function listAnswers(log: KpiLog, metric: SurveyMetric): readonly Answer[] {
  const places = toPlaces(log)
  return log.events
    .filter(({ event, properties }) => event === 'Survey Answered' && metricOf(properties) === metric)
    .map((event) => toAnswer(event, metric, places))
    .filter((answer) => answer !== null)
}

/**
 * The latest answer of each person per 90 civil days: going back from the last, an answer is dropped when a
 * later one of the person that is kept came less than 90 days after it. Answers of nobody all stay. In order
 * of time.
 */
export function keepLatestAnswers(answers: readonly Answer[], zone: string): readonly Answer[] {
  const nextKept = new Map<string, Instant>()
  const isKept = ({ personId, answeredAt }: Answer): boolean => {
    if (personId === null) return true
    const next = nextKept.get(personId)
    if (next !== undefined && addDaysAt(answeredAt, ANSWER_DAYS, zone) > next) return false
    nextKept.set(personId, answeredAt)
    return true
  }
  return answers.toReversed().filter(isKept).toReversed()
}

/** A person counts once in this many days. */
const ANSWER_DAYS = 90

/** How favourable an answer is, whatever its scale and polarity: 0 (worst) to 1 (best). */
export function toFavour({ score, scaleMin, scaleMax, polarity }: Answer): number {
  const share = (score - scaleMin) / (scaleMax - scaleMin)
  return polarity === 'high-is-good' ? share : 1 - share
}

/** The metric an event of a survey names, in lower case; null where it names none. */
export function metricOf(properties: JsonObject): string | null {
  return findText(properties['metric'])?.toLowerCase() ?? null
}

interface Places {
  readonly byInteraction: ReadonlyMap<string, Channel>
  readonly byIssue: ReadonlyMap<string, Channel>
}

function toPlaces({ events }: KpiLog): Places {
  const byInteraction = new Map<string, Channel>()
  const byIssue = new Map<string, Channel>()
  const put = (map: Map<string, Channel>, key: string | null, channel: Channel): void => {
    if (key !== null && !map.has(key)) map.set(key, channel)
  }
  for (const { event, channel, properties } of events) {
    if (event.startsWith('Survey ')) continue
    put(byInteraction, findText(properties['interaction_id']), channel)
    put(byIssue, findText(properties['issue_id']), channel)
  }
  return { byInteraction, byIssue }
}

function toAnswer(event: KpiEvent, metric: SurveyMetric, places: Places): Answer | null {
  const { personId, timestamp: answeredAt, properties } = event
  const [usualMin, usualMax] = SCALES[metric]
  const scaleMin = findNumber(properties['scale_min']) ?? usualMin
  const scaleMax = findNumber(properties['scale_max']) ?? usualMax
  const score = findNumber(properties['score'])
  if (score === undefined || scaleMax <= scaleMin || score < scaleMin || score > scaleMax) return null
  return {
    personId,
    answeredAt,
    surveyId: findText(properties['survey_id']),
    score,
    scaleMin,
    scaleMax,
    polarity: toPolarity(findText(properties['polarity'])),
    ...toSubject(properties, places),
    segment: findText(properties['segment']),
    comment: findText(properties['comment']),
  }
}

function toSubject(properties: JsonObject, places: Places): Pick<Answer, 'channel' | 'issueId'> {
  const about = isJsonObject(properties['about']) ? properties['about'] : {}
  const issueId = findText(about['issue_id']) ?? findText(properties['issue_id'])
  const named = findText(findAtPath(about, 'channel'))
  const interactionId = findText(about['interaction_id']) ?? ''
  const found = places.byInteraction.get(interactionId) ?? places.byIssue.get(issueId ?? '')
  return { issueId, channel: named !== null && isChannel(named) ? named : (found ?? null) }
}

function toPolarity(said: string | null): Answer['polarity'] {
  return said !== null && LOW_IS_GOOD.has(said.toLowerCase()) ? 'low-is-good' : 'high-is-good'
}
