import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSendKey, toShare } from './hash.ts'

const WORKSPACE = '0198c0de-0000-7000-8000-00000000000a'
const JOURNEY = '0198c0de-0000-7000-8000-00000000000b'

test('a send key is distinct per enrollment, node, visit and channel', () => {
  const key = { enrollmentId: WORKSPACE, nodeId: 'mail', visit: 1, channel: 'email' } as const
  const keys = [
    key,
    { ...key, enrollmentId: JOURNEY },
    { ...key, nodeId: 'mail-1' },
    { ...key, visit: 11 },
    { ...key, channel: 'webhook' as const },
  ].map(toSendKey)
  expect(new Set(keys).size).toBe(5)
  expect(keys[0]).toBe('ce90ac5acb851bcddcf31cad642487db')
})

describe('a share', () => {
  const shareOf = (personId: string, nodeId = 'split'): number =>
    toShare({ journeyId: JOURNEY, nodeId, personId })
  const people = Array.from({ length: 20_000 }, (_, index) => `person-${index}`)

  test('is uniform over people (chi-square over 20 bins, p > 0.001)', () => {
    const bins = Array.from({ length: 20 }, () => 0)
    for (const person of people)
      bins[Math.floor(shareOf(person) * 20)] = 1 + (bins[Math.floor(shareOf(person) * 20)] ?? 0)
    const chiSquare = bins.reduce((sum, bin) => sum + (bin - 1_000) ** 2 / 1_000, 0)
    expect(chiSquare).toBeLessThan(43.8)
  })

  test('of one split says nothing about the share of another', () => {
    const both = people.filter((person) => shareOf(person) < 0.5 && shareOf(person, 'other') < 0.5)
    expect(both.length / people.length).toBeCloseTo(0.25, 1)
  })

  test('lies in [0, 1)', () => {
    fc.assert(fc.property(fc.string(), (person) => shareOf(person) >= 0 && shareOf(person) < 1))
  })
})
