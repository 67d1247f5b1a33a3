import { isChannel, UNTOLD_CHANNEL } from '@periplo/model'
import type { Channel } from '@periplo/model'
import { dayOf, startOfDay } from '../civil-day.ts'
import { findNumber } from '../log/items.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { convertMinor, findRate } from '../log/money.ts'
import { findJourneyId } from '../map/journey-log.ts'
import { findText } from '../products.ts'

/** Money spent to win customers. */
export interface AcquisitionSpend {
  /** The channel it was spent on; null for all of them. */
  readonly channel: Channel | null
  /** Minor units of the reporting currency. */
  readonly amountMinor: number
  /** Paid for advertising itself. */
  readonly isAds: boolean
}

/** The spending of a window, and how many reports of it could not be told in the reporting currency. */
export interface AcquisitionCosts {
  readonly spends: readonly AcquisitionSpend[]
  readonly unpriced: number
}

/** What is shared out over service (K34) is no cost of acquisition. */
const SERVICE_KEYS: ReadonlySet<string> = new Set(['agent_minutes', 'contacts', 'cases'])

/**
 * What winning customers cost in the window: `Ad Spend Reported` (`spend_minor`, on its `day`), and
 * `Cost Reported` (`amount_minor`) unless its `allocation_key` says it is about service. The property
 * `channel`, else an advert's own channel, tells where it was spent; `scope` `fixed` is for all. Amounts in
 * another currency without a rate for the day are counted as unpriced and left out.
 */
export function listAcquisitionCosts(log: KpiLog, settings: LogSettings): AcquisitionCosts {
  const read = log.events.flatMap((event) => {
    const isAds = event.event === 'Ad Spend Reported'
    return isAds || isAcquisition(event) ? [toSpend(event, { isAds, log, settings })] : []
  })
  const inWindow = read.filter(({ at }) => isInWindow({ timestamp: at }, settings))
  return {
    spends: inWindow.flatMap(({ channel, amountMinor, isAds }) =>
      amountMinor === null ? [] : [{ channel, amountMinor, isAds }],
    ),
    unpriced: inWindow.filter(({ amountMinor }) => amountMinor === null).length,
  }
}

/** What a journey cost, in minor units of the reporting currency; null where it cannot be told in it. */
export interface JourneyCost {
  readonly journeyId: string
  readonly amountMinor: number | null
}

/**
 * The costs of journeys in the window: every `Cost Reported` (`amount_minor`, at its timestamp) that names a journey
 * by `journey_id`, or as ours in `context.periplo`, whatever else it says. Such a cost is not taken out of
 * {@link listAcquisitionCosts}: the two are never added up.
 */
export function listJourneyCosts(log: KpiLog, settings: LogSettings): readonly JourneyCost[] {
  return log.events.flatMap((event): readonly JourneyCost[] => {
    const journeyId = event.event === 'Cost Reported' ? findJourneyId(event) : null
    if (journeyId === null || !isInWindow(event, settings)) return []
    return [{ journeyId, amountMinor: toSpend(event, { isAds: false, log, settings }).amountMinor }]
  })
}

/** The sum of the spending that holds. */
export function sumSpends(
  spends: readonly AcquisitionSpend[],
  holds: (spend: AcquisitionSpend) => boolean = () => true,
): number {
  return spends.reduce((sum, spend) => sum + (holds(spend) ? spend.amountMinor : 0), 0)
}

function isAcquisition({ event, properties }: KpiEvent): boolean {
  return event === 'Cost Reported' && !SERVICE_KEYS.has(findText(properties['allocation_key']) ?? '')
}

interface Reading {
  readonly isAds: boolean
  readonly log: KpiLog
  readonly settings: LogSettings
}

function toSpend(event: KpiEvent, { isAds, log, settings }: Reading) {
  const { properties, timestamp } = event
  const said = isAds ? findText(properties['day'])?.slice(0, 'YYYY-MM-DD'.length) : undefined
  const day = said !== undefined && /^\d{4}-\d\d-\d\d$/.test(said) ? said : dayOf(timestamp, settings.zone)
  const amount = findNumber(properties[isAds ? 'spend_minor' : 'amount_minor'])
  const from = findText(properties['currency'])?.toUpperCase() ?? ''
  const to = settings.currency
  const rate = findRate(log.rates, { from, to, day, properties })
  const isKnown = amount !== undefined && rate !== undefined
  return {
    at: day === said ? startOfDay(day, settings.zone) : timestamp,
    channel: findChannel(event, isAds),
    amountMinor: isKnown ? (from === to ? amount : convertMinor(amount, { from, to, rate })) : null,
    isAds,
  }
}

function findChannel({ properties, channel }: KpiEvent, isAds: boolean): Channel | null {
  if (properties['scope'] === 'fixed') return null
  const said = findText(properties['channel'])
  if (said !== null && isChannel(said)) return said
  return isAds && channel !== UNTOLD_CHANNEL ? channel : null
}
