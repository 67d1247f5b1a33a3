import { describe, expect, test } from 'vitest'
import { rankItem } from '../overlays/palette-rank.ts'
import { matchesOption, toEntries } from './combobox-entries.ts'

const OPTIONS = [
  { value: 'order-completed', label: 'Order Completed', hint: 'any channel' },
  { value: 'care', label: 'Atención' },
]

describe('a written text', () => {
  test.each([
    { written: '', extra: 0, why: 'nothing was written' },
    { written: 'Cart Viewed', extra: 1, why: 'it is no option' },
    { written: 'order completed', extra: 0, why: 'it names an option, in another case' },
    { written: 'Atencion', extra: 0, why: 'it names an option, without the accent' },
    { written: 'care', extra: 0, why: 'it is the value of an option' },
  ])('"$written" adds $extra rows ($why)', ({ written, extra }) => {
    expect(toEntries(OPTIONS, written)).toHaveLength(OPTIONS.length + extra)
  })
})

test.each([
  { query: 'comp', found: true, why: 'part of a word' },
  { query: 'completed order', found: true, why: 'words in any order' },
  { query: 'channel', found: true, why: 'a word of the hint' },
  { query: 'chat', found: false, why: 'nowhere' },
])('"$query" finds the order: $found ($why)', ({ query, found }) => {
  expect(
    matchesOption({ value: 'order-completed', label: 'Order Completed', hint: 'any channel' }, query),
  ).toBe(found)
})

test('the palette puts a name that begins with the query before one that holds it', () => {
  const ranks = ['car', 'recovery', 'cov', 'chat'].map((query) => rankItem('id', query, ['Cart recovery']))
  expect(ranks).toEqual([1, 0.8, 0.5, 0])
})
