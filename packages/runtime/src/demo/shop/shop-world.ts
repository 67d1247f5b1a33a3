import { addDaysAt, dayOf, startOfDay } from '@periplo/kpi'
import type { Identifier, Instant, JsonObject, TrackedEvent } from '@periplo/model'
import type { Random } from './random.ts'
import type { Shopper } from './shopper.ts'

/** What habits of shoppers act on. */
export interface ShopWorld {
  /** The instant of the act under way. */
  readonly now: Instant
  /** Draws that belong to the shop and to nobody in it. */
  readonly random: Random
  /** How much faster people click than they would: 1 in history, less when somebody is watching. */
  readonly pace: number
  plan(at: Instant, act: () => void): void
  tell(event: TrackedEvent): void
}

/** Lengths of time in milliseconds; a day is 24 hours here. */
export const MINUTE_MS = 60_000
/** See {@link MINUTE_MS}. */
export const HOUR_MS = 60 * MINUTE_MS
/** See {@link MINUTE_MS}. */
export const DAY_MS = 24 * HOUR_MS

const SHOP_ZONE = 'Europe/Madrid'

/** How busy each local hour of the day is, online and in the stores. */
const ONLINE_HOURS = [2, 1, 1, 0, 0, 1, 2, 4, 5, 6, 7, 7, 9, 11, 10, 8, 7, 7, 8, 9, 11, 12, 9, 5] as const
const STORE_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 8, 10, 7, 4, 3, 4, 8, 10, 9, 5, 0, 0, 0] as const

/** A moment of the civil day `days` after `from` at which people are about; never before `from`. */
export function toBusyMoment(
  random: Random,
  {
    from,
    days,
    where,
  }: { readonly from: Instant; readonly days: number; readonly where: 'online' | 'store' },
): Instant {
  const hours = where === 'online' ? ONLINE_HOURS : STORE_HOURS
  const midnight = addDaysAt(startOfDay(dayOf(from, SHOP_ZONE), SHOP_ZONE), days, SHOP_ZONE)
  let left = random.next() * hours.reduce((sum: number, weight) => sum + weight, 0)
  const hour = hours.findIndex((weight) => (left -= weight) < 0)
  const at = midnight + hour * HOUR_MS + random.int(0, HOUR_MS - 1)
  return at > from ? at : from + random.int(1, 3) * HOUR_MS
}

/** Plans what a shopper does next in the same sitting, seconds to a minute later. */
export function planSoon(world: ShopWorld, shopper: Shopper, act: () => void): void {
  world.plan(world.now + Math.ceil((4_000 + shopper.random.wait(25_000)) * world.pace), act)
}

/** What is said of an event besides who did it and when. */
export type Saying = Pick<TrackedEvent, 'name' | 'channel' | 'properties'> &
  Partial<Pick<TrackedEvent, 'type' | 'traits' | 'consent' | 'touch'>> & {
    /** The till, the chat and the mail provider know people by another name than the browser does. */
    readonly identifiers?: readonly Identifier[]
  }

/** Tells an event of a shopper, now. Money is read from `revenue` and `currency`, as on the wire. */
export function tell(world: ShopWorld, shopper: Shopper, saying: Saying): void {
  shopper.events += 1
  const { type = 'track', identifiers = listOwnIdentifiers(shopper), properties, ...rest } = saying
  world.tell({
    eventId: `${shopper.browserId}-${shopper.events}`,
    type,
    ...rest,
    properties,
    occurredAt: world.now,
    identifiers,
    zone: shopper.zone,
    locale: shopper.locale,
    ...toMoney(properties),
    flags: [],
  })
}

/** How the shopper's own device names them. */
function listOwnIdentifiers({ signedIn, userId, appId, browserId }: Shopper): readonly Identifier[] {
  const device: Identifier = { kind: 'anonymous', value: appId ?? browserId }
  return signedIn ? [{ kind: 'user', value: userId }, device] : [device]
}

/** How the shop's own systems name a customer. */
export function listMemberIdentifiers({ userId }: Shopper): readonly Identifier[] {
  return [{ kind: 'user', value: userId }]
}

function toMoney({ revenue, currency }: JsonObject): Pick<TrackedEvent, 'amountMinor' | 'currency'> {
  if (typeof currency !== 'string') return {}
  return typeof revenue === 'number' ? { amountMinor: Math.round(revenue * 100), currency } : { currency }
}
