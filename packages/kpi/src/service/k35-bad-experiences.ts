import type { Channel, Instant, Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { isRecord } from '../log/countable.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { RETURN_DAYS } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { toShareMeasure } from '../measure.ts'
import { listAnswers, toFavour } from '../voice/answers.ts'
import { readSentiment } from '../voice/k25-sentiment.ts'
import { listTexts } from '../voice/texts.ts'
import type { Case } from './case.ts'

/** The edition of the formulas below. */
export const K35 = 'K35.2'

const COMPLAINTS: ReadonlySet<string> = new Set([
  'complaint',
  'complaints',
  'queja',
  'quejas',
  'reclamación',
  'reclamacion',
  'reclamo',
])

/**
 * Cases about a complaint ÷ cases, by the topic they were given (`complaint`, `queja`, `reclamación`, also as
 * `complaint/delivery`).
 */
export function toComplaintRate(cases: readonly Case[], settings: LogSettings): Measure {
  const part = cases.filter(isComplaint).length
  return toShareMeasure({ definitionVersion: K35, part, whole: cases.length }, settings)
}

/** Whether the topic of a case says that it is about a complaint. */
export function isComplaint({ topic }: Pick<Case, 'topic'>): boolean {
  return COMPLAINTS.has(topic?.split(/[/:.]/)[0]?.trim() ?? '')
}

/**
 * Orders of the window of which something came back within 30 civil days ÷ orders whose 30 days are over.
 * Wholly or in part counts once; a cancelled order never left, and is in neither.
 */
export function toReturnRate(orders: readonly Order[], settings: LogSettings): Measure {
  const sold = orders.filter(
    ({ occurredAt, cancelled }) => !cancelled && isInWindow({ timestamp: occurredAt }, settings),
  )
  const untilOf = ({ occurredAt }: Order): Instant => addDaysAt(occurredAt, RETURN_DAYS, settings.zone)
  const mature = sold.filter((order) => untilOf(order) <= settings.asOf)
  const part = mature.filter((order) =>
    order.refunds.some(({ occurredAt }) => occurredAt < untilOf(order)),
  ).length
  const open = sold.length - mature.length
  return toShareMeasure({ definitionVersion: K35, part, whole: mature.length, open }, settings)
}

/** One bad experience of a person. */
export interface BadExperience {
  readonly at: Instant
  readonly channel: Channel
  readonly kind: 'csat' | 'nps' | 'sentiment' | 'delivery'
}

/** Somebody with two bad experiences or more within 90 days. */
export interface UnhappyPerson {
  readonly personId: string
  /** Of the second of them. */
  readonly at: Instant
  /** The experiences that raised the alert, in order. */
  readonly experiences: readonly BadExperience[]
}

/** Civil days within which a second bad experience raises the alert. */
const PATIENCE_DAYS = 90
/** 2 of 5. */
const BAD_CSAT = 0.25
const BAD_NPS = 6
const BAD_SENTIMENT = -0.5

/**
 * Alerts: a person with a second bad experience within 90 civil days of the one before, in any channels. Bad
 * are a CSAT of 2 or less of 5 (at that place on other scales), an NPS of 6 or less, a text with a sentiment
 * of −0.5 or less, and a failed delivery (`Delivery Failed`). What one person says within one answer, its
 * score and its comment, is one experience. After an alert two new ones are needed. By time.
 */
export function findUnhappyPersons(log: KpiLog, settings: LogSettings): readonly UnhappyPerson[] {
  return [...toBadExperiences(log)]
    .flatMap(([personId, experiences]) => toAlerts(personId, experiences, settings.zone))
    .sort((a, b) => a.at - b.at)
}

/** Persons with an alert in the window ÷ persons of whom more than choices and requests by law is known in it. */
export function toUnhappyRate(log: KpiLog, settings: LogSettings): Measure {
  const alerted = findUnhappyPersons(log, settings).filter(({ at }) =>
    isInWindow({ timestamp: at }, settings),
  )
  const seen = [...log.byPerson.values()].filter((events) =>
    events.some((event) => isInWindow(event, settings) && !isRecord(event)),
  )
  const part = new Set(alerted.map(({ personId }) => personId)).size
  return toShareMeasure({ definitionVersion: K35, part, whole: seen.length }, settings)
}

function toBadExperiences(log: KpiLog): ReadonlyMap<string, readonly BadExperience[]> {
  const found = new Map<string, Map<Instant, BadExperience>>()
  const put = (personId: string | null, experience: BadExperience): void => {
    if (personId === null) return
    const own = found.get(personId) ?? new Map<Instant, BadExperience>()
    if (!own.has(experience.at)) own.set(experience.at, experience)
    found.set(personId, own)
  }
  for (const event of log.events.filter(isFailedDelivery))
    put(event.personId, { at: event.timestamp, channel: event.channel, kind: 'delivery' })
  for (const answer of listAnswers(log, 'csat'))
    if (toFavour(answer) <= BAD_CSAT)
      put(answer.personId, { at: answer.answeredAt, channel: answer.channel ?? 'survey', kind: 'csat' })
  for (const answer of listAnswers(log, 'nps'))
    if (answer.score <= BAD_NPS)
      put(answer.personId, { at: answer.answeredAt, channel: answer.channel ?? 'survey', kind: 'nps' })
  for (const { personId, at, channel, text, language } of listTexts(log))
    if ((readSentiment(text, language).score ?? 0) <= BAD_SENTIMENT)
      put(personId, { at, channel, kind: 'sentiment' })
  return new Map(
    [...found].map(([personId, own]) => [personId, [...own.values()].sort((a, b) => a.at - b.at)]),
  )
}

function isFailedDelivery({ event }: KpiEvent): boolean {
  return event === 'Delivery Failed'
}

function toAlerts(
  personId: string,
  experiences: readonly BadExperience[],
  zone: string,
): readonly UnhappyPerson[] {
  const alerts: UnhappyPerson[] = []
  let before: BadExperience | undefined
  for (const experience of experiences) {
    if (before && experience.at <= addDaysAt(before.at, PATIENCE_DAYS, zone)) {
      alerts.push({ personId, at: experience.at, experiences: [before, experience] })
      before = undefined
    } else before = experience
  }
  return alerts
}
