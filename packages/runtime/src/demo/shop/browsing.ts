import type { Channel } from '@periplo/model'
import { CAMPAIGNS, CURRENCY, QUERIES, sumPrices, toProductProperties } from './assortment.ts'
import { planOnlinePurchase, planStoreVisit } from './buying.ts'
import { installApp, joinClub, signIn } from './membership.ts'
import { openCart, pickProduct } from './shopper.ts'
import type { Shopper } from './shopper.ts'
import { DAY_MS, planSoon, tell, toBusyMoment } from './shop-world.ts'
import type { ShopWorld } from './shop-world.ts'

const MAIN_CAMPAIGN_SHARE = 0.85

/** Comes by an ad, and looks around. */
export function clickAd(world: ShopWorld, shopper: Shopper): void {
  const { random } = shopper
  const campaign = random.chance(MAIN_CAMPAIGN_SHARE) ? CAMPAIGNS[0] : CAMPAIGNS[1]
  if (shopper.cart.settled) openCart(shopper)
  tell(world, shopper, {
    name: 'Ad Clicked',
    channel: 'paid_social',
    properties: {
      campaign_id: campaign.id,
      campaign: campaign.name,
      platform: campaign.platform,
      ad_id: `${campaign.id}-${random.int(1, 4)}`,
      cart_id: shopper.cart.id,
    },
  })
  planSoon(world, shopper, () => visit(world, shopper))
}

/** One sitting: a page, a shelf, some products, and whatever comes of it. */
export function visit(world: ShopWorld, shopper: Shopper): void {
  const { random } = shopper
  if (shopper.cart.settled) openCart(shopper)
  tell(world, shopper, {
    type: shopper.appId === undefined ? 'page' : 'screen',
    name: shopper.appId === undefined ? 'Page Viewed' : 'Screen Viewed',
    channel: channelOf(shopper),
    properties: { name: 'Home', path: '/' },
  })
  if (shopper.hasAccount && !shopper.signedIn && random.chance(0.8))
    planSoon(world, shopper, () => signIn(world, shopper))
  planSoon(world, shopper, () => lookAtShelf(world, shopper))
  planReturn(world, shopper)
}

function channelOf({ appId, browser }: Shopper): Channel {
  return appId === undefined ? browser : 'app'
}

function lookAtShelf(world: ShopWorld, shopper: Shopper): void {
  const { random } = shopper
  const channel = channelOf(shopper)
  if (random.chance(0.22))
    tell(world, shopper, { name: 'Products Searched', channel, properties: { query: random.pick(QUERIES) } })
  else
    tell(world, shopper, {
      name: 'Product List Viewed',
      channel,
      properties: { list_id: 'shelf', category: random.pick(shopper.likes) },
    })
  lookAtProducts(world, shopper, random.int(1, 5))
}

function lookAtProducts(world: ShopWorld, shopper: Shopper, left: number): void {
  planSoon(world, shopper, () => {
    const product = pickProduct(shopper)
    const channel = channelOf(shopper)
    tell(world, shopper, { name: 'Product Viewed', channel, properties: toProductProperties(product) })
    if (shopper.random.chance(0.08 * (0.4 + shopper.storeAffinity))) {
      const properties = {
        ...toProductProperties(product),
        store_id: shopper.store.id,
        available: shopper.random.chance(0.85),
      }
      tell(world, shopper, { name: 'Stock Checked', channel, properties })
      if (shopper.random.chance(0.2))
        planStoreVisit(world, shopper, { product, inDays: shopper.random.int(1, 5) })
    }
    if (left > 1) return lookAtProducts(world, shopper, left - 1)
    planSoon(world, shopper, () => decide(world, shopper))
  })
}

/** At the end of a sitting: join the club, fill the cart, go to a store some day, or nothing. */
function decide(world: ShopWorld, shopper: Shopper): void {
  const { random, storeAffinity } = shopper
  if (!shopper.hasAccount && random.chance(0.47)) joinClub(world, shopper)
  if (shopper.hasAccount && shopper.signedIn && random.chance(0.46))
    return planSoon(world, shopper, () => fillCart(world, shopper, random.int(1, 3)))
  if (random.chance(0.07 * storeAffinity))
    planStoreVisit(world, shopper, { product: pickProduct(shopper), inDays: random.int(1, 8) })
  if (shopper.signedIn && shopper.appId === undefined && random.chance(0.05))
    planSoon(world, shopper, () => installApp(world, shopper))
}

function fillCart(world: ShopWorld, shopper: Shopper, left: number): void {
  const product = pickProduct(shopper)
  const { cart } = shopper
  if (cart.settled) return
  cart.products = [...cart.products.filter(({ sku }) => sku !== product.sku), product].slice(-4)
  tell(world, shopper, {
    name: 'Product Added',
    channel: channelOf(shopper),
    properties: { cart_id: cart.id, ...toProductProperties(product) },
  })
  planSoon(
    world,
    shopper,
    left > 1 ? () => fillCart(world, shopper, left - 1) : () => viewCart(world, shopper),
  )
}

function viewCart(world: ShopWorld, shopper: Shopper): void {
  const { cart } = shopper
  tell(world, shopper, {
    name: 'Cart Viewed',
    channel: channelOf(shopper),
    properties: {
      cart_id: cart.id,
      products: cart.products.map(toProductProperties),
      value: sumPrices(cart.products) / 100,
      currency: CURRENCY,
    },
  })
  planFate(world, shopper)
}

/** What becomes of a cart if nobody writes: bought soon, slept over, or forgotten. */
function planFate(world: ShopWorld, shopper: Shopper): void {
  const { random, storeAffinity } = shopper
  const draw = random.next()
  if (draw < 0.12)
    return planOnlinePurchase(world, shopper, { inMs: random.int(3, 180) * 60_000 * world.pace })
  if (draw > 0.24) return
  if (random.chance(storeAffinity))
    return planStoreVisit(world, shopper, { inDays: random.int(1, 5), cart: shopper.cart, resolve: 0.9 })
  planOnlinePurchase(world, shopper, { inMs: random.int(9 * 60, 5 * 24 * 60) * 60_000 })
}

function planReturn(world: ShopWorld, shopper: Shopper): void {
  if (shopper.visitsLeft === 0) return
  shopper.visitsLeft -= 1
  const { random } = shopper
  const days = Math.max(1, Math.round(random.wait(6 * DAY_MS) / DAY_MS))
  const act = random.chance(0.3) ? clickAd : visit
  world.plan(toBusyMoment(random, { from: world.now, days, where: 'online' }), () => act(world, shopper))
}
