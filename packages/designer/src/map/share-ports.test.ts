import { expect, test } from 'vitest'
import { sharePorts } from './share-ports.ts'

const percent = (names: readonly string[]): readonly number[] =>
  sharePorts(names).places.map(({ share }) => Math.round(share * 100))

test.each([
  { names: [''], shares: [100], tall: false, why: 'one way out needs no name' },
  { names: ['timed out', 'arrived'], shares: [50, 50], tall: false, why: 'both have room' },
  { names: ['plain', 'none', 'code'], shares: [33, 33, 33], tall: false, why: 'three short ones' },
  {
    names: ['Control', 'Reminder', 'Code'],
    shares: [35, 39, 26],
    tall: false,
    why: 'one is too long for a third',
  },
  {
    names: ['Small', 'Medium', 'otherwise', 'Large'],
    shares: [21, 29, 29, 22],
    tall: true,
    why: 'four never have room on one line',
  },
])('ports share the border of a card ($why)', ({ names, shares, tall }) => {
  expect(sharePorts(names).tall).toBe(tall)
  expect(percent(names)).toEqual(shares)
})

test('a name that can be broken takes less than one that cannot', () => {
  const [broken = 0, whole = 0] = percent(['Free delivery', 'Freedelivery', 'Gift', 'control'])
  expect(broken).toBeLessThan(whole)
})

test('a long name takes nothing from a short one', () => {
  const short = sharePorts(['Gift', 'control', 'Free delivery', 'Ten percent off everything we have'])
  const long = sharePorts(['Gift', 'control', 'Free delivery', 'Ten'])
  expect(short.places[0]?.share).toBeCloseTo(long.places[0]?.share ?? 0, 1)
})

test('ports stand in order, and together take the whole border', () => {
  const { places } = sharePorts(['Ten percent off everything', 'Free delivery', 'Gift', 'control'])
  const middles = places.map(({ middle }) => middle)
  expect(middles).toEqual(middles.toSorted((a, b) => a - b))
  expect(places.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
})
