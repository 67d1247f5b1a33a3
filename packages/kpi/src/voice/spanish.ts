import { AMPLIFIERS, DAMPENERS, NEGATIONS, REWORDED, TRAILING, TURNS } from './lexicon/spanish-grammar.ts'
import { SPANISH_EMOJI, SPANISH_PHRASES, SPANISH_WORDS } from './lexicon/spanish-words.ts'
import { foldSpanish, listForms, listRoots } from './spanish-forms.ts'
import { toTextScore } from './text-score.ts'
import type { TextScore } from './text-score.ts'
import { valueOfToken } from './vader.ts'
import { BOOST, NEGATION, SHOUT } from './vader-words.ts'

/** One word of a text, folded, with what is known of it alone. */
interface Token {
  readonly text: string
  /** Null where the word list does not have it. */
  readonly valence: number | null
  readonly isShouted: boolean
  /** A phrase says all by itself: no negation or degree before it changes it. */
  readonly isPhrase: boolean
}

const LONGEST_PHRASE = 4
const REACH = 3
const REACH_SHARES = [1, 0.95, 0.9] as const

/** Verbs after which something bad is over. */
const REMEDY = /^(resolv|resuelv|resuelt|solucion|arregl|repar|evit)/

let listed: ReadonlyMap<string, number> | undefined
let phrases: ReadonlyMap<string, number> | undefined
let openings: ReadonlySet<string> | undefined

/**
 * The sentiment of a Spanish text, on VADER's scale and with its weights of degree (0.293), capitals (0.733),
 * negation (−0.74) and marks, over our own word list; and with the rules Spanish needs instead of English
 * ones:
 * - several negations are one (`no hay ningún problema`), and `poco` negates what is good (`poco útil`) while
 *   `un poco` softens what follows;
 * - words of degree may follow (`me gusta mucho`), and `-ísimo` is one of them;
 * - `bien` before a word of valence is a word of degree (`bien rápido`);
 * - something bad that is remedied is good (`resolvieron mi problema`);
 * - `pero`, `sin embargo` and `no obstante` turn the sentence: before them half, after them half as much
 *   again.
 * Accents are not needed. Irony is not seen. No published reference exists for this list.
 */
export function scoreSpanish(text: string): TextScore {
  const tokens = toTokens(text)
  const valences = tokens.map((_, at) => toValence(tokens, at))
  const known = tokens.filter(isKnown).length
  return toTextScore(weighTurn(tokens, valences), { text, known })
}

function toTokens(text: string): readonly Token[] {
  const raw = splitWords(text)
  const shouted = raw.filter(isShouted).length
  const hasShouting = shouted > 0 && shouted < raw.length
  const folded = raw.map(foldSpanish)
  const tokens: Token[] = []
  for (let at = 0; at < folded.length;) {
    const phrase = findPhrase(folded, at)
    const word = phrase?.text ?? folded[at] ?? ''
    const isPhrase = phrase?.valence !== undefined
    const valence = isPhrase ? phrase.valence : findValence(raw[at] ?? '', word)
    tokens.push({ text: word, valence, isShouted: hasShouting && isShouted(raw[at] ?? ''), isPhrase })
    at += phrase?.length ?? 1
  }
  return tokens
}

/** Words without the marks around them; emoticons and emoji stay whole. */
function splitWords(text: string): readonly string[] {
  return text
    .replaceAll('\u{FE0F}', '')
    .replaceAll(/\p{Extended_Pictographic}/gu, ' $& ')
    .split(/\s+/)
    .flatMap((piece) => (valueOfToken(piece) !== 0 && !/\p{L}{2}/u.test(piece) ? [piece] : toWords(piece)))
}

function toWords(piece: string): readonly string[] {
  return piece.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []
}

/** The longest phrase that begins here, with what it means or what it is read as. */
function findPhrase(
  folded: readonly string[],
  at: number,
): { readonly text: string; readonly valence?: number; readonly length: number } | undefined {
  if (!getOpenings().has(folded[at] ?? '')) return undefined
  for (let length = LONGEST_PHRASE; length > 1; length--) {
    const text = folded.slice(at, at + length).join(' ')
    const valence = getPhrases().get(text)
    if (valence !== undefined) return { text, valence, length }
    const reworded = REWORDED[text]
    if (reworded !== undefined) return { text: reworded, length }
  }
  return undefined
}

