import type { Channel, Instant } from '@periplo/model'
import { listItems } from '../log/items.ts'
import type { KpiEvent, KpiLog } from '../log/kpi-log.ts'
import { partsOf } from '../log/parts.ts'
import { findText } from '../products.ts'

/** A silence this long ends a cart that has no id: 24 hours. */
export const CART_GAP_MS = 24 * 3_600_000

/** What somebody put together to buy. */
export interface Cart {
  readonly cartId: string | null
  /** Null where nobody is known: it is then known by its id alone. */
  readonly personId: string | null
  /** Where the first product was added. */
  readonly channel: Channel
  readonly startedAt: Instant
  /** The last change of what is in it. */
  readonly lastAt: Instant
  /** What is left in it; empty where everything was taken out again. */
  readonly skus: readonly string[]
  readonly checkoutAt: Instant | null
  /** What stood in the way: why a payment failed, a coupon was denied, that nothing was entered. */
  readonly obstacle: string | null
}

/** A cart that may still change. */
interface OpenCart extends Omit<Cart, 'skus'> {
  readonly quantities: ReadonlyMap<string, number>
  /** Whether only an anonymous id has been seen in it. */
  readonly isAnonymous: boolean
}

/** Without a product name a line still is something. */
const NAMELESS = '(no sku)'

/**
 * The carts of a log: `Product Added` by `cart_id`, or without one by person and silences of at most 24 hours.
 * Signing in does not make a second cart: a known cart takes over the anonymous one of the last 24 hours. An
 * order closes the cart it names, else every open one of its person; what is added later is another cart.
 */
export function listCarts(log: KpiLog): readonly Cart[] {
  const nameless = log.events.filter(({ personId }) => personId === null)
  const byCart = partsOf(nameless, findCartId).map(([, events]) => events)
  return [...log.byPerson.values(), ...byCart]
    .flatMap(foldCarts)
    .sort((a, b) => a.startedAt - b.startedAt || a.lastAt - b.lastAt)
}

/** The cart an event names. */
export function findCartId({ properties }: Pick<KpiEvent, 'properties'>): string | null {
  return findText(properties['cart_id']) ?? findText(properties['cartId'])
}

function foldCarts(events: readonly KpiEvent[]): readonly Cart[] {
  const closed: OpenCart[] = []
  let open: readonly OpenCart[] = []
  for (const event of events) {
    if (event.event === 'Order Completed') {
      const named = open.filter(({ cartId }) => cartId !== null && cartId === findCartId(event))
      const done = named.length > 0 ? named : open
      closed.push(...done)
      open = open.filter((cart) => !done.includes(cart))
      continue
    }
    const found = findOpen(open, event)
    const next = found ? change(found, event) : event.event === 'Product Added' ? start(event) : undefined
    if (next) open = [...open.filter((cart) => cart !== found), next]
  }
  return [...closed, ...open].map(({ quantities, isAnonymous: _, ...cart }) => ({
    ...cart,
    skus: [...quantities].filter(([, quantity]) => quantity > 0).map(([sku]) => sku),
  }))
}

/** The open cart an event is about: the one it names, the anonymous one it takes over, or the last one lately touched. */
function findOpen(open: readonly OpenCart[], event: KpiEvent): OpenCart | undefined {
  const cartId = findCartId(event)
  const named = open.find((cart) => cart.cartId !== null && cart.cartId === cartId)
  if (named) return named
  return open.findLast((cart) => {
    if (event.timestamp - cart.lastAt > CART_GAP_MS) return false
    if (cart.cartId === null || cartId === null) return true
    return cart.isAnonymous && isKnown(event)
  })
}

function isKnown({ identifiers }: KpiEvent): boolean {
  return identifiers.some(({ kind }) => kind !== 'anonymous')
}

function start(event: KpiEvent): OpenCart {
  return {
    cartId: findCartId(event),
    personId: event.personId,
    channel: event.channel,
    startedAt: event.timestamp,
    lastAt: event.timestamp,
    quantities: addItems(new Map(), event, 1),
    checkoutAt: null,
    obstacle: null,
    isAnonymous: !isKnown(event),
  }
}

/** The cart after an event; undefined where the event is nothing to it. */
function change(cart: OpenCart, event: KpiEvent): OpenCart | undefined {
  const known = {
    ...cart,
    cartId: findCartId(event) ?? cart.cartId,
    isAnonymous: cart.isAnonymous && !isKnown(event),
  }
  switch (event.event) {
    case 'Product Added':
      return { ...known, lastAt: event.timestamp, quantities: addItems(cart.quantities, event, 1) }
    case 'Product Removed':
      return { ...known, lastAt: event.timestamp, quantities: addItems(cart.quantities, event, -1) }
    case 'Checkout Started':
      return { ...known, checkoutAt: cart.checkoutAt ?? event.timestamp }
    case 'Checkout Step Viewed':
      return isPaymentStep(event) ? { ...known, obstacle: cart.obstacle ?? 'payment not entered' } : known
    case 'Payment Info Entered':
      return { ...known, obstacle: null }
    case 'Payment Failed':
      return { ...known, obstacle: findText(event.properties['reason']) ?? 'payment failed' }
    case 'Coupon Denied':
      return { ...known, obstacle: cart.obstacle ?? 'coupon denied' }
  }
  return undefined
}

function isPaymentStep({ properties }: KpiEvent): boolean {
  const step = findText(properties['step_name']) ?? findText(properties['step'])
  return step?.toLowerCase().includes('payment') === true
}

function addItems(
  quantities: ReadonlyMap<string, number>,
  event: KpiEvent,
  sign: 1 | -1,
): ReadonlyMap<string, number> {
  const next = new Map(quantities)
  const items = listItems(event.properties)
  const lines = items.length > 0 ? items : [{ sku: NAMELESS, quantity: 1 }]
  for (const { sku, quantity } of lines) {
    const name = sku ?? NAMELESS
    next.set(name, Math.max(0, (next.get(name) ?? 0) + sign * quantity))
  }
  return next
}
