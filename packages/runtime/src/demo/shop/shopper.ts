import type { Channel } from '@periplo/model'
import { CATEGORIES, PRODUCTS, STORES } from './assortment.ts'
import type { Product, Store } from './assortment.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'

/** What somebody has gathered and not bought yet. */
export interface Cart {
  readonly id: string
  products: readonly Product[]
  /** A purchase is planned or done: nobody buys the same cart twice. */
  settled: boolean
}

/** One invented person: who they are, what they are like (nobody ever sees that), and what they have done. */
export interface Shopper {
  readonly random: Random
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly userId: string
  /** The browser they come with at first. */
  readonly browserId: string
  readonly browser: Extract<Channel, 'web' | 'mobile_web'>
  readonly zone: string
  readonly locale: string
  readonly store: Store
  /** Shelves they care for, the dearest first. */
  readonly likes: readonly string[]
  /** How readily they go to a store, 0 to 1. */
  readonly storeAffinity: number
  /** What they say when asked for marketing e-mail; nothing where undefined. */
  readonly answer: 'granted' | 'denied' | undefined
  hasAccount: boolean
  /** The browser knows them by name. */
  signedIn: boolean
  appId: string | undefined
  loyaltyId: string | undefined
  cart: Cart
  cartsBegun: number
  orders: number
  /** Visits they will still make by themselves. */
  visitsLeft: number
  events: number
}

const FIRST_NAMES = [
  'Lucía',
  'Martín',
  'Irati',
  'Hugo',
  'Carmen',
  'Leo',
  'Nerea',
  'Pablo',
  'Alba',
  'Jon',
  'Elena',
  'Mateo',
  'Ane',
  'Diego',
  'Sara',
  'Iker',
  'Marina',
  'Adrián',
  'Julia',
  'Oriol',
  'Laia',
  'Bruno',
  'Noa',
  'Álvaro',
  'Clara',
  'Sofie',
  'Lars',
  'Chiara',
  'Jonas',
  'Inês',
] as const

const LAST_NAMES = [
  'Romero',
  'Etxeberria',
  'Vidal',
  'Campos',
  'Soler',
  'Navarro',
  'Ibáñez',
  'Ferrer',
  'Otero',
  'Molina',
  'Aguirre',
  'Prieto',
  'Serrano',
  'Lozano',
  'Bravo',
  'Reyes',
  'Costa',
  'Marín',
  'Gil',
  'Peña',
  'Santos',
  'Arana',
  'Bosch',
  'Crespo',
  'Duarte',
] as const

/** Most people live in the shop's own zone. */
const HOMES = [
  { share: 0.86, zone: 'Europe/Madrid', locale: 'es-ES' },
  { share: 0.92, zone: 'Atlantic/Canary', locale: 'es-ES' },
  { share: 0.96, zone: 'Europe/Lisbon', locale: 'pt-PT' },
  { share: 1, zone: 'Europe/Berlin', locale: 'de-DE' },
] as const

const CUSTOMER_SHARE = 0.16
const MOBILE_SHARE = 0.68

/** The person of a name; equal names and seeds make equal people. */
export function createShopper(seed: string, name: string): Shopper {
  const random = createRandom(`${seed}/${name}`)
  const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)]
  const draw = random.next()
  const { zone, locale } = HOMES.find(({ share }) => draw < share) ?? HOMES[0]
  const isCustomer = random.chance(CUSTOMER_SHARE)
  const said = random.next()
  const likes = random.chance(0.5)
    ? [random.pick(CATEGORIES)]
    : [random.pick(CATEGORIES), random.pick(CATEGORIES)]
  return {
    random,
    firstName,
    lastName,
    email: `${toAscii(firstName)}.${toAscii(lastName)}.${name}@example.com`,
    userId: `member-${name}`,
    browserId: `browser-${name}`,
    browser: random.chance(MOBILE_SHARE) ? 'mobile_web' : 'web',
    zone,
    locale,
    store: random.pick(STORES),
    likes,
    storeAffinity: random.next() ** 1.5,
    answer: said < 0.78 ? 'granted' : said < 0.92 ? 'denied' : undefined,
    hasAccount: isCustomer,
    signedIn: false,
    appId: undefined,
    loyaltyId: isCustomer ? `club-${name}` : undefined,
    cart: toCart(name, 1),
    cartsBegun: 1,
    orders: 0,
    visitsLeft: Math.floor(random.next() ** 2 * 16),
    events: 0,
  }
}

/** A fresh cart in the place of one that was bought. */
export function openCart(shopper: Shopper): void {
  shopper.cartsBegun += 1
  shopper.cart = toCart(shopper.userId.slice('member-'.length), shopper.cartsBegun)
}

/** A product the shopper may look at: mostly of a shelf they like. */
export function pickProduct({ random, likes }: Shopper): Product {
  const wanted = random.chance(0.75) ? random.pick(likes) : random.pick(CATEGORIES)
  return random.pick(PRODUCTS.filter((product) => product.category === wanted))
}

function toCart(name: string, number: number): Cart {
  return { id: `cart-${name}-${number}`, products: [], settled: false }
}

function toAscii(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase()
}
