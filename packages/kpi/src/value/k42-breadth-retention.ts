import { addDays, dayOf } from '../civil-day.ts'
import { toInteraction } from '../engagement/interactions.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import type { ChannelUser } from '../orders/breadth-lift.ts'
import { toPlace } from '../orders/sides.ts'
import { toCustomerOrders } from './customer-orders.ts'
import { toCivilMonth, toCohorts } from './k42-cohorts.ts'

/** Customers as the retention of channels sees them. */
export interface BreadthCohort {
  /** Those of whom it is known; success is having bought again. */
  readonly customers: readonly ChannelUser[]
  /** Those whose month after the first is not over. */
  readonly open: number
}

/**
 * K42 retention of omnichannel against single-channel customers: persons whose first order ever lies in the
 * window, by the channels they touched in the civil month of that order, and whether they bought again in the civil
 * month after it. Channels are counted before it shows who stays: over a whole life, whoever stays longer meets more
 * of them (immortal-time bias). `touches` of that month is the activity by which like is compared with like:
 *
 *   raw = retained(several) ÷ several − retained(one) ÷ one,   matched: the same within strata of touches.
 *
 * A touch is something the person did themselves (`engagement/interactions.ts`), an order included; the tills of a
 * shop are one channel. Unit: persons. Edge cases: whose month after is not over is open, and in no rate; an order
 * given back stays an order, as in the cohorts. Not causal: people choose their channels.
 *
 * Source: kpi specification K42 and K07; N. Mantel, W. Haenszel, JNCI 22 (1959) 719–748.
 */
export function toBreadthCohort(log: KpiLog, settings: LogSettings): BreadthCohort {
  const { zone, asOf } = settings
  const until = addDays(dayOf(asOf, zone), -1)
  const newcomers = [...toCustomerOrders(log, settings)].filter(
    ([, [first]]) => first && isInWindow(first.event, settings),
  )
  const read = newcomers.map(([personId, orders]) => {
    const purchases = orders.map(({ occurredAt }) => ({ personId, day: dayOf(occurredAt, zone) }))
    const [cohort] = toCohorts(purchases, { until, within: 1 })
    const next = cohort?.cells[1]
    if (!cohort || next?.mature !== true) return null
    return { ...listTouches({ log, zone, personId }, cohort.month), succeeded: next.retained > 0 }
  })
  const customers = read.filter((customer) => customer !== null)
  return { customers, open: read.length - customers.length }
}

function listTouches(
  { log, zone, personId }: { readonly log: KpiLog; readonly zone: string; readonly personId: string },
  month: string,
): Omit<ChannelUser, 'succeeded'> {
  const touched = (log.byPerson.get(personId) ?? []).filter(
    (event) => toInteraction(event) !== null && toCivilMonth(dayOf(event.timestamp, zone)) === month,
  )
  const channels = [...new Set(touched.map(({ channel }) => toPlace(channel)))].sort(compareText)
  return { channels, touches: touched.length }
}
