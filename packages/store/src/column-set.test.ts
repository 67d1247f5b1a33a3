import { expect, test } from 'vitest'
import { defineColumns, layOut } from './column-set.ts'

const set = defineColumns({ n: 'integer', t: 'text', j: 'json' })

test('a set reads its rows from one parameter per column', () => {
  expect(set.from('x', 3)).toBe(
    'rows from (unnest($3::integer[]), unnest($4::text[]), json_array_elements_text($5::json)) as x(n, t, j)',
  )
  expect(layOut({ a: set, b: set }, 2)).toMatchObject({ from: { b: set.from('x', 5) }, next: 8 })
})

test.each([
  { row: { n: 1, t: 'plain', j: { a: 1 } }, values: ['{1}', '{"plain"}', '[{"a":1}]'], why: 'plain values' },
  { row: {}, values: ['{NULL}', '{NULL}', '[null]'], why: 'what is missing is NULL' },
  { row: { n: null, t: 'NULL' }, values: ['{NULL}', '{"NULL"}', '[null]'], why: 'the word NULL is a word' },
  {
    row: { t: 'a"b\\c' },
    values: ['{NULL}', String.raw`{"a\"b\\c"}`, '[null]'],
    why: 'quotes and backslashes are escaped',
  },
  {
    row: { t: '{a,b}' },
    values: ['{NULL}', '{"{a,b}"}', '[null]'],
    why: 'braces and commas stay inside their quotes',
  },
  { row: { t: '' }, values: ['{NULL}', '{""}', '[null]'], why: 'an empty text is not NULL' },
])('parameters say what the rows hold ($why)', ({ row, values }) => {
  expect(set.toValues([row])).toEqual(values)
})
