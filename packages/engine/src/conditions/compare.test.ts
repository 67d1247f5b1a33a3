import { describe, expect, test } from 'vitest'
import type { Comparison, JsonValue, Literal } from '@periplo/model'
import { judgeComparison } from './compare.ts'
import type { Truth } from './kleene.ts'

const AT = Date.UTC(2026, 0, 10, 12)

function judge(value: JsonValue | undefined, is: Comparison, wanted: Literal | Literal[]): Truth {
  const traits = value === undefined ? {} : { it: value }
  const person = { traits, zone: 'Europe/Madrid', recent: [] }
  return judgeComparison(
    { op: 'compare', operand: { from: 'trait', path: 'it' }, is, value: wanted },
    { person, at: AT },
  )
}

type Row = readonly [value: JsonValue | undefined, wanted: Literal | Literal[], answer: Truth, why: string]

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
