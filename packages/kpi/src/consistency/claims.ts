import type { Channel, Measure } from '@periplo/model'
import type { Frame } from '../measure.ts'
import { toMeanMeasure } from '../voice/summary-measures.ts'
import { K36 } from './k36-consistency.ts'
import { ln } from '../statistics/elementary.ts'
import { sum } from '../statistics/sample.ts'

/** What a channel says for a campaign. */
export interface ChannelCopy {
  readonly campaignId: string
  readonly channel: Channel
  readonly text: string
}

/** Words too plain to be a claim, in English and Spanish. */
const PLAIN: ReadonlySet<string> = new Set(
  'a an the and or of to in on for with at by from is are be it this that your you we our al con de del el en es la las los lo o para por que se su sus tu tus ti mi un una y nuestro nuestra nuestros nuestras te le'.split(
    ' ',
  ),
)

type Weights = ReadonlyMap<string, number>

/**
 * How alike the claims of texts are: the cosine of their TF–IDF vectors, 0 (no word in common) to 1 (the same
 * words as often). A word weighs its count times ln((1 + N) / (1 + texts that have it)) + 1 over the
 * `corpus`. Plain words, case, accents and word order do not matter; other words for the same thing do. 0
 * where a text has no word left.
 *
 * Source: G. Salton, C. Buckley, Inf. Process. Manag. 24 (1988) 513–523; the idf with ones added is that of
 * scikit-learn.
 */
export function toClaimMatcher(corpus: readonly string[]): (a: string, b: string) => number {
  const weigh = toWeigher(corpus)
  return (a, b) => toCosine(weigh(a), weigh(b))
}

/** K36 (b) of one campaign: every two of its channels, and how alike their claims are. */
export function matchClaims(
  copies: readonly ChannelCopy[],
  corpus: readonly string[] = copies.map(({ text }) => text),
): readonly { readonly channels: readonly [Channel, Channel]; readonly match: number }[] {
  const match = toClaimMatcher(corpus)
  return copies.flatMap((a, at) =>
    copies
      .slice(at + 1)
      .filter((b) => b.campaignId === a.campaignId && b.channel !== a.channel)
      .map((b) => ({ channels: [a.channel, b.channel] as const, match: match(a.text, b.text) })),
  )
}

/**
 * K36 (b), claim match: the mean cosine over every two channels of a campaign, times 100, words weighed over
 * `corpus`.
 */
export function toClaimMatch(
  copies: readonly ChannelCopy[],
  frame: Frame,
  corpus: readonly string[] = copies.map(({ text }) => text),
): Measure {
  const matches = matchClaims(copies, corpus).map(({ match }) => 100 * match)
  return toMeanMeasure(matches, { definitionVersion: K36, unit: 'score', within: { lo: 0, hi: 100 } }, frame)
}

function toWeigher(corpus: readonly string[]): (text: string) => Weights {
  const texts = corpus.map((text) => new Set(toTerms(text)))
  const idf = (term: string): number => {
    const having = texts.filter((terms) => terms.has(term)).length
    return ln((1 + texts.length) / (1 + having)) + 1
  }
  const known = new Map<string, number>()
  return (text) => {
    const weights = new Map<string, number>()
    for (const term of toTerms(text)) {
      const weight = known.get(term) ?? idf(term)
      known.set(term, weight)
      weights.set(term, (weights.get(term) ?? 0) + weight)
    }
    return weights
  }
}

function toTerms(text: string): readonly string[] {
  const folded = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !PLAIN.has(word))
}

function toCosine(a: Weights, b: Weights): number {
  const dot = [...a].reduce((sum, [term, weight]) => sum + weight * (b.get(term) ?? 0), 0)
  const lengths = toLength(a) * toLength(b)
  return lengths === 0 ? 0 : Math.min(1, dot / lengths)
}

function toLength(weights: Weights): number {
  return Math.sqrt(sum([...weights.values()].map((weight) => weight ** 2)))
}
