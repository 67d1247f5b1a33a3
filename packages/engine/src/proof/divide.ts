import { toWantedKind } from '@periplo/model'
import type { Comparison, Literal, Wanted } from '@periplo/model'
import { findMoment } from '../conditions/moment.ts'
import { NUMBERS, intersectNumbers } from './number-set.ts'
import { NOTHING, NO_TEXTS, intersect, intersectTexts, toSingle, unite } from './value-set.ts'
import type { TextSet, ValueSet } from './value-set.ts'

/**
 * A set of values by the answer a comparison gives for them. Together they hold the whole set; a value may
 * stand in several where the answer cannot be told.
 */
export interface Division {
  readonly yes: ValueSet
  readonly no: ValueSet
  readonly unknown: ValueSet
}

type Divide = (values: ValueSet, wanted: Wanted) => Division

/** How each comparison divides the values it may meet, after the tables of `conditions/compare.ts`. */
const DIVIDE: { readonly [C in Comparison]: Divide } = {
  equals: plain(divideByEquality),
  'not-equals': plain((values, wanted) => negated(divideByEquality(values, wanted))),
  'greater-than': plain((values, wanted) => divideNumbers('greater-than', values, wanted)),
  'at-least': plain((values, wanted) => divideNumbers('at-least', values, wanted)),
  'less-than': plain((values, wanted) => divideNumbers('less-than', values, wanted)),
  'at-most': plain((values, wanted) => divideNumbers('at-most', values, wanted)),
  contains: plain((values, wanted) => {
    const texts = divideTexts(values, wanted, (text, part) => text.includes(part))
    const lists = values.others ? { ...NOTHING, others: true } : NOTHING
    return { ...texts, yes: unite(texts.yes, lists), no: unite(texts.no, lists) }
  }),
  'starts-with': plain((values, wanted) =>
    divideTexts(values, wanted, (text, part) => text.startsWith(part)),
  ),
  'ends-with': plain((values, wanted) => divideTexts(values, wanted, (text, part) => text.endsWith(part))),
  'one-of': divideByMembership,
  'none-of': (values, wanted) => negated(divideByMembership(values, wanted)),
  'contains-all': divideLists,
  'contains-any': divideLists,
  'items-at-least': divideLists,
  'items-at-most': divideLists,
  before: plain(divideMoments),
  after: plain(divideMoments),
  'in-last': divideDates,
  'longer-ago': divideDates,
  'in-next': divideDates,
  'further-ahead': divideDates,
  'days-from-today': divideDates,
  'anniversary-in-days': divideDates,
}

/** Divides a set of values by the answer of one comparison. */
export function divide(values: ValueSet, is: Comparison, wanted: Wanted): Division {
  return DIVIDE[is](values, wanted)
}

/** Judges plain values; money and other places to look at are not decided here. */
function plain(divideOne: (values: ValueSet, wanted: Literal) => Division): Divide {
  return (values, wanted) => {
    if (typeof wanted !== 'object') return divideOne(values, wanted)
    const kind = toWantedKind(wanted)
    if (kind !== 'money' && kind !== 'operand') return allUnknown(values)
    const present = { ...values, missing: false }
    return { yes: present, no: present, unknown: values }
  }
}

function allUnknown(values: ValueSet): Division {
  return { yes: NOTHING, no: NOTHING, unknown: values }
}

function negated({ yes, no, unknown }: Division): Division {
  return { yes: no, no: yes, unknown }
}

/** Only values of the type of `wanted` are ever equal or unequal to it. */
function divideByEquality(values: ValueSet, wanted: Literal): Division {
  const same = ofType(values, wanted)
  return {
    yes: intersect(same, toSingle(wanted)),
    no: without(same, wanted),
    unknown: withoutType(values, wanted),
  }
}

