import type { MeasureUnit } from '@periplo/model'

/** A text in every language of the studio. */
export interface Wording {
  readonly en: string
  readonly es: string
}

/** Who reads a measure by trade. */
export type Reader =
  | 'designer'
  | 'marketing'
  | 'crm'
  | 'ecommerce'
  | 'store'
  | 'service'
  | 'brand'
  | 'people'
  | 'finance'
  | 'management'
  | 'privacy'
  | 'data'

/** What a denominator (or `n`) counts. */
export type Counted =
  | 'persons'
  | 'entries'
  | 'stays'
  | 'orders'
  | 'returns'
  | 'carts'
  | 'sessions'
  | 'pages'
  | 'events'
  | 'touches'
  | 'paths'
  | 'conversions'
  | 'interactions'
  | 'messages'
  | 'answers'
  | 'texts'
  | 'cases'
  | 'contacts'
  | 'calls'
  | 'products'
  | 'decisions'
  | 'requests'
  | 'months'
  | 'days'

/** What a measure can be shown on. */
export type Anchor = 'workspace' | 'journey' | 'stage' | 'node' | 'edge' | 'channel' | 'person'

/** What a reader is told about a measure. */
export interface MeasureInfo {
  /** `K03.1`: the KPI and the edition of its formula. */
  readonly definitionVersion: string
  readonly name: Wording
  /** One or two sentences: what is divided by what, and what is left out. */
  readonly explanation: Wording
  readonly unit: MeasureUnit
  /** What its denominator (or `n`) counts. */
  readonly counts: Counted
  /** Which way is good news; `neither` where that depends. */
  readonly better: 'higher' | 'lower' | 'neither'
  readonly attachesTo: readonly Anchor[]
  readonly who: readonly Reader[]
  /** How often it is worth looking at. */
  readonly cadence: 'live' | 'day' | 'week' | 'month'
  /** Says how much went on and not what came of it: never anybody's goal. */
  readonly superficial?: true
}
