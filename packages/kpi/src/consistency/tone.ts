import type { Measure } from '@periplo/model'
import type { Frame } from '../measure.ts'
import { toMeanMeasure } from '../voice/summary-measures.ts'
import { K36 } from './k36-consistency.ts'
import { FORMAL, INFORMAL, TU, USTED, USTED_STRONG, WARM } from './tone-words.ts'

/** How a text speaks; every part from 0 to 1, null where the text does not show it. */
export interface Tone {
  /** Words of formal speech ÷ words of formal or informal speech. */
  readonly formality: number | null
  /** Sentences with a warm word (thanks, welcome, together) ÷ sentences. */
  readonly warmth: number | null
  /** Forms of usted ÷ forms of tú, vos or usted. Spanish alone has them. */
  readonly usted: number | null
  /** Mean words of a sentence ÷ 30, at most 1. */
  readonly sentenceLength: number | null
  /** Marks of exclamation per sentence, at most 1. */
  readonly exclamation: number | null
}

/** Whom a text speaks to, in Spanish: one of the two, both at once, or nobody. */
export type Address = 'tu' | 'usted' | 'mixed' | 'none'

const LONG_SENTENCE = 30
const PARTS = ['formality', 'warmth', 'usted', 'sentenceLength', 'exclamation'] as const

/** The tone of a text, in English or Spanish. A text without words shows nothing. */
export function toTone(text: string): Tone {
  const sentences = text.split(/[.!?…\n]+/).filter((sentence) => /\p{L}/u.test(sentence))
  const words = toWords(text)
  const [tu, usted] = [countIn(words, TU), countIn(words, USTED)]
  const [formal, informal] = [countIn(words, FORMAL) + usted, countIn(words, INFORMAL) + tu]
  const count = sentences.length
  const warm = sentences.filter((sentence) => countIn(toWords(sentence), WARM) > 0).length
  return {
    formality: toShare(formal, formal + informal),
    warmth: toShare(warm, count),
    usted: toShare(usted, tu + usted),
    sentenceLength: count === 0 ? null : Math.min(1, words.length / count / LONG_SENTENCE),
    exclamation: count === 0 ? null : Math.min(1, (text.split('!').length - 1) / count),
  }
}

/** The tone of a brand: part by part the mean of its model texts that show it. */
export function toBrandTone(texts: readonly string[]): Tone {
  const tones = texts.map(toTone)
  const meanOf = (part: keyof Tone): number | null => {
    const shown = tones.map((tone) => tone[part]).filter((value) => value !== null)
    return shown.length === 0 ? null : shown.reduce((sum, value) => sum + value, 0) / shown.length
  }
  return {
    formality: meanOf('formality'),
    warmth: meanOf('warmth'),
    usted: meanOf('usted'),
    sentenceLength: meanOf('sentenceLength'),
    exclamation: meanOf('exclamation'),
  }
}

/**
 * K36 (c), how well a tone fits another: 100 · (1 − d), d being the root mean square difference of the parts
 * both show; 100 is the same tone, 0 the opposite in every part. Null where they show no part in common. No
 * published reference exists for the parts and their words.
 */
export function toToneFit(tone: Tone, brand: Tone): number | null {
  const differences = PARTS.flatMap((part) => {
    const [own, other] = [tone[part], brand[part]]
    return own === null || other === null ? [] : [(own - other) ** 2]
  })
  if (differences.length === 0) return null
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length
  return 100 * (1 - Math.sqrt(mean))
}

/**
 * K36 (c) of many texts: the mean fit with the brand's tone, 0 to 100. Texts that cannot be compared are left
 * out.
 */
export function toToneMeasure(texts: readonly string[], brand: Tone, frame: Frame): Measure {
  const fits = texts.map((text) => toToneFit(toTone(text), brand)).filter((fit) => fit !== null)
  return toMeanMeasure(fits, { definitionVersion: K36, unit: 'score', within: { lo: 0, hi: 100 } }, frame)
}

/**
 * Whom a Spanish text speaks to. `mixed` is the slip to look for: `tú` and `usted` in one text. `su` and `le`
 * speak for usted where nothing says tú, and prove nothing where something does (`la marca y su historia`).
 */
export function findAddress(text: string): Address {
  const words = toWords(text)
  const isTu = countIn(words, TU) > 0
  if (isTu) return countIn(words, USTED_STRONG) > 0 ? 'mixed' : 'tu'
  return countIn(words, USTED) > 0 ? 'usted' : 'none'
}

function countIn(words: readonly string[], list: ReadonlySet<string>): number {
  return words.filter((word) => list.has(word)).length
}

/** Accents stay: `té` is no `te`, `tú` no `tu`. */
function toWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu) ?? []
  )
}

function toShare(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
