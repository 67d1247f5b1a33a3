import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { convertMinor, findRate, roundHalfEven } from './money.ts'

test.each([
  { value: 0.5, is: 0, why: 'half goes to the even one' },
  { value: 1.5, is: 2, why: 'half goes to the even one' },
  { value: 2.5, is: 2, why: 'half goes to the even one' },
  { value: -0.5, is: 0, why: 'below nothing too, and never −0' },
  { value: -1.5, is: -2, why: 'below nothing too' },
  { value: 2.51, is: 3, why: 'more than half goes up' },
  { value: 7, is: 7, why: 'whole is whole' },
])('$value rounds to $is ($why)', ({ value, is }) => {
  expect(roundHalfEven(value)).toBe(is)
})

test.each([
  { amount: 1_000, from: 'USD', to: 'EUR', rate: 0.9, is: 900, why: 'ten dollars at 0.9' },
  { amount: 1_500, from: 'JPY', to: 'EUR', rate: 0.006, is: 900, why: 'yen have no cents' },
  { amount: 900, from: 'EUR', to: 'JPY', rate: 160, is: 1_440, why: 'nine euros in yen' },
  { amount: 1_500, from: 'KWD', to: 'EUR', rate: 3, is: 450, why: 'dinars have three places' },
  { amount: 5, from: 'USD', to: 'EUR', rate: 0.1, is: 0, why: 'half a cent to even' },
  {
    amount: 115,
    from: 'USD',
    to: 'EUR',
    rate: 1.1,
    is: 126,
    why: '126.5 as a decimal, not 126.50000000000001',
  },
])('$amount $from is $is $to ($why)', ({ amount, from, to, rate, is }) => {
  expect(convertMinor(amount, { from, to, rate })).toBe(is)
})

const RATES = new Map([
  ['2026-11-10 USD EUR', 0.9],
  ['2026-11-11 EUR GBP', 0.8],
])
test.each([
  { from: 'EUR', day: '2026-01-01', properties: {}, is: 1, why: 'the same currency needs no rate' },
  { from: 'USD', day: '2026-11-10', properties: {}, is: 0.9, why: 'the day’s' },
  { from: 'USD', day: '2026-11-11', properties: {}, is: undefined, why: 'not the day before’s' },
  { from: 'GBP', day: '2026-11-11', properties: {}, is: 1.25, why: 'the reciprocal of the opposite' },
  {
    from: 'USD',
    day: '2026-11-11',
    properties: { fx_date: '2026-11-10' },
    is: 0.9,
    why: 'the day it was agreed for',
  },
  { from: 'USD', day: '2026-11-10', properties: { fx_rate: '0.5' }, is: 0.5, why: 'its own, as text' },
  { from: 'USD', day: '2026-11-10', properties: { fx_rate: 0 }, is: 0.9, why: 'no rate is 0' },
  { from: 'usd', day: '2026-11-10', properties: {}, is: undefined, why: 'no currency' },
])('$from on $day is $is ($why)', ({ from, day, properties, is }) => {
  expect(findRate(RATES, { from, to: 'EUR', day, properties })).toBe(is)
})

test('a conversion never drifts by more than half a unit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      (amount, rate) => {
        const exact = amount * rate
        return Math.abs(convertMinor(amount, { from: 'USD', to: 'EUR', rate }) - exact) <= 0.5 + exact * 1e-14
      },
    ),
  )
})
