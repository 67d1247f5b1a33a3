import { expect, test } from 'vitest'
import { toInitials } from './avatar.tsx'
import { toSparkPath } from './spark-path.ts'

const BOX = { width: 68, height: 26 }

test.each([
  { name: 'Marta Solé', initials: 'MS', why: 'first and last' },
  { name: 'María del Mar Ruiz', initials: 'MR', why: 'the words between do not count' },
  { name: 'iván', initials: 'IV', why: 'an only word gives two letters' },
  { name: 'Élodie Ångström', initials: 'ÉÅ', why: 'accents stay' },
  { name: '  ', initials: '?', why: 'nobody' },
])('"$name" is $initials ($why)', ({ name, initials }) => {
  expect(toInitials(name)).toBe(initials)
})

test('a trend runs from its lowest to its highest value within the box', () => {
  expect(toSparkPath([0, 10], BOX)).toEqual({ path: 'M4,22L64,4', last: { x: 64, y: 4 } })
})

test('a flat trend runs through the middle', () => {
  expect(toSparkPath([5, 5, 5], BOX).path).toBe('M4,13L34,13L64,13')
})

test('a gap breaks the line, and a trend that ends in one has no last point', () => {
  expect(toSparkPath([0, 10, null, 5, null], BOX)).toEqual({ path: 'M4,22L19,4M49,13', last: undefined })
})

test.each([
  { values: [], why: 'nothing is known' },
  { values: [null, 4], why: 'one value is no trend' },
  { values: [3, null, 4], why: 'nothing says what was between' },
])('$values draw nothing ($why)', ({ values }) => {
  expect(toSparkPath(values, BOX)).toEqual({ path: '', last: undefined })
})
