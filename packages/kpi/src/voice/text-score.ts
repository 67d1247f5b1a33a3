import { SPREAD } from './vader-words.ts'

/** What a text says, before it is decided whether enough of it was understood. */
export interface TextScore {
  /** −1 (most negative) to 1; 0 where no word has a valence. */
  readonly compound: number
  /**
   * Shares of the words, weighed by how strong they are; they add up to 1, or are all 0 for an empty text.
   */
  readonly positive: number
  readonly neutral: number
  readonly negative: number
  /** Words, emoticons and emoji. */
  readonly tokens: number
  /** Those the word list knows, words of degree and negation among them. */
  readonly known: number
}

const MOST_EXCLAMATIONS = 4
const PER_EXCLAMATION = 0.292
const PER_QUESTION = 0.18
const MANY_QUESTIONS = 0.96

/**
 * Sums the valences of the words to one score: Σ, pushed away from 0 by marks of exclamation (0.292 each, 4
 * at most) and question (0.18 each of two or three, 0.96 for more), over √(Σ² + 15). Source: Hutto & Gilbert
 * 2014, § 3.3, and their software for the question marks and the shares.
 */
export function toTextScore(
  valences: readonly number[],
  { text, known }: { readonly text: string; readonly known: number },
): TextScore {
  const emphasis = toEmphasis(text)
  const sum = pushAway(
    valences.reduce((total, valence) => total + valence, 0),
    emphasis,
  )
  return {
    compound: sum === 0 ? 0 : sum / Math.sqrt(sum * sum + SPREAD),
    ...toShares(valences, emphasis),
    tokens: valences.length,
    known,
  }
}

function toShares(
  valences: readonly number[],
  emphasis: number,
): Pick<TextScore, 'positive' | 'neutral' | 'negative'> {
  const [up, down] = [valences.filter((valence) => valence > 0), valences.filter((valence) => valence < 0)]
  const good = up.reduce((total, valence) => total + valence + 1, 0)
  const bad = down.reduce((total, valence) => total - valence + 1, 0)
  const positive = good > bad ? good + emphasis : good
  const negative = bad > good ? bad + emphasis : bad
  const neutral = valences.length - up.length - down.length
  const whole = positive + negative + neutral
  if (whole === 0) return { positive: 0, neutral: 0, negative: 0 }
  return { positive: positive / whole, neutral: neutral / whole, negative: negative / whole }
}

function toEmphasis(text: string): number {
  const questions = countOf(text, '?')
  const asked = questions > 3 ? MANY_QUESTIONS : questions > 1 ? questions * PER_QUESTION : 0
  return Math.min(countOf(text, '!'), MOST_EXCLAMATIONS) * PER_EXCLAMATION + asked
}

function pushAway(sum: number, by: number): number {
  return sum > 0 ? sum + by : sum < 0 ? sum - by : 0
}

function countOf(text: string, mark: string): number {
  return text.split(mark).length - 1
}
