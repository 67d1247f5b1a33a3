import type { Comparison, Condition, CountCondition, Operand } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { plural } from '@periplo/ui'
import { quote, sayDuration, sayList, sayLiteral } from './say.ts'

/** How a comparison reads between its two sides. */
export const COMPARISON_WORDS: Readonly<Record<Locale, Readonly<Record<Comparison, string>>>> = {
  en: {
    equals: 'is',
    'not-equals': 'is not',
    'greater-than': 'is more than',
    'at-least': 'is at least',
    'less-than': 'is less than',
    'at-most': 'is at most',
    contains: 'contains',
    'starts-with': 'starts with',
    'one-of': 'is one of',
    'none-of': 'is none of',
    before: 'is before',
    after: 'is after',
  },
  es: {
    equals: 'es',
    'not-equals': 'no es',
    'greater-than': 'es más de',
    'at-least': 'es al menos',
    'less-than': 'es menos de',
    'at-most': 'es como mucho',
    contains: 'contiene',
    'starts-with': 'empieza por',
    'one-of': 'es uno de',
    'none-of': 'no es ninguno de',
    before: 'es anterior a',
    after: 'es posterior a',
  },
}

/** How a count reads before its number. */
export const COUNT_WORDS: Readonly<Record<Locale, Readonly<Record<CountCondition['is'], string>>>> = {
  en: { 'at-least': 'at least', 'at-most': 'at most', exactly: 'exactly' },
  es: { 'at-least': 'al menos', 'at-most': 'como mucho', exactly: 'exactamente' },
}

const WORDS = {
  en: {
    unnamed: 'something',
    entering: (path: string) => `${path} of the entering event`,
    exists: (what: string) => `${what} is known`,
    missing: (what: string) => `${what} is missing`,
    not: (what: string) => `not (${what})`,
    times: (count: number) => `${count} ${plural('en', count, { one: 'time', other: 'times' })}`,
    count: (args: { event: string; often: string; within: string }) =>
      `${args.event} ${args.often} in ${args.within}`,
    where: (what: string) => `, where ${what}`,
  },
  es: {
    unnamed: 'algo',
    entering: (path: string) => `${path} del evento de entrada`,
    exists: (what: string) => `${what} se conoce`,
    missing: (what: string) => `falta ${what}`,
    not: (what: string) => `no (${what})`,
    times: (count: number) => `${count} ${plural('es', count, { one: 'vez', other: 'veces' })}`,
    count: (args: { event: string; often: string; within: string }) =>
      `${args.event} ${args.often} en ${args.within}`,
    where: (what: string) => `, donde ${what}`,
  },
} as const

/** A condition as one sentence without a full stop. */
export function sayCondition(locale: Locale, condition: Condition): string {
  const words = WORDS[locale]
  switch (condition.op) {
    case 'compare': {
      const values = [condition.value].flat().map((value) => sayLiteral(locale, value))
      const said = sayList(locale, values, 'disjunction')
      return `${sayOperand(locale, condition.operand)} ${COMPARISON_WORDS[locale][condition.is]} ${said}`
    }
    case 'exists':
    case 'missing':
      return words[condition.op](sayOperand(locale, condition.operand))
    case 'count':
      return sayCount(locale, condition)
    case 'not':
      return words.not(sayCondition(locale, condition.of))
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => sayCondition(locale, part))
      return sayList(locale, parts, condition.op === 'all' ? 'conjunction' : 'disjunction')
    }
  }
}

function sayCount(locale: Locale, condition: CountCondition): string {
  const words = WORDS[locale]
  const said = words.count({
    event: quote(locale, condition.event || words.unnamed),
    often: `${COUNT_WORDS[locale][condition.is]} ${words.times(condition.times)}`,
    within: sayDuration(locale, condition.within),
  })
  return condition.filter ? said + words.where(sayCondition(locale, condition.filter)) : said
}

function sayOperand(locale: Locale, operand: Operand): string {
  const words = WORDS[locale]
  const path = operand.path || words.unnamed
  return operand.from === 'entry' ? words.entering(path) : path
}
