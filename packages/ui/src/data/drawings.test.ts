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
  expect(toSparkPath([0, null, 10, null], BOX)).toEqual({ path: 'M4,22M44,4', last: undefined })
})

test('no values draw nothing', () => {
  expect(toSparkPath([], BOX)).toEqual({ path: '', last: undefined })
})
