import { findNumber } from '../log/items.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import type { MeasuredValue } from '../measured-value.ts'
import { K40 } from './k40-acquisition.ts'
import { toBurnRatio, toSpendRatio } from './k40-loyalty.ts'
import type { Membership } from './k40-loyalty.ts'

const ACTIVITY: ReadonlySet<string> = new Set(['Points Earned', 'Points Redeemed', 'Order Completed'])

/** Members who did something in the window. */
export function readActiveMembers(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'active-members'>[] {
  const { active, members } = toMembership(log, settings).membership
  const value = toShareMeasure({ definitionVersion: K40, part: active, whole: members }, settings)
  return [{ measure: 'active-members', breakdown: {}, value }]
}

/** Net revenue from members, of all. */
export function readMemberRevenue(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'member-revenue'>[] {
  const { membership, orders, unpriced } = toMembership(log, settings)
  const { members, others } = membership.revenueMinor
  const whole = members + others
  const value = toMeasure(
    {
      definitionVersion: K40,
      unit: 'rate',
      value: whole > 0 ? members / whole : null,
      numerator: members,
      denominator: whole,
      n: orders,
      interval: null,
      estimated: unpriced > 0,
    },
    settings,
  )
  return [{ measure: 'member-revenue', breakdown: {}, value }]
}

/** Points redeemed per point earned. */
export function readPointsBurned(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'points-burned'>[] {
  const { membership } = toMembership(log, settings)
  const { pointsEarned, pointsRedeemed, members } = membership
  const ratio = {
    value: toBurnRatio(membership),
    numerator: pointsRedeemed,
    denominator: pointsEarned,
    n: members,
  }
  const value = toMeasure({ definitionVersion: K40, unit: 'ratio', ...ratio, interval: null }, settings)
  return [{ measure: 'points-burned', breakdown: {}, value }]
}

/** What a buying member spends, per what another buyer spends. */
export function readMemberSpend(
  log: KpiLog,
  settings: LogSettings,
): readonly MeasuredValue<'member-spend'>[] {
  const { membership, unpriced } = toMembership(log, settings)
  const { buying, revenueMinor } = membership
  const value = toSpendRatio(membership)
  const finding = {
    definitionVersion: K40,
    unit: 'ratio',
    value,
    numerator: buying.members > 0 ? revenueMinor.members / buying.members : null,
    denominator: buying.others > 0 ? revenueMinor.others / buying.others : 0,
    n: buying.members + buying.others,
    interval: null,
    estimated: unpriced > 0,
  } as const
  return [{ measure: 'member-spend', breakdown: {}, value: toMeasure(finding, settings) }]
}

/** A member is who has joined, or been seen with a loyalty id, before the end of the window. */
function toMembership(log: KpiLog, settings: LogSettings) {
  const members = new Set<string>()
  const active = new Set<string>()
  for (const [personId, events] of log.byPerson) {
    const known = events.filter(({ timestamp }) => timestamp < settings.window.to)
    if (!known.some(isJoining)) continue
    members.add(personId)
    if (known.some((event) => ACTIVITY.has(event.event) && isInWindow(event, settings))) active.add(personId)
  }
  const isMember = ({ personId }: Order): boolean => personId !== null && members.has(personId)
  const orders = toOrders(log, settings).orders.filter(({ event }) => isInWindow(event, settings))
  const [own, others] = [orders.filter(isMember), orders.filter((order) => !isMember(order))]
  const membership: Membership = {
    members: members.size,
    active: active.size,
    pointsEarned: sumPoints(log, settings, 'Points Earned'),
    pointsRedeemed: sumPoints(log, settings, 'Points Redeemed'),
    buying: { members: countBuyers(own), others: countBuyers(others) },
    revenueMinor: { members: sumNet(own), others: sumNet(others) },
  }
  return {
    membership,
    orders: orders.length,
    unpriced: orders.filter(({ unpriced }) => unpriced !== null).length,
  }
}

function isJoining({ event, identifiers }: KpiEvent): boolean {
  return event === 'Loyalty Joined' || identifiers.some(({ kind }) => kind === 'loyalty')
}

function sumPoints(log: KpiLog, settings: LogSettings, name: string): number {
  return log.events.reduce((sum, event) => {
    if (event.event !== name || !isInWindow(event, settings)) return sum
    return sum + Math.abs(findNumber(event.properties['points']) ?? 0)
  }, 0)
}

/** Persons among the buyers; each order of nobody is taken for a person of its own. */
function countBuyers(orders: readonly Order[]): number {
  return new Set(orders.map(({ personId, orderId }) => personId ?? `(order) ${orderId}`)).size
}

function sumNet(orders: readonly Order[]): number {
  return orders.reduce((sum, { netMinor }) => sum + (netMinor ?? 0), 0)
}
