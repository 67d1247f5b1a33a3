import { expect, test } from 'vitest'
import { filterSegments } from './filter-segments.ts'

const SEGMENTS = [
  { name: 'Gold', description: 'Los más fieles', archivedAt: null },
  { name: 'Córdoba', description: '', archivedAt: null },
  { name: 'Old gold', description: '', archivedAt: 1 },
]

test.each([
  { search: {}, names: ['Gold', 'Córdoba'], why: 'archived ones are out of sight' },
  { search: { archived: 'yes' }, names: ['Gold', 'Córdoba', 'Old gold'], why: 'unless asked for' },
  { search: { q: 'GOLD' }, names: ['Gold'], why: 'whatever the case' },
  { search: { q: 'cordoba' }, names: ['Córdoba'], why: 'whatever the accents' },
  { search: { q: 'fieles' }, names: ['Gold'], why: 'by what it is for' },
  { search: { q: 'nobody' }, names: [], why: 'nothing' },
] as const)('$names ($why)', ({ search, names }) => {
  expect(filterSegments(SEGMENTS, search).map(({ name }) => name)).toEqual(names)
})
