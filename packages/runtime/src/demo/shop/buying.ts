import type { Identifier, JsonObject } from '@periplo/model'
import { CURRENCY, sumPrices, toProductProperties } from './assortment.ts'
import type { Product } from './assortment.ts'
import { planAftermath } from './service.ts'
import type { Order } from './service.ts'
import { pickProduct } from './shopper.ts'
import type { Cart, Shopper } from './shopper.ts'
import { listMemberIdentifiers, MINUTE_MS, planSoon, tell, toBusyMoment } from './shop-world.ts'
import type { ShopWorld } from './shop-world.ts'

/** What the code leaves of the price. */
const CODE_SHARE = 0.9
/** Share of walk-ins who carry a club card. */
const CARD_SHARE = 0.6

/** Will buy the cart online after a while, unless it is bought by then. */
export function planOnlinePurchase(
  world: ShopWorld,
  shopper: Shopper,
  { inMs, withCode = false }: { readonly inMs: number; readonly withCode?: boolean },
): void {
  const { cart } = shopper
  if (cart.settled) return
  cart.settled = true
  world.plan(world.now + Math.ceil(inMs), () => checkOut(world, shopper, { cart, withCode }))
}

interface Buying {
  readonly cart: Cart
  readonly withCode: boolean
}

function checkOut(world: ShopWorld, shopper: Shopper, { cart, withCode }: Buying): void {
  const channel = shopper.appId === undefined ? shopper.browser : 'app'
  tell(world, shopper, {
    name: 'Checkout Started',
    channel,
    properties: { cart_id: cart.id, value: sumPrices(cart.products) / 100, currency: CURRENCY },
  })
  planSoon(world, shopper, () => {
    shopper.orders += 1
    const amountMinor = toAmount(cart.products, withCode)
    const fulfilment = shopper.random.chance(0.15) ? 'bopis' : 'home'
    const id = `web-${cart.id}`
    tell(world, shopper, {
      name: 'Order Completed',
      channel,
      properties: {
        order_id: id,
        cart_id: cart.id,
        fulfilment,
        ...toSale(cart.products, amountMinor),
        ...(withCode ? { coupon: 'AUTUMN10' } : {}),
      },
    })
    const { products } = cart
    planAftermath(world, shopper, {
      id,
      at: world.now,
      amountMinor,
      products,
      cartId: cart.id,
      fulfilment,
      isKnown: true,
      storeId: undefined,
    })
  })
}

/** What brings somebody to a store. */
export interface StoreErrand {
  readonly inDays: number
  /** The piece they come for, where it is not the cart. */
  readonly product?: Product
  readonly cart?: Cart
  readonly withCode?: boolean
  /** How surely they buy once they are there, 0 to 1. */
  readonly resolve?: number
}

/** Will go to their store, try something on, and perhaps buy it there. */
export function planStoreVisit(world: ShopWorld, shopper: Shopper, errand: StoreErrand): void {
  if (errand.cart?.settled === true) return
  if (errand.cart) errand.cart.settled = true
  const at = toBusyMoment(shopper.random, { from: world.now, days: errand.inDays, where: 'store' })
  world.plan(at, () => enterStore(world, shopper, errand))
}

function enterStore(world: ShopWorld, shopper: Shopper, errand: StoreErrand): void {
  const { random, store } = shopper
  const known = shopper.hasAccount && random.chance(0.85)
  const products = errand.cart?.products ?? [errand.product ?? pickProduct(shopper)]
  if (known)
    tell(world, shopper, {
      name: 'Store Visit Recorded',
      channel: 'store',
      properties: { store_id: store.id, source: random.pick(['qr', 'associate', 'wifi']) },
      identifiers: listMemberIdentifiers(shopper),
    })
  if (known && random.chance(0.6))
    world.plan(world.now + 10 * MINUTE_MS, () =>
      tell(world, shopper, {
        name: 'Product Tried',
        channel: 'store',
        properties: { store_id: store.id, ...toProductProperties(products[0] ?? pickProduct(shopper)) },
        identifiers: listMemberIdentifiers(shopper),
      }),
    )
  if (!random.chance(errand.resolve ?? 0.55)) return
  const isKnown = shopper.hasAccount && (errand.withCode === true || random.chance(0.82))
  world.plan(world.now + random.int(15, 45) * MINUTE_MS, () =>
    payAtTill(world, shopper, { errand, products, isKnown }),
  )
}

interface AtTheTill {
  readonly errand: StoreErrand
  readonly products: readonly Product[]
  readonly isKnown: boolean
}

function payAtTill(world: ShopWorld, shopper: Shopper, { errand, products, isKnown }: AtTheTill): void {
  const { random, store, loyaltyId } = shopper
  shopper.orders += 1
  const id = `till-${shopper.browserId.slice('browser-'.length)}-${shopper.orders}`
  const amountMinor = toAmount(products, errand.withCode === true)
  const cartId = isKnown ? errand.cart?.id : undefined
  const properties: JsonObject = {
    order_id: id,
    store_id: store.id,
    register_id: `${store.id}-r${random.int(1, 3)}`,
    fulfilment: 'store',
    ...toSale(products, amountMinor),
    ...(cartId === undefined ? {} : { cart_id: cartId }),
    ...(isKnown && loyaltyId !== undefined ? { loyalty_id: loyaltyId } : {}),
    ...(errand.withCode === true ? { coupon: 'AUTUMN10' } : {}),
  }
  const identifiers = isKnown
    ? listTillIdentifiers(shopper)
    : [{ kind: 'anonymous', value: `receipt-${id}` } as const]
  tell(world, shopper, { name: 'Order Completed', channel: 'pos', properties, identifiers })
  const order: Order = {
    id,
    at: world.now,
    amountMinor,
    products,
    cartId,
    fulfilment: 'store',
    isKnown,
    storeId: store.id,
  }
  if (isKnown) planAftermath(world, shopper, order)
}

function listTillIdentifiers(shopper: Shopper): readonly Identifier[] {
  const { loyaltyId } = shopper
  const card: readonly Identifier[] = loyaltyId === undefined ? [] : [{ kind: 'loyalty', value: loyaltyId }]
  return [...listMemberIdentifiers(shopper), ...card]
}

/** Somebody who walks in without ever having been online, and whom the till knows only by a card, if at all. */
export function walkIn(world: ShopWorld, shopper: Shopper): void {
  if (!shopper.hasAccount && shopper.random.chance(CARD_SHARE)) {
    shopper.hasAccount = true
    shopper.loyaltyId = `club-${shopper.userId.slice('member-'.length)}`
  }
  planStoreVisit(world, shopper, { inDays: 0, resolve: 1, product: pickProduct(shopper) })
}

function toAmount(products: readonly Product[], withCode: boolean): number {
  return Math.round(sumPrices(products) * (withCode ? CODE_SHARE : 1))
}

function toSale(products: readonly Product[], amountMinor: number): JsonObject {
  return {
    revenue: amountMinor / 100,
    currency: CURRENCY,
    products: products.map(toProductProperties),
  }
}
