import { describe, expect, test } from 'vitest'
import type { Comparison, JsonValue, Wanted } from '@periplo/model'
import { judgeComparison } from './compare.ts'
import type { Truth } from './kleene.ts'

const AT = Date.UTC(2026, 0, 10, 12)

function judge(value: JsonValue | undefined, is: Comparison, wanted: Wanted): Truth {
  const traits = { other: 'gold', four: 4, currency: 'EUR', ...(value !== undefined && { it: value }) }
  const person = { traits, zone: 'Europe/Madrid', recent: [], consent: [] }
  return judgeComparison(
    { op: 'compare', operand: { from: 'trait', path: 'it' }, is, value: wanted },
    { person, at: AT },
  )
}

const OTHER = { from: 'trait', path: 'other' } as const
const NOWHERE = { from: 'trait', path: 'nowhere' } as const
const DAYS_2 = { amount: 2, unit: 'days' } as const

type Row = readonly [value: JsonValue | undefined, wanted: Wanted, answer: Truth, why: string]

const ROWS: { readonly [C in Comparison]: readonly Row[] } = {
  equals: [
    ['Gold', 'gOLD', true, 'case does not matter'],
    ['gold', 'silver', false, 'another text'],
    [3, 3, true, 'same number'],
    [3, 4, false, 'another number'],
    [0, 0, true, 'zero is a value'],
    [false, false, true, 'false is a value'],
    [true, false, false, 'the other truth'],
    ['3', 3, undefined, 'a number written as text is a text'],
    [1, true, undefined, 'a number is no truth'],
    [['a'], 'a', undefined, 'a list is not one value'],
    [{ a: 1 }, 'a', undefined, 'nor is an object'],
    ['a', ['a'], undefined, 'a list is wanted where one value belongs'],
    ['GOLD', OTHER, true, 'the value of another place'],
    ['silver', OTHER, false, 'not the value of another place'],
    ['gold', NOWHERE, undefined, 'the other place is empty'],
    [49.99, { amountMinor: 4_999, currency: 'EUR' }, true, 'so much money'],
    [49.99, { amountMinor: 4_999, currency: 'USD' }, undefined, 'another currency cannot be told'],
    ['a', { amount: 1, unit: 'days' }, undefined, 'a length of time is no value'],
  ],
  'not-equals': [
    ['gold', 'silver', true, 'another text'],
    ['Gold', 'gold', false, 'the same text'],
    ['3', 3, undefined, 'other types cannot be told apart'],
  ],
  'greater-than': [
    [5, 4, true, 'more'],
    [4, 4, false, 'the edge is outside'],
    ['5', 4, undefined, 'text is no number'],
    [5, '4', undefined, 'nor on the other side'],
    [5, { from: 'trait', path: 'four' }, true, 'more than elsewhere'],
    [5, OTHER, undefined, 'elsewhere is no number'],
    [50, { amountMinor: 4_999, currency: 'EUR' }, true, 'more money'],
    ['50', { amountMinor: 4_999, currency: 'EUR' }, undefined, 'text is no amount'],
  ],
  'at-least': [
    [4, 4, true, 'the edge is inside'],
    [3.999, 4, false, 'less'],
    [true, 1, undefined, 'a truth is no number'],
  ],
  'less-than': [
    [3, 4, true, 'less'],
    [4, 4, false, 'the edge is outside'],
    [[3], 4, undefined, 'a list is no number'],
  ],
  'at-most': [
    [4, 4, true, 'the edge is inside'],
    [5, 4, false, 'more'],
    ['', 4, undefined, 'an empty text is missing'],
  ],
  contains: [
    ['Running Shoes', 'shoe', true, 'inside a text, whatever its case'],
    ['Running Shoes', 'boot', false, 'not inside'],
    [['Shoes', 'Socks'], 'shoes', true, 'an item of a list'],
    [['Shoes'], 'shoe', false, 'a part of an item is not an item'],
    [[1, 2], 2, true, 'a number in a list'],
    [[1, 2], '2', false, 'no item is of this type'],
    [[], 'a', false, 'an empty list is there, and contains nothing'],
    [12, '1', undefined, 'a number contains nothing'],
    ['12', 1, undefined, 'a text contains no number'],
  ],
  'starts-with': [
    ['ES-Madrid', 'es-', true, 'whatever its case'],
    ['xES-', 'es-', false, 'not at the start'],
    [['es-1'], 'es-', undefined, 'a list has no start'],
  ],
  'ends-with': [
    ['ana@Example.com', '@example.COM', true, 'whatever its case'],
    ['ana@example.org', '@example.com', false, 'not at the end'],
    [5, '5', undefined, 'a number has no end'],
    ['solid gold', OTHER, true, 'the text of another place'],
  ],
  'one-of': [
    ['b', ['A', 'B'], true, 'one of them'],
    ['c', ['A', 'B'], false, 'none of them'],
    [2, [1, 2], true, 'one of the numbers'],
    ['2', [1, 'x'], undefined, 'it cannot be told from the number'],
    ['x', [1, 'x'], true, 'a match outweighs the unknown'],
    ['x', [], false, 'none of nothing'],
    ['x', 'x', undefined, 'one value is wanted where a list belongs'],
  ],
  'none-of': [
    ['c', ['A', 'B'], true, 'none of them'],
    ['b', ['A', 'B'], false, 'one of them'],
    ['2', [1], undefined, 'it cannot be told from the number'],
  ],
  'contains-all': [
    [['A', 'b', 3], ['a', 3], true, 'every one, whatever its case'],
    [['a'], ['a', 'b'], false, 'one is not there'],
    [[], ['a'], false, 'nothing is there'],
    [['3'], [3], false, 'no item is of this type'],
    ['abc', ['a'], undefined, 'a text is no list'],
    [['a'], 'a', undefined, 'one value is wanted where a list belongs'],
  ],
  'contains-any': [
    [['a', 'x'], ['A', 'b'], true, 'one of them'],
    [['x'], ['a', 'b'], false, 'none of them'],
    [[{ a: 1 }], ['a'], false, 'an object is no value'],
    [{ a: 1 }, ['a'], undefined, 'an object is no list'],
  ],
  'items-at-least': [
    [['a', 'b'], 2, true, 'the edge is inside'],
    [['a'], 2, false, 'fewer'],
    [[], 0, true, 'an empty list has no item'],
    ['ab', 2, undefined, 'a text is no list'],
    [['a'], OTHER, undefined, 'a text is no number'],
  ],
  'items-at-most': [
    [['a', 'b'], 2, true, 'the edge is inside'],
    [['a', 'b', 'c'], 2, false, 'more'],
    [3, 2, undefined, 'a number is no list'],
  ],
  before: [
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true, 'a second before'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false, 'the same moment'],
    ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z', false, 'the same moment in another zone'],
    ['2026-06-01', '2026-05-31T22:00:01Z', true, 'a date is midnight in the person’s zone'],
    ['2026-02-30', '2026-05-31', undefined, 'no such day'],
    ['tomorrow', '2026-05-31', undefined, 'no moment'],
    [0, '2026-05-31', undefined, 'a number is no moment'],
    ['2026-05-31', 5, undefined, 'nor on the other side'],
  ],
  after: [
    ['2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z', true, 'a second after'],
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00Z', false, 'the same moment'],
    ['2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00Z', true, 'a millisecond after'],
    [['2026-01-01'], '2025-01-01', undefined, 'a list is no moment'],
    ['2026-01-01', OTHER, undefined, 'the other place holds no moment'],
  ],
  // judged at 2026-01-10 13:00 in Madrid
  'in-last': [
    ['2026-01-10T12:00:00Z', DAYS_2, true, 'now belongs to it'],
    ['2026-01-08T12:00:00.001Z', DAYS_2, true, 'just inside'],
    ['2026-01-08T12:00:00Z', DAYS_2, false, 'its beginning does not'],
    ['2026-01-10T12:00:00.001Z', DAYS_2, false, 'the future is not the past'],
    ['2026-01-09', DAYS_2, true, 'a date is its midnight in the person’s zone'],
    ['soon', DAYS_2, undefined, 'no moment'],
    [5, DAYS_2, undefined, 'a number is no moment'],
    ['2026-01-09', 2, undefined, 'a number is no length of time'],
  ],
  'longer-ago': [
    ['2026-01-08T12:00:00Z', DAYS_2, true, 'exactly so long ago'],
    ['2026-01-08T12:00:00.001Z', DAYS_2, false, 'not quite'],
    ['2027-01-01', DAYS_2, false, 'the future'],
    [true, DAYS_2, undefined, 'no moment'],
  ],
  'in-next': [
    ['2026-01-12T12:00:00Z', DAYS_2, true, 'the end belongs to it'],
    ['2026-01-12T12:00:00.001Z', DAYS_2, false, 'just after'],
    ['2026-01-10T12:00:00Z', DAYS_2, false, 'now is not the future'],
    [['2026-01-11'], DAYS_2, undefined, 'a list is no moment'],
  ],
  'further-ahead': [
    ['2026-01-12T12:00:00.001Z', DAYS_2, true, 'just after'],
    ['2026-01-12T12:00:00Z', DAYS_2, false, 'not yet beyond'],
    ['2026-13-01', DAYS_2, undefined, 'no such day'],
  ],
  'days-from-today': [
    ['2026-01-10', 0, true, 'today'],
    ['2026-01-09T23:30:00Z', 0, true, 'today in the person’s zone, yesterday in UTC'],
    ['2026-01-11', 1, true, 'tomorrow'],
    ['2026-01-09', -1, true, 'yesterday'],
    ['2026-01-11', 0, false, 'another day'],
    ['2026-01-10', 0.5, undefined, 'no half days'],
    ['2026-01-10', 9e9, undefined, 'beyond all calendars'],
    ['someday', 0, undefined, 'no moment'],
    ['2026-01-10', OTHER, undefined, 'a text is no number'],
  ],
  'anniversary-in-days': [
    ['1990-01-10', 0, true, 'a birthday'],
    ['1990-01-13', 3, true, 'in three days'],
    ['1990-02-10', 0, false, 'another month'],
    ['1990-01-11', 0, false, 'another day'],
    ['1992-02-29', 49, true, '29 February stands on the 28th in 2026'],
    ['1992-02-29', 50, false, 'and not on 1 March'],
    ['1992-02-28', 49, true, 'the 28th stays where it is'],
    ['2026-01-10', 0, true, 'the day itself'],
    ['2027-01-10', 0, false, 'not before the first'],
    ['', 0, undefined, 'missing'],
    [10, 0, undefined, 'no moment'],
  ],
}

describe.each(Object.entries(ROWS))('%s', (name, rows) => {
  test.each(rows)('%j against %j is %j (%s)', (value, wanted, answer) => {
    const is = Object.keys(ROWS).find((known): known is Comparison => known === name)
    expect(judge(value, is ?? 'equals', wanted)).toBe(answer)
  })

  test.each([undefined, null, ''])('of a missing value (%j) is unknown', (value) => {
    const is = Object.keys(ROWS).find((known): known is Comparison => known === name)
    for (const wanted of ['', 'x', 1, true, ['x']])
      expect(judge(value, is ?? 'equals', wanted)).toBeUndefined()
  })
})
