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

/** The ways of {@link Reentry}. */
export const REENTRIES = ['first', 'all', 'last'] as const

/**
 * Which runs of a person through one journey count: the first there ever was, each, or the latest known. By `first`
 * and `last` persons are counted, by `all` entries.
 */
export type Reentry = (typeof REENTRIES)[number]

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

/** What is divided by what, in words. */
export interface Formula {
  readonly numerator: string
  readonly denominator: string
}

/** The quotient an explanation tells, of the first sentence that tells one; undefined where nothing is divided. */
export function findFormula(explanation: string): Formula | undefined {
  const sentence = toSentences(explanation).find((text) => text.includes(' ÷ '))
  const [above, denominator] = sentence?.replace(/\.$/, '').split(' ÷ ') ?? []
  const numerator = above?.split(': ').at(-1)
  return numerator && denominator ? { numerator, denominator } : undefined
}

/** What an explanation tells besides the quotient that {@link findFormula} finds in it; may be empty. */
export function findNotes(explanation: string): string {
  const sentences = toSentences(explanation)
  const formula = sentences.findIndex((text) => text.includes(' ÷ '))
  return sentences.filter((_, place) => place !== formula).join(' ')
}

function toSentences(text: string): readonly string[] {
  return text.split(/(?<=\.) /)
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
  /** The name where there is little room; absent where the name is short enough. */
  readonly short?: Wording
  /**
   * One or two sentences: what is divided by what, and what is left out. A quotient is written as "numerator ÷
   * denominator", by which {@link findFormula} finds it; what stands before a colon introduces it.
   */
  readonly explanation: Wording
  /** What its parts are called, by what stands for them in a breakdown; absent where they name themselves. */
  readonly parts?: Readonly<Record<string, Wording>>
  readonly unit: MeasureUnit
  /** What its denominator (or `n`) counts. */
  readonly counts: Counted
  /** Which way is good news; `neither` where that depends. */
  readonly better: 'higher' | 'lower' | 'neither'
  readonly attachesTo: readonly Anchor[]
  readonly who: readonly Reader[]
  /** Which runs count unless somebody asks otherwise; absent where it is not about runs. */
  readonly reentry?: Reentry
  /** How often it is worth looking at. */
  readonly cadence: 'live' | 'day' | 'week' | 'month'
  /** Says how much went on and not what came of it: never anybody's goal. */
  readonly superficial?: true
  /** For measures that are there to warn. */
  readonly alarm?: Alarm
}
