import { describe, expect, test } from 'vitest'
import {
  formatCount,
  formatInterval,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPoints,
} from './numbers.ts'

/** Breaking and unbreakable spaces look alike; the rows below write the first. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

describe('a count', () => {
  test.each([
    { locale: 'en', count: 0, style: {}, text: '0', why: 'zero is a value' },
    { locale: 'en', count: 12_345, style: {}, text: '12,345', why: 'groups of three' },
    { locale: 'en', count: 1_000_000, style: {}, text: '1,000,000', why: 'a million people' },
    { locale: 'es', count: 3198, style: {}, text: '3198', why: 'four digits stand together in Spanish' },
    { locale: 'es', count: 12_345, style: {}, text: '12.345', why: 'a point groups in Spanish' },
    { locale: 'en', count: 1_234_567, style: { compact: true }, text: '1.2M', why: 'short in narrow places' },
    { locale: 'es', count: 1_234_567, style: { compact: true }, text: '1,2 M', why: 'short in Spanish' },
    { locale: 'en', count: 999, style: { compact: true }, text: '999', why: 'nothing to shorten' },
    { locale: 'en', count: -42, style: {}, text: '−42', why: 'a true minus' },
    { locale: 'en', count: 42, style: { signed: true }, text: '+42', why: 'a difference shows its plus' },
    { locale: 'en', count: 0, style: { signed: true }, text: '0', why: 'no difference has no sign' },
    { locale: 'en', count: null, style: {}, text: '—', why: 'no data is not zero' },
    { locale: 'en', count: Number.NaN, style: {}, text: '—', why: 'nothing divided by nothing' },
    { locale: 'en', count: Infinity, style: {}, text: '—', why: 'something divided by nothing' },
  ] as const)('$count in $locale is "$text" ($why)', ({ locale, count, style, text }) => {
    expect(plain(formatCount(locale, count, style))).toBe(text)
  })
})

describe('a rate', () => {
  test.each([
    { locale: 'en', rate: 0.571, style: {}, text: '57.1 %', why: 'one decimal' },
    { locale: 'es', rate: 0.571, style: {}, text: '57,1 %', why: 'a comma in Spanish' },
    { locale: 'en', rate: 0, style: {}, text: '0.0 %', why: 'zero keeps its decimal' },
    { locale: 'en', rate: 1, style: { digits: 0 }, text: '100 %', why: 'all of them' },
    { locale: 'en', rate: -0.006, style: { signed: true }, text: '−0.6 %', why: 'a fall' },
    { locale: 'en', rate: 0.061, style: { signed: true }, text: '+6.1 %', why: 'a rise' },
    { locale: 'en', rate: -0.0001, style: {}, text: '0.0 %', why: 'what rounds to zero has no sign' },
    { locale: 'en', rate: undefined, style: {}, text: '—', why: 'no data' },
  ] as const)('$rate in $locale is "$text" ($why)', ({ locale, rate, style, text }) => {
    expect(plain(formatPercent(locale, rate, style))).toBe(text)
  })

  test('a difference of rates is in points and signed', () => {
    expect(plain(formatPoints('en', 0.084))).toBe('+8.4 pp')
    expect(plain(formatPoints('es', -0.05))).toBe('−5,0 pp')
  })

  test('never breaks before its sign', () => {
    expect(formatPercent('en', 0.5)).toContain('\u00A0%')
  })
})

describe('an interval', () => {
  test.each([
    { lo: 0.111, hi: 0.118, style: {}, text: '11.1–11.8', why: 'the sign stands at the value' },
    { lo: -0.028, hi: 0.14, style: {}, text: '−2.8 – 14.0', why: 'room beside a minus' },
    { lo: 41, hi: 51.2, style: { of: 'number' }, text: '41.0–51.2', why: 'plain numbers' },
    { lo: 166, hi: 832, style: { of: 'number', digits: 0 }, text: '166–832', why: 'whole numbers' },
    { lo: null, hi: 0.2, style: {}, text: '—', why: 'half an interval is none' },
  ] as const)('$lo to $hi is "$text" ($why)', ({ lo, hi, style, text }) => {
    expect(plain(formatInterval('en', { lo, hi }, style))).toBe(text)
  })
})

describe('money', () => {
  test.each([
    { locale: 'en', amount: 17_082, currency: 'EUR', text: '€170.82', why: 'cents' },
    { locale: 'es', amount: 17_082, currency: 'EUR', text: '170,82 €', why: 'the sign follows in Spanish' },
    { locale: 'es', amount: 120_431_000, currency: 'EUR', text: '1.204.310,00 €', why: 'grouped' },
    { locale: 'en', amount: 1500, currency: 'JPY', text: '¥1,500', why: 'a yen has no parts' },
    { locale: 'en', amount: 1500, currency: 'KWD', text: 'KWD 1.500', why: 'a dinar has a thousand' },
    { locale: 'en', amount: -50, currency: 'USD', text: '−$0.50', why: 'a refund' },
    { locale: 'en', amount: 0, currency: 'USD', text: '$0.00', why: 'free' },
    { locale: 'en', amount: null, currency: 'USD', text: '—', why: 'no data' },
  ] as const)('$amount $currency in $locale is "$text" ($why)', ({ locale, amount, currency, text }) => {
    expect(plain(formatMoney(locale, amount, currency))).toBe(text)
  })

  test('refuses a code that is no currency code', () => {
    expect(() => formatMoney('en', 1, 'euro')).toThrow(RangeError)
  })
})

test('a score keeps one decimal and its minus', () => {
  expect(formatNumber('es', -46.13)).toBe('−46,1')
})
