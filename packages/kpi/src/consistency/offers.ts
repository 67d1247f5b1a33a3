import type { Channel, Instant, Measure } from '@periplo/model'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { listItems } from '../log/items.ts'
import { toShareMeasure } from '../measure.ts'
import { findText } from '../products.ts'
import { K36 } from './k36-consistency.ts'

/** A person saw a product at a price. */
export interface OfferShown {
  readonly personId: string
  readonly at: Instant
  readonly channel: Channel
  readonly sku: string
  /** In whole units of the currency. */
  readonly price: number
  /** ISO 4217; null where nobody tells. */
  readonly currency: string | null
}

/** Exact time within which somebody remembers the other price. */
const MEMORY_MS = 24 * 3_600_000

const SHOWINGS: ReadonlySet<string> = new Set([
  'Product List Viewed',
  'Product Viewed',
  'Product Added',
  'Product Tried',
  'Cart Viewed',
  'Stock Checked',
])

/** The prices persons were shown in the window; lines without a product or a price are none. */
export function listOffersShown(log: KpiLog, settings: LogSettings): readonly OfferShown[] {
  return log.events.flatMap((event) => {
    const { personId, timestamp: at, channel, properties } = event
    if (personId === null || !SHOWINGS.has(event.event) || !isInWindow(event, settings)) return []
    const currency = event.currency ?? findText(properties['currency'])
    return listItems(properties).flatMap(({ sku, price }) =>
      sku === null || price === null ? [] : [{ personId, at, channel, sku, price, currency }],
    )
  })
}

/**
 * K36 (a), offer consistency: persons who were shown one price for every product they saw in two channels or
 * more within 24 hours ÷ persons who saw some product so. One differing pair makes a person inconsistent.
 * Prices in different currencies are not compared. Source: kpi specification K36.
 */
export function toOfferConsistency(shown: readonly OfferShown[], settings: LogSettings): Measure {
  const verdicts = [...Map.groupBy(shown, ({ personId }) => personId).values()].map(judgePerson)
  const exposed = verdicts.filter((verdict) => verdict !== 'not-exposed')
  const part = exposed.filter((verdict) => verdict === 'consistent').length
  return toShareMeasure({ definitionVersion: K36, part, whole: exposed.length }, settings)
}

function judgePerson(shown: readonly OfferShown[]): 'not-exposed' | 'consistent' | 'inconsistent' {
  const products = Map.groupBy(shown, ({ sku, currency }) => `${sku}\n${currency ?? ''}`)
  let verdict: 'not-exposed' | 'consistent' = 'not-exposed'
  for (const own of products.values()) {
    const pairs = listPairs(own.toSorted((a, b) => a.at - b.at))
    if (pairs.some(([a, b]) => a.price !== b.price)) return 'inconsistent'
    if (pairs.length > 0) verdict = 'consistent'
  }
  return verdict
}

/** Pairs in different channels no further apart than 24 hours. */
function listPairs(ordered: readonly OfferShown[]): readonly (readonly [OfferShown, OfferShown])[] {
  return ordered.flatMap((a, at) =>
    ordered
      .slice(at + 1)
      .filter((b) => b.at - a.at <= MEMORY_MS && b.channel !== a.channel)
      .map((b) => [a, b] as const),
  )
}
