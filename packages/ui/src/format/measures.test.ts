import { expect, test } from 'vitest'
import { formatMeasure } from './measures.ts'

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

test.each([
  { locale: 'en', figure: { value: 12_345, unit: 'count' }, text: '12,345', why: 'things' },
  { locale: 'es', figure: { value: 0.571, unit: 'rate' }, text: '57,1 %', why: 'a share' },
  { locale: 'en', figure: { value: 187_200_000, unit: 'duration' }, text: '2 d 4 h', why: 'milliseconds' },
  { locale: 'en', figure: { value: 17_082, unit: 'money', currency: 'EUR' }, text: '€170.82', why: 'cents' },
  {
    locale: 'es',
    figure: { value: 1_500, unit: 'money', currency: 'JPY' },
    text: '1500 JPY',
    why: 'no cents',
  },
  {
    locale: 'en',
    figure: { value: 2.5, unit: 'money', currency: 'EUR' },
    text: '€0.02',
    why: 'half to even',
  },
  {
    locale: 'en',
    figure: { value: 3.5, unit: 'money', currency: 'EUR' },
    text: '€0.04',
    why: 'half to even',
  },
  { locale: 'en', figure: { value: 17_082, unit: 'money' }, text: '—', why: 'money of no currency' },
  { locale: 'en', figure: { value: -12.54, unit: 'score' }, text: '−12.5', why: 'an index has no percent' },
  { locale: 'es', figure: { value: 100, unit: 'score' }, text: '100,0', why: 'one decimal, always' },
  { locale: 'en', figure: { value: 1.753, unit: 'ratio' }, text: '1.75', why: 'how many times' },
  { locale: 'es', figure: { value: null, unit: 'ratio' }, text: '—', why: 'no data' },
] as const)('$figure in $locale is "$text" ($why)', ({ locale, figure, text }) => {
  expect(plain(formatMeasure(locale, figure))).toBe(text)
})
