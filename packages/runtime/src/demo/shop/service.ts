import type { Instant } from '@periplo/model'
import { CURRENCY } from './assortment.ts'
import type { Product } from './assortment.ts'
import type { Shopper } from './shopper.ts'
import { DAY_MS, HOUR_MS, listMemberIdentifiers, MINUTE_MS, tell } from './shop-world.ts'
import type { ShopWorld } from './shop-world.ts'

/** An order as the rest of the shop hears of it. */
export interface Order {
  readonly id: string
  readonly at: Instant
  readonly amountMinor: number
  readonly products: readonly Product[]
  readonly cartId: string | undefined
  readonly fulfilment: 'home' | 'bopis' | 'store'
  /** The till knew who it was, or it was bought online. */
  readonly isKnown: boolean
  readonly storeId: string | undefined
}

/** What follows an order: the parcel, now and then a problem with it, now and then a return. */
export function planAftermath(world: ShopWorld, shopper: Shopper, order: Order): void {
  const { random } = shopper
  const fulfilledAt = world.now + toFulfilmentMs(order, shopper)
  world.plan(fulfilledAt, () => {
    tell(world, shopper, {
      name: 'Order Fulfilled',
      channel: order.storeId === undefined ? 'web' : 'store',
      properties: {
        order_id: order.id,
        fulfilment: order.fulfilment,
        ...(order.cartId === undefined ? {} : { cart_id: order.cartId }),
      },
      identifiers: listMemberIdentifiers(shopper),
    })
  })
  if (order.fulfilment === 'home' && random.chance(0.11))
    world.plan(fulfilledAt + random.int(1, 30) * HOUR_MS, () => openCase(world, shopper, order))
  if (random.chance(0.08))
    world.plan(fulfilledAt + random.int(3, 20) * DAY_MS, () => giveBack(world, shopper, order))
}

/** Writes to the shop about a parcel; most then call, and somebody solves it sooner or later. */
function openCase(world: ShopWorld, shopper: Shopper, order: Order): void {
  const { random } = shopper
  const issueId = `case-${order.id}`
  const identifiers = listMemberIdentifiers(shopper)
  const topic = { issue_id: issueId, order_id: order.id, topic: 'delivery' }
  const say = (name: string, details: Record<string, string | number | boolean>): void =>
    tell(world, shopper, {
      name,
      channel: details['channel'] === 'chat' ? 'chat_human' : 'call_center_in',
      properties: {
        ...topic,
        ...details,
        channel: details['channel'] === 'chat' ? 'chat_human' : 'call_center_in',
      },
      identifiers,
    })
  say('Case Opened', { channel: 'chat', reason: random.pick(['parcel late', 'wrong size', 'damaged box']) })
  const contactedAt = world.now + random.int(20, 240) * MINUTE_MS
  if (random.chance(0.6))
    world.plan(contactedAt, () =>
      say('Case Contacted', { channel: 'phone', wait_s: random.int(20, 400), context_transferred: true }),
    )
  if (random.chance(0.94))
    world.plan(contactedAt + Math.ceil(random.wait(22 * HOUR_MS)), () =>
      say('Case Resolved', {
        channel: 'phone',
        resolution: random.pick(['resent', 'refunded', 'exchanged']),
      }),
    )
}

function giveBack(world: ShopWorld, shopper: Shopper, order: Order): void {
  tell(world, shopper, {
    name: 'Order Refunded',
    channel: shopper.random.chance(0.5) ? 'store' : 'web',
    properties: {
      order_id: order.id,
      return_channel: shopper.random.chance(0.5) ? 'store' : 'postal',
      total: order.amountMinor / 100,
      revenue: order.amountMinor / 100,
      currency: CURRENCY,
    },
    identifiers: listMemberIdentifiers(shopper),
  })
}

/** How long a parcel takes, and a pick-up. */
function toFulfilmentMs({ fulfilment }: Order, shopper: Shopper): number {
  switch (fulfilment) {
    case 'store':
      return MINUTE_MS
    case 'bopis':
      return shopper.random.int(4, 26) * HOUR_MS
    case 'home':
      return shopper.random.int(30, 96) * HOUR_MS
  }
}
