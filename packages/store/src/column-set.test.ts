import { expect, test } from 'vitest'
import { defineColumns, layOut } from './column-set.ts'

test('a set reads its rows from one parameter per column', () => {
  const set = defineColumns({ n: 'integer', t: 'text', j: 'json' })
  expect(set.from('x', 3)).toBe(
    'rows from (unnest($3::integer[]), unnest($4::text[]), unnest($5::text[])) as x(n, t, j)',
  )
  expect(layOut({ a: set, b: set }, 2)).toMatchObject({ from: { b: set.from('x', 5) }, next: 8 })
})
