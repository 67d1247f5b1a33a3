import { AnalyticsBrowser } from '@segment/analytics-next'

/** What the page is told by whoever opens it. */
export interface Visit {
  readonly writeKey: string
  /** Where settings come from; where calls go, the settings say. */
  readonly cdnURL: string
  readonly batching: boolean
  /** Who signs in on the way. */
  readonly userId: string
}

/** Who the browser says was there: before and after it was reset. */
export interface Visitors {
  readonly first: string
  readonly second: string
}

/** The page of a shop, as far as a test drives it. */
export interface Shop {
  /** Makes eight calls, of every type. Fulfilled when the client has tried, not delivered, them. */
  visit(visit: Visit): Promise<Visitors>
  /** Only loads the client, which then sends what an earlier visit left behind. */
  comeBack(visit: Visit): Promise<void>
}

declare global {
  // oxlint-disable-next-line no-var -- the one way to declare a global
  var shop: Shop
}

const BATCHING = {
  integrations: {
    'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 3, timeout: 200 } } },
  },
} as const

type Client = Awaited<ReturnType<typeof AnalyticsBrowser.load>>[0]

async function load({ writeKey, cdnURL, batching }: Visit): Promise<Client> {
  const [analytics] = await AnalyticsBrowser.load({ writeKey, cdnURL }, batching ? BATCHING : {})
  return analytics
}

async function visit(asked: Visit): Promise<Visitors> {
  const analytics = await load(asked)
  const { userId } = asked
  const first = String(analytics.user().anonymousId())
  await Promise.all([
    analytics.page('Shop', 'Coats', { shelf: 3 }),
    analytics.screen('Basket'),
    analytics.track('Product Added', { cart_id: 'c-1', price: 39.9, currency: 'EUR' }),
    analytics.alias(userId), // at once, for the client names whom it aliases when it sends
  ])
  await Promise.all([
    analytics.identify(userId, { email: `${userId}@example.com`, first_name: 'Ana' }),
    analytics.group('club-1', { plan: 'gold' }),
    analytics.track('Order Completed', { order_id: 'o-1', revenue: 39.9, currency: 'EUR' }),
  ])
  analytics.reset()
  await analytics.page('Shop', 'Door')
  return { first, second: String(analytics.user().anonymousId()) }
}

globalThis.shop = {
  visit,
  comeBack: async (asked) => {
    await load(asked)
  },
}
