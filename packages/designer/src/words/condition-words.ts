import type {
  Comparison,
  CompareCondition,
  Condition,
  CountCondition,
  Deeds,
  Operand,
  Total,
  TotalCondition,
  Wanted,
} from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { formatMoney, plural } from '@periplo/ui'
import { quote, sayDuration, sayList, sayLiteral } from './say.ts'
import { sayWindow } from './say-window.ts'

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
    'ends-with': 'ends with',
    'one-of': 'is one of',
    'none-of': 'is none of',
    'contains-all': 'contains all of',
    'contains-any': 'contains any of',
    'items-at-least': 'has at least so many items:',
    'items-at-most': 'has at most so many items:',
    before: 'is before',
    after: 'is after',
    'in-last': 'was in the last',
    'longer-ago': 'is longer ago than',
    'in-next': 'is in the next',
    'further-ahead': 'is further ahead than',
    'days-from-today': 'is so many days from today:',
    'anniversary-in-days': 'has its anniversary in so many days:',
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
    'ends-with': 'termina en',
    'one-of': 'es uno de',
    'none-of': 'no es ninguno de',
    'contains-all': 'contiene todos:',
    'contains-any': 'contiene alguno:',
    'items-at-least': 'tiene al menos tantos elementos:',
    'items-at-most': 'tiene como mucho tantos elementos:',
    before: 'es anterior a',
    after: 'es posterior a',
    'in-last': 'fue en los últimos',
    'longer-ago': 'fue hace más de',
    'in-next': 'es en los próximos',
    'further-ahead': 'falta más de',
    'days-from-today': 'es a tantos días de hoy:',
    'anniversary-in-days': 'cumple años en tantos días:',
  },
}

/** How a count reads before its number. */
export const COUNT_WORDS: Readonly<Record<Locale, Readonly<Record<CountCondition['is'], string>>>> = {
  en: { 'at-least': 'at least', 'at-most': 'at most', exactly: 'exactly' },
  es: { 'at-least': 'al menos', 'at-most': 'como mucho', exactly: 'exactamente' },
}

/** What a total makes of a property. */
export const TOTAL_WORDS: Readonly<Record<Locale, Readonly<Record<Total, string>>>> = {
  en: {
    sum: 'sum',
    average: 'average',
    least: 'least',
    most: 'most',
    distinct: 'number of different values',
  },
  es: {
    sum: 'suma',
    average: 'media',
    least: 'mínimo',
    most: 'máximo',
    distinct: 'número de valores distintos',
  },
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
    running: (path: string) => `${path} of this run`,
    answering: (path: string) => `${path} of the answer`,
    loyalty: 'the balance of points',
    total: (args: { of: string; path: string; event: string; within: string; limit: string }) =>
      `${args.of} of ${args.path} over ${args.event} in ${args.within} ${args.limit}`,
    first: (args: { event: string; within: string; where: string }) =>
      `the first ${args.event} in ${args.within} has ${args.where}`,
    last: (args: { event: string; within: string; where: string }) =>
      `the last ${args.event} in ${args.within} has ${args.where}`,
    consent: { granted: 'given', denied: 'refused', unknown: 'not said' },
    consents: (args: { channel: string; purpose: string; is: string }) =>
      `consent to ${args.channel} (${args.purpose}) is ${args.is}`,
    purpose: { marketing: 'marketing', transactional: 'service' },
    localTime: (window: string) => `local time is ${window}`,
    segment: 'is in the segment',
    audience: (name: string) => `is in the audience ${name}`,
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
    running: (path: string) => `${path} de esta vuelta`,
    answering: (path: string) => `${path} de la respuesta`,
    loyalty: 'el saldo de puntos',
    total: (args: { of: string; path: string; event: string; within: string; limit: string }) =>
      `${args.of} de ${args.path} de ${args.event} en ${args.within} ${args.limit}`,
    first: (args: { event: string; within: string; where: string }) =>
      `el primer ${args.event} en ${args.within} tiene ${args.where}`,
    last: (args: { event: string; within: string; where: string }) =>
      `el último ${args.event} en ${args.within} tiene ${args.where}`,
    consent: { granted: 'dado', denied: 'denegado', unknown: 'sin decir' },
    consents: (args: { channel: string; purpose: string; is: string }) =>
      `el consentimiento para ${args.channel} (${args.purpose}) está ${args.is}`,
    purpose: { marketing: 'marketing', transactional: 'servicio' },
    localTime: (window: string) => `la hora local es ${window}`,
    segment: 'está en el segmento',
    audience: (name: string) => `está en la audiencia ${name}`,
  },
} as const

/** A condition as one sentence without a full stop. */
export function sayCondition(locale: Locale, condition: Condition): string {
  const words = WORDS[locale]
  switch (condition.op) {
    case 'compare':
      return `${sayOperand(locale, condition.operand)} ${COMPARISON_WORDS[locale][condition.is]} ${sayWanted(locale, condition)}`
    case 'exists':
    case 'missing':
      return words[condition.op](sayOperand(locale, condition.operand))
    case 'count':
      return sayCount(locale, condition)
    case 'total':
      return sayTotal(locale, condition)
    case 'first':
    case 'last': {
      const where = sayCondition(locale, condition.where)
      return words[condition.op]({ ...sayDeeds(locale, condition), where })
    }
    case 'consent': {
      const { channel, purpose, is } = condition
      return words.consents({ channel, purpose: words.purpose[purpose], is: words.consent[is] })
    }
    case 'local-time':
      return words.localTime(sayWindow(locale, condition.window))
    case 'audience':
      return words.audience(quote(locale, condition.audience || words.unnamed))
    case 'segment':
      return words.segment
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
  const often = `${COUNT_WORDS[locale][condition.is]} ${words.times(condition.times)}`
  const said = words.count({ ...sayDeeds(locale, condition), often })
  return condition.filter ? said + words.where(sayCondition(locale, condition.filter)) : said
}

function sayTotal(locale: Locale, condition: TotalCondition): string {
  const { of, path, is, value, filter } = condition
  const words = WORDS[locale]
  const limit = `${COMPARISON_WORDS[locale][is]} ${sayValue(locale, value)}`
  const said = words.total({
    ...sayDeeds(locale, condition),
    of: TOTAL_WORDS[locale][of],
    path: path || words.unnamed,
    limit,
  })
  return filter ? said + words.where(sayCondition(locale, filter)) : said
}

function sayDeeds(locale: Locale, { event, within }: Deeds): { event: string; within: string } {
  return { event: quote(locale, event || WORDS[locale].unnamed), within: sayDuration(locale, within) }
}

function sayWanted(locale: Locale, { is, value }: CompareCondition): string {
  if (!Array.isArray(value)) return sayValue(locale, value)
  const values = value.map((one) => sayLiteral(locale, one))
  return sayList(locale, values, is === 'contains-all' ? 'conjunction' : 'disjunction')
}

function sayValue(locale: Locale, value: Exclude<Wanted, readonly unknown[]>): string {
  if (typeof value !== 'object') return sayLiteral(locale, value)
  if ('currency' in value) return formatMoney(locale, value.amountMinor, value.currency)
  return 'unit' in value ? sayDuration(locale, value) : sayOperand(locale, value)
}

function sayOperand(locale: Locale, operand: Operand): string {
  const words = WORDS[locale]
  const path = operand.path || words.unnamed
  if (operand.from === 'run') return words.running(path)
  if (operand.from === 'answer') return words.answering(path)
  if (operand.from === 'loyalty') return words.loyalty
  return operand.from === 'entry' ? words.entering(path) : path
}
