import { expect, test } from 'vitest'
import { countStates, filterJourneys } from './filter-journeys.ts'

const journeys = [
  { name: 'Recuperación de carrito', description: 'Código por correo', updatedBy: 'Marta', status: 'live' },
  { name: 'Welcome', description: 'Account to first order', updatedBy: 'Joan', status: 'live' },
  { name: 'Gift guide', description: '', updatedBy: 'Marta', status: 'draft' },
  { name: 'Summer sale', description: '', updatedBy: 'Marta', status: 'ended' },
] as const

test.each([
  { search: {}, found: 3, why: 'nothing asked: all but what is archived' },
  { search: { q: 'recuperacion' }, found: 1, why: 'without its accent' },
  { search: { q: 'marta' }, found: 2, why: 'by who changed it' },
  { search: { q: 'order account' }, found: 1, why: 'every word, in any order' },
  { search: { q: 'marta', state: 'draft' }, found: 1, why: 'both filters' },
  { search: { state: 'ended' }, found: 1, why: 'what is archived, where it is asked for' },
  { search: { state: 'paused' }, found: 0, why: 'none of that state' },
] as const)('finds $found of four for $search ($why)', ({ search, found }) => {
  expect(filterJourneys(journeys, search)).toHaveLength(found)
})

test('states are counted over all journeys', () => {
  expect(countStates(journeys)).toEqual({ live: 2, paused: 0, draft: 1, ended: 1 })
})