function divideNumbers(
  is: 'greater-than' | 'at-least' | 'less-than' | 'at-most',
  values: ValueSet,
  wanted: Literal,
): Division {
  if (typeof wanted !== 'number') return allUnknown(values)
  const opposite = {
    'greater-than': 'at-most',
    'at-least': 'less-than',
    'less-than': 'at-least',
    'at-most': 'greater-than',
  } as const
  return {
    yes: { ...NOTHING, numbers: intersectNumbers(values.numbers, NUMBERS[is](wanted)) },
    no: { ...NOTHING, numbers: intersectNumbers(values.numbers, NUMBERS[opposite[is]](wanted)) },
    unknown: { ...values, numbers: [] },
  }
}

function divideTexts(
  values: ValueSet,
  wanted: Literal,
  judge: (text: string, part: string) => boolean,
): Division {
  if (typeof wanted !== 'string') return allUnknown(values)
  const part = wanted.toLowerCase()
  const keep = (answer: boolean): ValueSet => ({
    ...NOTHING,
    texts: keepTexts(values.texts, (text) => judge(text, part) === answer),
  })
  return { yes: keep(true), no: keep(false), unknown: { ...values, texts: NO_TEXTS } }
}

/** Of texts that can be listed those that pass; of all others any may. */
function keepTexts(texts: TextSet, passes: (text: string) => boolean): TextSet {
  if (texts.kind === 'except') return texts
  return { kind: 'only', values: new Set([...texts.values].filter(passes)) }
}

/** Whether a text is before a moment is not decided here; a moment that is none is never before or after. */
function divideMoments(values: ValueSet, wanted: Literal): Division {
  if (typeof wanted !== 'string' || findMoment(wanted, 'UTC') === undefined) return allUnknown(values)
  return divideDates(values)
}

/** Texts alone are dates, and some are none. */
function divideDates(values: ValueSet): Division {
  const texts = { ...NOTHING, texts: values.texts }
  return { yes: texts, no: texts, unknown: values }
}

/** Lists alone have items, and of them nothing is known. */
function divideLists(values: ValueSet): Division {
  const lists = { ...NOTHING, others: values.others }
  return { yes: lists, no: lists, unknown: values }
}

/** A value that equals no item is a "no" only where every item is of its type. */
function divideByMembership(values: ValueSet, wanted: Wanted): Division {
  if (!isList(wanted)) return allUnknown(values)
  const present = { ...values, missing: false }
  let division: Division = { yes: NOTHING, no: present, unknown: NOTHING }
  for (const item of wanted) {
    const next = divideByEquality(unite(division.no, division.unknown), item)
    division = {
      yes: unite(division.yes, next.yes),
      no: intersect(division.no, next.no),
      unknown: unite(without(division.unknown, item), next.unknown),
    }
  }
  return { ...division, unknown: unite(division.unknown, { ...NOTHING, missing: values.missing }) }
}

function isList(wanted: Wanted): wanted is Literal[] {
  return Array.isArray(wanted)
}

function ofType(values: ValueSet, wanted: Literal): ValueSet {
  if (typeof wanted === 'number') return { ...NOTHING, numbers: values.numbers }
  if (typeof wanted === 'boolean') return { ...NOTHING, truths: values.truths }
  return { ...NOTHING, texts: values.texts }
}

function withoutType(values: ValueSet, wanted: Literal): ValueSet {
  if (typeof wanted === 'number') return { ...values, numbers: [] }
  if (typeof wanted === 'boolean') return { ...values, truths: new Set() }
  return { ...values, texts: NO_TEXTS }
}

function without(values: ValueSet, wanted: Literal): ValueSet {
  if (typeof wanted === 'number')
    return { ...values, numbers: intersectNumbers(values.numbers, NUMBERS['not-equals'](wanted)) }
  if (typeof wanted === 'boolean')
    return { ...values, truths: new Set([...values.truths].filter((truth) => truth !== wanted)) }
  const but: TextSet = { kind: 'except', values: new Set([wanted.toLowerCase()]) }
  return { ...values, texts: intersectTexts(values.texts, but) }
}
