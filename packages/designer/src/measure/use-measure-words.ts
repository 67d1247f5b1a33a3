import { BETTER_WORDS, COUNTED_WORDS, findFormula, findNotes, MAP_MEASURES, STATUS_WORDS } from '@periplo/kpi'
import type { MapMeasureId, MeasureInfo } from '@periplo/kpi'
import type { Locale } from '@periplo/ui'
import { useLocale } from '@periplo/ui'

/** What a reader is told of a measure of the map, in one language. All of it is the registry's. */
export interface MeasureWords {
  readonly name: string
  /** For where there is little room. */
  readonly short: string
  readonly explanation: string
  /** What is divided by what; empty where nothing is. */
  readonly numerator: string
  readonly denominator: string
  /** What the explanation says besides, and which way is good news. */
  readonly notes: string
  /** Which way is good news. */
  readonly better: string
  /** What its `n` counts. */
  readonly counts: string
  /** What a part is called; its own id where the registry has no word for it. */
  readonly part: (id: string) => string
}

/** The registry's words for a measure of the map. */
export function toMeasureWords(id: MapMeasureId, locale: Locale): MeasureWords {
  const { name, short = name, explanation, better, counts, parts = {} }: MeasureInfo = MAP_MEASURES[id]
  const { numerator = '', denominator = '' } = findFormula(explanation[locale]) ?? {}
  return {
    name: name[locale],
    short: short[locale],
    explanation: explanation[locale],
    numerator,
    denominator,
    notes: `${findNotes(explanation[locale])} ${toSentence(BETTER_WORDS[better][locale])}`.trim(),
    better: BETTER_WORDS[better][locale],
    counts: COUNTED_WORDS[counts][locale],
    part: (part) => parts[part]?.[locale] ?? part,
  }
}

/** The registry's words for a measure, in the reader's language. */
export function useMeasureWords(id: MapMeasureId): MeasureWords {
  return toMeasureWords(id, useLocale().locale)
}

/** Why a value cannot be taken as it stands, in the reader's language. */
export function useStatusWords(): (status: keyof typeof STATUS_WORDS) => string {
  const { locale } = useLocale()
  return (status) => STATUS_WORDS[status][locale]
}

function toSentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`
}
