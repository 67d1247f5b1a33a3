import type { Measure } from '@periplo/model'
import type { KpiEvent, LogSettings } from '../log/kpi-log.ts'
import type { Session } from '../log/sessions.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import type { Finding } from '../measure.ts'
import { findText } from '../products.ts'
import { quantileOf, sortNumbers, toQuantileInterval } from '../statistics/order-statistics.ts'
import { survivalQuantile, toSurvival } from '../statistics/survival.ts'
import { countViews, listTimesOnPage } from './page-views.ts'

/** The edition of the formulas below. */
export const K09 = 'K09.1'

const IMPRESSION: ReadonlySet<string> = new Set(['Ad Impression'])
const AD_CLICK: ReadonlySet<string> = new Set(['Ad Clicked'])
const DELIVERED: ReadonlySet<string> = new Set([
  'Email Delivered',
  'Message Delivered',
  'Push Notification Received',
])
const OPENED: ReadonlySet<string> = new Set(['Email Opened', 'Message Opened', 'Push Notification Tapped'])
const CLICKED: ReadonlySet<string> = new Set(['Email Link Clicked', 'Message Clicked'])

/** Names of the events each count counts. */
export const TRAFFIC_EVENTS = { impressions: IMPRESSION, clicks: AD_CLICK, delivered: DELIVERED } as const

/**
 * K09: how many events of a kind there were in the window. Aggregate: nobody is counted by person, so events without
 * consent are in. Superficial: more of it is no success by itself. Source: kpi specification K09.
 */
export function toEventCount(
  events: readonly KpiEvent[],
  kinds: ReadonlySet<string>,
  settings: LogSettings,
): Measure {
  const value = events.filter(({ event }) => kinds.has(event)).length
  return toMeasure(
    {
      definitionVersion: K09,
      unit: 'count',
      value,
      numerator: null,
      denominator: null,
      n: value,
      interval: null,
    },
    settings,
  )
}

/** Clicks ÷ impressions of ads. Unit: events; more clicks than impressions (a blocked counter) show as all. */
export function toClickRate(events: readonly KpiEvent[], settings: LogSettings): Measure {
  const part = events.filter(({ event }) => AD_CLICK.has(event)).length
  const whole = events.filter(({ event }) => IMPRESSION.has(event)).length
  return toShareMeasure({ definitionVersion: K09, part, whole, estimated: part > whole }, settings)
}

/**
 * Whether an opening was a program's, not a reader's: mail clients that load every picture beforehand (Apple Mail
 * Privacy Protection) open what nobody reads. Told by the sender (`prefetched`, `machine_open`, `mpp`), or by the
 * bare user agent such a program sends.
 */
export function isPrefetched({ properties, context }: Pick<KpiEvent, 'properties' | 'context'>): boolean {
  const marks = [properties['prefetched'], properties['machine_open'], properties['mpp']]
  const agent = findText(context['userAgent']) ?? findText(properties['user_agent'])
  return marks.includes(true) || agent === 'Mozilla/5.0'
}

/** Messages delivered, and which of them were opened and clicked; each counts once. */
export interface Mailing {
  readonly delivered: number
  readonly opened: number
  /** Opened by a program and by nobody else. */
  readonly prefetched: number
  /** Clicked and delivered. Who clicks has opened, whatever the pictures say. */
  readonly clicked: number
}

/** Tallies messages by `message_id` (`send_key` of ours). Events without one count each for itself. */
export function tallyMailing(events: readonly KpiEvent[]): Mailing {
  const idsOf = (holds: (event: KpiEvent) => boolean): ReadonlySet<string> =>
    new Set(events.filter(holds).map(toMessageName))
  const delivered = [...idsOf(({ event }) => DELIVERED.has(event))]
  const clicked = idsOf(({ event }) => CLICKED.has(event))
  const opened = idsOf(({ event }) => OPENED.has(event))
  const read = idsOf((event) => OPENED.has(event.event) && !isPrefetched(event))
  const isRead = (id: string): boolean => read.has(id) || clicked.has(id)
  return {
    delivered: delivered.length,
    opened: delivered.filter(isRead).length,
    prefetched: delivered.filter((id) => opened.has(id) && !isRead(id)).length,
    clicked: delivered.filter((id) => clicked.has(id)).length,
  }
}

function toMessageName({ properties, messageId }: KpiEvent): string {
  return findText(properties['message_id']) ?? findText(properties['send_key']) ?? messageId
}

/**
 * Messages opened ÷ messages delivered, each once. Openings by a program are taken out; where there are any, some
 * readers are among them and the rate is `estimated`. `withPrefetch` counts them in.
 */
export function toOpenRate(
  { delivered, opened, prefetched }: Mailing,
  settings: LogSettings,
  { withPrefetch = false }: { readonly withPrefetch?: boolean } = {},
): Measure {
  const part = withPrefetch ? opened + prefetched : opened
  return toShareMeasure(
    { definitionVersion: K09, part, whole: delivered, estimated: prefetched > 0 },
    settings,
  )
}

/** Messages clicked ÷ messages opened, each once; a click is an opening. */
export function toClickToOpen({ opened, clicked, prefetched }: Mailing, settings: LogSettings): Measure {
  return toShareMeasure(
    { definitionVersion: K09, part: clicked, whole: opened, estimated: prefetched > 0 },
    settings,
  )
}

/**
 * The median time on a page, where the last page of a visit is known only to have lasted at least so long
 * (Kaplan–Meier). Null where so many are censored that half are never seen to end.
 */
export function toTimeOnPage(visits: readonly Session[], settings: LogSettings): Measure {
  const pages = visits.flatMap(listTimesOnPage)
  const value = survivalQuantile(toSurvival(pages), 0.5)
  return toDuration({ value, interval: null, n: pages.length }, settings)
}

/** The median length of visits, first event to last. A visit of one event is 0 long: nothing more is known of it. */
export function toVisitDuration(visits: readonly Session[], settings: LogSettings): Measure {
  const sorted = sortNumbers(visits.map(({ startedAt, lastAt }) => lastAt - startedAt))
  const interval = toQuantileInterval(sorted, 0.5)
  return toDuration({ value: quantileOf(sorted, 0.5), interval, n: sorted.length }, settings)
}

function toDuration(found: Pick<Finding, 'value' | 'interval' | 'n'>, settings: LogSettings): Measure {
  return toMeasure(
    { ...found, definitionVersion: K09, unit: 'duration', numerator: null, denominator: null },
    settings,
  )
}

/** Visits of one page or screen on which nothing else was done ÷ visits. */
export function toBounceRate(visits: readonly Session[], settings: LogSettings): Measure {
  const part = visits.filter((visit) => visit.events.length === 1 && countViews(visit) === 1).length
  return toShareMeasure({ definitionVersion: K09, part, whole: visits.length }, settings)
}
