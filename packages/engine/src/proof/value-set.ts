import type { Literal } from '@periplo/model'
import { ALL_NUMBERS, NUMBERS, equalNumbers, intersectNumbers, uniteNumbers } from './number-set.ts'
import type { NumberSet } from './number-set.ts'

/** A set of texts in lower case: only these, or all but these. The empty text counts as missing. */
export interface TextSet {
  readonly kind: 'only' | 'except'
  readonly values: ReadonlySet<string>
}

/** What an operand can be, as far as anything before it tells. May hold more than is possible, never less. */
export interface ValueSet {
  readonly missing: boolean
  readonly numbers: NumberSet
  readonly texts: TextSet
  readonly truths: ReadonlySet<boolean>
  /** Lists and objects, of which nothing is known. */
  readonly others: boolean
}

/** No text. */
export const NO_TEXTS: TextSet = { kind: 'only', values: new Set() }
const ALL_TEXTS: TextSet = { kind: 'except', values: new Set() }

/** Nothing is possible. */
export const NOTHING: ValueSet = {
  missing: false,
  numbers: [],
  texts: NO_TEXTS,
  truths: new Set(),
  others: false,
}

/** Anything is possible. */
export const ANYTHING: ValueSet = {
  missing: true,
  numbers: ALL_NUMBERS,
  texts: ALL_TEXTS,
  truths: new Set([true, false]),
  others: true,
}

/** Exactly this value, as texts compare: without regard to case. */
export function toSingle(value: Literal): ValueSet {
  if (typeof value === 'number') return { ...NOTHING, numbers: NUMBERS.equals(value) }
  if (typeof value === 'boolean') return { ...NOTHING, truths: new Set([value]) }
  if (value === '') return { ...NOTHING, missing: true }
  return { ...NOTHING, texts: { kind: 'only', values: new Set([value.toLowerCase()]) } }
}

/** Whether nothing is possible. */
export function isNothing({ missing, numbers, texts, truths, others }: ValueSet): boolean {
  return !missing && !others && numbers.length === 0 && truths.size === 0 && isNoText(texts)
}

function isNoText({ kind, values }: TextSet): boolean {
  return kind === 'only' && values.size === 0
}

/** What is possible in both. */
export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  return {
    missing: a.missing && b.missing,
    numbers: intersectNumbers(a.numbers, b.numbers),
    texts: intersectTexts(a.texts, b.texts),
    truths: inBoth(a.truths, b.truths),
    others: a.others && b.others,
  }
}

/** What is possible in either. */
export function unite(a: ValueSet, b: ValueSet): ValueSet {
  return {
    missing: a.missing || b.missing,
    numbers: uniteNumbers(a.numbers, b.numbers),
    texts: uniteTexts(a.texts, b.texts),
    truths: inEither(a.truths, b.truths),
    others: a.others || b.others,
  }
}

/** Whether the same is possible in both. */
export function equalSets(a: ValueSet, b: ValueSet): boolean {
  return (
    a.missing === b.missing &&
    a.others === b.others &&
    a.texts.kind === b.texts.kind &&
    isSame(a.texts.values, b.texts.values) &&
    isSame(a.truths, b.truths) &&
    equalNumbers(a.numbers, b.numbers)
  )
}

/** The texts that are in both. */
export function intersectTexts(a: TextSet, b: TextSet): TextSet {
  if (a.kind === 'only' && b.kind === 'only') return { kind: 'only', values: inBoth(a.values, b.values) }
  if (a.kind === 'only') return { kind: 'only', values: inFirst(a.values, b.values) }
  if (b.kind === 'only') return { kind: 'only', values: inFirst(b.values, a.values) }
  return { kind: 'except', values: inEither(a.values, b.values) }
}

function uniteTexts(a: TextSet, b: TextSet): TextSet {
  if (a.kind === 'only' && b.kind === 'only') return { kind: 'only', values: inEither(a.values, b.values) }
  if (a.kind === 'only') return { kind: 'except', values: inFirst(b.values, a.values) }
  if (b.kind === 'only') return { kind: 'except', values: inFirst(a.values, b.values) }
  return { kind: 'except', values: inBoth(a.values, b.values) }
}

function inBoth<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...a].filter((item) => b.has(item)))
}

function inEither<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...a, ...b])
}

function inFirst<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...a].filter((item) => !b.has(item)))
}

function isSame<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item))
}
