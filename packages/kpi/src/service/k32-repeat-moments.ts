import type { Measure } from '@periplo/model'
import type { Frame } from '../measure.ts'
import { toShareMeasure } from '../measure.ts'
import { toMeanMeasure } from '../voice/summary-measures.ts'
import type { Case } from './case.ts'

/** The edition of the formulas below. */
export const K32 = 'K32.1'

/** Problem statements at least this alike say the same thing again. */
const SAME_STATEMENT = 0.6

/** Times a customer had to say again what we knew, by how it is known. */
export interface RepeatMoments {
  /** Asked for again: marked as such, or the same field a second time. */
  readonly askedAgain: number
  /** Contacts after the first that what was known did not come along to. */
  readonly withoutContext: number
  /** Contacts after the first in which the customer told their problem again (Jaccard ≥ 0.6). */
  readonly toldAgain: number
}

/**
 * The repeat moments of a case. A contact without its context whose statement repeats is one moment, not two;
 * a request marked as a repeat is one whether or not its field had been seen. Statements are compared by
 * their words (Jaccard); meaning told in other words is not seen, no embeddings are used.
 */
export function toRepeatMoments({ contacts, asked }: Case): RepeatMoments {
  const fields = new Set<string>()
  let askedAgain = 0
  for (const { field, again } of asked) {
    if (again || (field !== null && fields.has(field))) askedAgain += 1
    if (field !== null) fields.add(field)
  }
  const later = contacts.slice(1)
  const withoutContext = later.filter(({ hasContext }) => !hasContext).length
  const toldAgain = later.filter(
    ({ hasContext, statement }, at) =>
      hasContext &&
      statement !== null &&
      contacts
        .slice(0, at + 1)
        .some(
          (before) => before.statement !== null && toJaccard(before.statement, statement) >= SAME_STATEMENT,
        ),
  ).length
  return { askedAgain, withoutContext, toldAgain }
}

/** How many repeat moments a case has in all. */
export function countRepeatMoments(one: Case): number {
  const { askedAgain, withoutContext, toldAgain } = toRepeatMoments(one)
  return askedAgain + withoutContext + toldAgain
}

/** Cases of two contacts or more with a repeat moment ÷ cases of two contacts or more. The target is 0. */
export function toRepeatRate(cases: readonly Case[], frame: Frame): Measure {
  const again = cases.filter(({ contacts }) => contacts.length >= 2)
  const part = again.filter((one) => countRepeatMoments(one) > 0).length
  return toShareMeasure({ definitionVersion: K32, part, whole: again.length }, frame)
}

/** Mean repeat moments per case, over all cases. */
export function toRepeatsPerCase(cases: readonly Case[], frame: Frame): Measure {
  return toMeanMeasure(
    cases.map(countRepeatMoments),
    { definitionVersion: K32, unit: 'ratio', within: { lo: 0, hi: Infinity } },
    frame,
  )
}

/**
 * How alike two texts are: words in both ÷ words in either, without regard to case, accents and how often. 0
 * where either has no word. Source: P. Jaccard, Bull. Soc. Vaud. Sci. Nat. 37 (1901) 547–579.
 */
export function toJaccard(a: string, b: string): number {
  const [one, other] = [toWords(a), toWords(b)]
  const both = [...one].filter((word) => other.has(word)).length
  const either = one.size + other.size - both
  return either === 0 ? 0 : both / either
}

function toWords(text: string): ReadonlySet<string> {
  const folded = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? [])
}