function findValence(raw: string, word: string): number | null {
  const own = getLexicon().get(word)
  if (own !== undefined) return own
  const root = listRoots(word).find((candidate) => getLexicon().has(candidate))
  if (root !== undefined) return strengthen(getLexicon().get(root) ?? 0, word)
  const sign = /\p{L}{2}/u.test(raw) ? 0 : valueOfToken(raw)
  return sign === 0 ? null : sign
}

function strengthen(valence: number, word: string): number {
  return word.endsWith('mente') ? valence : valence + Math.sign(valence) * BOOST
}

function toValence(tokens: readonly Token[], at: number): number {
  const token = tokens[at]
  if (!token || token.valence === null || isDegree(tokens, at)) return 0
  const sign = Math.sign(token.valence)
  const shout = token.isShouted ? SHOUT : 0
  const strength = Math.abs(token.valence) + shout
  if (token.isPhrase) return sign * strength
  const moved = sign * Math.max(0, strength + sumDegrees(tokens, at))
  return isNegated(tokens, at) ? moved * NEGATION : moved
}

/** `bien` strengthens a word of valence that follows at once; so do words that are in both lists. */
function isDegree(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? ''
  if (AMPLIFIERS.has(text) || DAMPENERS.has(text)) return true
  const next = tokens[at + 1]
  return text === 'bien' && next !== undefined && next.valence !== null && !AMPLIFIERS.has(next.text)
}

function sumDegrees(tokens: readonly Token[], at: number): number {
  let sum = 0
  for (const [index, share] of REACH_SHARES.entries()) {
    const before = tokens[at - index - 1]
    if (!before || TURNS.has(before.text)) break
    const isOwn = before.valence === null || isDegree(tokens, at - index - 1)
    if (!isOwn) continue
    sum += share * degreeOf(before)
  }
  const after = tokens[at + 1]
  return after && TRAILING.has(after.text) ? sum + BOOST : sum
}

function degreeOf({ text, isShouted }: Token): number {
  if (DAMPENERS.has(text)) return -BOOST
  return AMPLIFIERS.has(text) || text === 'bien' ? BOOST + (isShouted ? SHOUT : 0) : 0
}

/**
 * Whether a negation stands within three words before, in the same half of the sentence; or, before something
 * bad, a word of remedy that is not negated itself (`resolvieron mi problema`).
 */
function isNegated(tokens: readonly Token[], at: number): boolean {
  const isBad = (tokens[at]?.valence ?? 0) < 0
  for (let distance = 1; distance <= REACH; distance++) {
    const before = tokens[at - distance]
    if (!before || before.isPhrase || TURNS.has(before.text)) return false
    if (NEGATIONS.has(before.text)) return !before.text.startsWith('poc') || !isBad
    if (isBad && REMEDY.test(before.text)) return !isNegated(tokens, at - distance)
  }
  return false
}

function isKnown({ text, valence }: Token): boolean {
  return valence !== null || AMPLIFIERS.has(text) || DAMPENERS.has(text) || NEGATIONS.has(text)
}

function weighTurn(tokens: readonly Token[], valences: readonly number[]): readonly number[] {
  const turn = tokens.findIndex(({ text }) => TURNS.has(text))
  if (turn === -1) return valences
  return valences.map((valence, at) => (at < turn ? valence * 0.5 : valence * 1.5))
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
}

function getLexicon(): ReadonlyMap<string, number> {
  listed ??= new Map(
    Object.entries({ ...SPANISH_WORDS })
      .flatMap(([valence, entries]) =>
        entries
          .split(' ')
          .flatMap(listForms)
          .map((form) => [form, Number(valence)] as const),
      )
      .concat(
        Object.entries(SPANISH_EMOJI).flatMap(([valence, emoji]) =>
          emoji.split(' ').map((sign) => [sign, Number(valence)] as const),
        ),
      ),
  )
  return listed
}

function getPhrases(): ReadonlyMap<string, number> {
  phrases ??= new Map(
    Object.entries(SPANISH_PHRASES).map(([phrase, valence]) => [foldSpanish(phrase), valence] as const),
  )
  return phrases
}

/** The words a phrase can begin with: most words begin none. */
function getOpenings(): ReadonlySet<string> {
  openings ??= new Set(
    [...getPhrases().keys(), ...Object.keys(REWORDED)].map((phrase) => phrase.split(' ')[0] ?? ''),
  )
  return openings
}
