import type { Measure } from '@periplo/model'
import { toMeasure, toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { scoreSpanish } from './spanish.ts'
import { toMeanMeasure } from './summary-measures.ts'
import type { TextScore } from './text-score.ts'
import { scoreEnglish } from './vader.ts'

/** The edition of the formulas below, the word lists among them. */
export const K25 = 'K25.1'

/** A language we have words for. */
export type Language = 'en' | 'es'

/** How a text sounds. */
export interface Sentiment {
  /** −1 (most negative) to 1; null where too little was understood, or the language is none of ours. */
  readonly score: number | null
  /** Share of its words, emoticons and emoji that the word list knows. */
  readonly coverage: number
  readonly tokens: number
  readonly known: number
  readonly language: Language | 'other'
}

/** Texts of which less than this share is known get no score. */
export const LEAST_WORDS_KNOWN = 0.1

/** At or under this score a text is negative (Hutto & Gilbert 2014; the threshold of their software). */
export const NEGATIVE_SCORE = -0.05

const SCORERS: { readonly [L in Language]: (text: string) => TextScore } = {
  en: scoreEnglish,
  es: scoreSpanish,
}

/** The language of a locale (`es-AR`, `en`), or `other`. */
export function toLanguage(locale: string): Language | 'other' {
  const language = locale.trim().toLowerCase().split(/[-_]/)[0]
  return language === 'es' || language === 'en' ? language : 'other'
}

/**
 * The sentiment of one text, −1 to 1: English by VADER, Spanish by our own list with its own rules. Null
 * where under 10 % of the words are known: a text without words of feeling has no sentiment that could be
 * read, which is not the same as neutral. Without a language, the one that knows more of the words is taken,
 * Spanish where both know as many.
 */
export function readSentiment(text: string, language?: Language | 'other'): Sentiment {
  if (language === 'other') return { score: null, coverage: 0, tokens: 0, known: 0, language }
  const chosen = language ?? guessLanguage(text)
  const { compound, tokens, known } = SCORERS[chosen](text)
  const coverage = tokens === 0 ? 0 : known / tokens
  return { score: coverage < LEAST_WORDS_KNOWN ? null : compound, coverage, tokens, known, language: chosen }
}

function guessLanguage(text: string): Language {
  const [english, spanish] = [scoreEnglish(text), scoreSpanish(text)]
  const shareOf = ({ known, tokens }: TextScore): number => (tokens === 0 ? 0 : known / tokens)
  const isSpanish = /[ñ¿¡áéíóú]/i.test(text) || shareOf(spanish) >= shareOf(english)
  return isSpanish ? 'es' : 'en'
}

/** The sentiment of many texts. */
export interface SentimentMeasures {
  /** Mean score of the texts that have one, −1 to 1. */
  readonly mean: Measure
  /** Texts with a score of −0.05 or less ÷ texts with a score. */
  readonly negative: Measure
  /**
   * Words known ÷ words, over all texts; `n` counts texts. Not a proportion of independent things: no
   * interval.
   */
  readonly coverage: Measure
}

/** Mean, share of negative texts and coverage. Texts without a score are in the coverage alone. */
export function toSentimentMeasures(read: readonly Sentiment[], frame: Frame): SentimentMeasures {
  const scores = read.map(({ score }) => score).filter((score) => score !== null)
  const tokens = read.reduce((sum, text) => sum + text.tokens, 0)
  const known = read.reduce((sum, text) => sum + text.known, 0)
  const told = { definitionVersion: K25 }
  return {
    mean: toMeanMeasure(scores, { ...told, unit: 'score', within: { lo: -1, hi: 1 } }, frame),
    negative: toShareMeasure(
      { ...told, part: scores.filter(isNegative).length, whole: scores.length },
      frame,
    ),
    coverage: toMeasure(
      {
        ...told,
        unit: 'rate',
        value: tokens === 0 ? null : known / tokens,
        numerator: known,
        denominator: tokens,
        n: read.length,
        interval: null,
      },
      frame,
    ),
  }
}

/** Whether a score is a negative one. */
export function isNegative(score: number): boolean {
  return score <= NEGATIVE_SCORE
}
