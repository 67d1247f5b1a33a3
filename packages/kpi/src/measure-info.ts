import type { Measure, MeasureUnit } from '@periplo/model'

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

/** A value that asks somebody to act, and why. */
export interface Alarm {
  readonly when: 'above' | 'below'
  /** The last value that is still fine, in the measure's unit. */
  readonly bound: number
  readonly says: Wording
}

/** Whether a value is one to act on; never for a measure without an alarm, or without a value. */
export function isAlarming({ alarm }: MeasureInfo, { value }: Pick<Measure, 'value'>): boolean {
  if (alarm === undefined || value === null) return false
  return alarm.when === 'above' ? value > alarm.bound : value < alarm.bound
}

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
  /** For measures that are there to warn. */
  readonly alarm?: Alarm
}
