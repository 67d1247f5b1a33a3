import type { Measure } from '@periplo/model'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import { addDaysAt } from '../civil-day.ts'
import { keepLatestAnswers, listAnswers } from './answers.ts'

/** The edition of the formulas below. */
export const K26 = 'K26.1'

/** What customers do to bring others. */
export interface Advocacy {
  /** Referrals per 100 customers. */
  readonly referrals: Measure
  /** Referrals that became customers ÷ referrals. */
  readonly referralConversion: Measure
  /** Customers who wrote a review ÷ customers. */
  readonly reviewRate: Measure
  /** Promoters (NPS 9 and 10) who referred somebody within 90 days of saying so ÷ promoters. */
  readonly promoterReferral: Measure
}

/** Civil days in which a promoter may keep their word, and a referral may come to something. */
const FOLLOW_UP_DAYS = 90

/**
 * Advocacy over the window. Customers are persons with an order in it (`Order Completed`). Referrals are
 * `Referral Made` of persons; they may be more than customers, so the first is an index (per 100), not a
 * rate. A referral converts by a `Referral Converted` with the same `referral_id` (or `referrer` person)
 * within 90 civil days; until those are over it is left out, and so is a promoter. Source: kpi specification
 * K26; the 90 days are ours.
 */
export function toAdvocacy(log: KpiLog, settings: LogSettings): Advocacy {
  const inWindow = log.events.filter((event) => event.personId !== null && isInWindow(event, settings))
  const made = inWindow.filter(({ event }) => event === 'Referral Made')
  const customers = toPersons(inWindow, 'Order Completed')
  const reviewers = toPersons(inWindow, 'Product Reviewed')
  const told = { definitionVersion: K26 }
  return {
    referrals: toMeasure(
      {
        ...told,
        unit: 'score',
        value: customers.size === 0 ? null : (100 * made.length) / customers.size,
        numerator: made.length,
        denominator: customers.size,
        n: customers.size,
        interval: null,
      },
      settings,
    ),
    referralConversion: toShareMeasure({ ...told, ...countConverted(log, made, settings) }, settings),
    reviewRate: toShareMeasure(
      { ...told, part: [...reviewers].filter((id) => customers.has(id)).length, whole: customers.size },
      settings,
    ),
    promoterReferral: toShareMeasure({ ...told, ...countPromoters(log, settings) }, settings),
  }
}

interface Parts {
  readonly part: number
  readonly whole: number
  readonly open: number
}

function toPersons(events: readonly KpiEvent[], name: string): ReadonlySet<string> {
  return new Set(events.flatMap(({ event, personId }) => (event === name && personId ? [personId] : [])))
}

function countConverted(
  log: KpiLog,
  made: readonly KpiEvent[],
  { zone, asOf }: Pick<LogSettings, 'zone' | 'asOf'>,
): Parts {
  const used = new Set<string>()
  const conversions = log.events.filter(({ event }) => event === 'Referral Converted')
  const untilOf = (event: KpiEvent): number => addDaysAt(event.timestamp, FOLLOW_UP_DAYS, zone)
  const mature = made.filter((event) => untilOf(event) <= asOf)
  const converts = (event: KpiEvent): boolean => {
    const found = conversions.find(
      (other) =>
        !used.has(other.messageId) &&
        other.timestamp >= event.timestamp &&
        other.timestamp < untilOf(event) &&
        isSameReferral(event, other),
    )
    if (found) used.add(found.messageId)
    return found !== undefined
  }
  return { part: mature.filter(converts).length, whole: mature.length, open: made.length - mature.length }
}

/** By `referral_id` where both have one, else by the person who referred. */
function isSameReferral(made: KpiEvent, converted: KpiEvent): boolean {
  const [a, b] = [made.properties['referral_id'], converted.properties['referral_id']]
  if (a !== undefined && b !== undefined) return a === b
  return made.personId === converted.personId || converted.properties['referrer'] === nameOf(made)
}

/** The strongest name the event itself gives the person who referred. */
function nameOf({ identifiers }: KpiEvent): string | undefined {
  return identifiers[0]?.value
}

function countPromoters(log: KpiLog, settings: LogSettings): Parts {
  const { zone, asOf } = settings
  const answers = keepLatestAnswers(
    listAnswers(log, 'nps').filter(({ answeredAt }) => isInWindow({ timestamp: answeredAt }, settings)),
    zone,
  )
  const promoters = answers.filter(({ personId, score }) => personId !== null && score >= 9)
  const mature = promoters.filter(({ answeredAt }) => addDaysAt(answeredAt, FOLLOW_UP_DAYS, zone) <= asOf)
  const refers = mature.filter(({ personId, answeredAt }) => {
    const until = addDaysAt(answeredAt, FOLLOW_UP_DAYS, zone)
    return (log.byPerson.get(personId ?? '') ?? []).some(
      ({ event, timestamp }) => event === 'Referral Made' && timestamp >= answeredAt && timestamp < until,
    )
  })
  return { part: refers.length, whole: mature.length, open: promoters.length - mature.length }
}
