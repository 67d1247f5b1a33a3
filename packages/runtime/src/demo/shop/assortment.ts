import type { JsonObject } from '@periplo/model'

/** Something the shop sells. */
export interface Product {
  readonly sku: string
  readonly name: string
  readonly category: string
  /** In euro cents. */
  readonly priceMinor: number
}

/** A store of the brand. */
export interface Store {
  readonly id: string
  readonly city: string
}

/** Everything that is not bought at once is bought in euros. */
export const CURRENCY = 'EUR'

const SHELVES: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'Coats',
    [
      ['Wool coat Brisa', 18_900],
      ['Rain parka Ría', 14_900],
      ['Loden jacket Urkiola', 21_900],
      ['Quilted coat Sanabria', 16_900],
    ],
  ],
  [
    'Knitwear',
    [
      ['Merino jumper Faro', 7_900],
      ['Chunky cardigan Oria', 9_900],
      ['Roll neck Picos', 6_900],
      ['Lambswool vest Tera', 5_900],
      ['Cable jumper Ancares', 8_900],
    ],
  ],
  [
    'Trousers',
    [
      ['Corduroy trousers Navia', 6_900],
      ['Flannel trousers Sella', 7_900],
      ['Wide jeans Deva', 5_900],
    ],
  ],
  [
    'Shirts',
    [
      ['Flannel shirt Liébana', 4_900],
      ['Oxford shirt Getxo', 4_500],
      ['Overshirt Babia', 6_500],
    ],
  ],
  [
    'Shoes',
    [
      ['Chelsea boots Somo', 12_900],
      ['Hiking boots Ordesa', 14_500],
      ['Felt slippers Hórreo', 3_900],
    ],
  ],
  [
    'Accessories',
    [
      ['Mohair scarf Niebla', 3_500],
      ['Wool beanie Puerto', 1_900],
      ['Leather gloves Alba', 4_200],
      ['Wool socks, pair of two', 1_600],
    ],
  ],
]

/** What the shop sells, shelf by shelf. */
export const PRODUCTS: readonly Product[] = SHELVES.flatMap(([category, items], shelf) =>
  items.map(([name, priceMinor], item) => ({ sku: `N${shelf + 1}0${item + 1}`, name, category, priceMinor })),
)

/** The shelves. */
export const CATEGORIES: readonly string[] = SHELVES.map(([category]) => category)

/** Where the brand has stores. */
export const STORES: readonly Store[] = [
  { id: 'mad-01', city: 'Madrid' },
  { id: 'bcn-01', city: 'Barcelona' },
  { id: 'bio-01', city: 'Bilbao' },
  { id: 'svq-01', city: 'Sevilla' },
  { id: 'vlc-01', city: 'Valencia' },
]

/** Ads the shop runs, the first most of all. Only that one opens the cart journey. */
export const CAMPAIGNS = [
  { id: 'autumn-layers', name: 'Autumn layers', platform: 'instagram' },
  { id: 'rain-is-coming', name: 'Rain is coming', platform: 'tiktok' },
] as const

/** What people type into the search field. */
export const QUERIES = ['wool coat', 'merino', 'boots', 'gift', 'rain jacket', 'scarf', 'present'] as const

/** A product as an event's properties name it; the price in euros, and in cents for templates. */
export function toProductProperties({ sku, name, category, priceMinor }: Product): JsonObject {
  return {
    product_id: sku,
    sku,
    name,
    category,
    price: priceMinor / 100,
    price_minor: priceMinor,
    quantity: 1,
  }
}

/** What the products cost together, in cents. */
export function sumPrices(products: readonly Product[]): number {
  return products.reduce((sum, product) => sum + product.priceMinor, 0)
}
