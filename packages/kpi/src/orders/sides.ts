import { isOfflineChannel } from '@periplo/model'
import type { Channel } from '@periplo/model'
import type { Order } from '../log/orders.ts'
import { isPickUp } from '../products.ts'

const SHIPPED_FROM_STORE: ReadonlySet<string> = new Set(['ship_from_store', 'ship-from-store'])

/** Neither a shop nor a screen: somebody speaks. */
const SPOKEN: ReadonlySet<Channel> = new Set(['call_center_in', 'call_center_out', 'ivr', 'video_call'])

/** Tills and terminals are the shop they stand in. */
const SHOP: ReadonlySet<Channel> = new Set(['store', 'pos', 'kiosk'])

/** Whether an order is an online sale: on a screen, or fetched in a shop after having been bought online. */
export function isOnlineSale(order: Pick<Order, 'channel' | 'fulfilment'>): boolean {
  if (isPickedUp(order)) return true
  return !isOfflineChannel(order.channel) && !SPOKEN.has(order.channel)
}

/** Whether an order was bought online and fetched in a shop (click & collect). */
export function isPickedUp({ fulfilment }: Pick<Order, 'fulfilment'>): boolean {
  return isPickUp(fulfilment)
}

/** Whether an order left from a shop's own stock for somebody's home. */
export function isShippedFromStore({ fulfilment }: Pick<Order, 'fulfilment'>): boolean {
  return fulfilment !== null && SHIPPED_FROM_STORE.has(fulfilment)
}

/** Whether the channel is a shop, at any of its tills. */
export function isShop(channel: Channel): boolean {
  return SHOP.has(channel)
}

/** The channel as a reader thinks of it: all tills of a shop are `store`. */
export function toPlace(channel: Channel): Channel {
  return isShop(channel) ? 'store' : channel
}
