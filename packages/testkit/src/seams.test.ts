import { describe, expect, test } from 'vitest'
import { seededIds } from './seeded-ids.ts'
import { turnedClock } from './turned-clock.ts'

describe('a turned clock', () => {
  test('stands still until it is turned', () => {
    const clock = turnedClock('2026-03-29T00:30:00Z')
    expect(clock.now()).toEqual(clock.now())
    clock.advance(3_600_000)
    expect(clock.now().toISOString()).toBe('2026-03-29T01:30:00.000Z')
    clock.set('2020-01-01T00:00:00Z')
    expect(clock.now().toISOString()).toBe('2020-01-01T00:00:00.000Z')
  })

  test('is not turned by what it was read as', () => {
    const clock = turnedClock('2026-01-01T00:00:00Z')
    clock.now().setFullYear(1999)
    expect(clock.now().getUTCFullYear()).toBe(2026)
  })

  test.each([
    { turn: () => turnedClock('soon'), why: 'no instant' },
    { turn: () => turnedClock('2026-01-01T00:00:00Z').advance(-1), why: 'backward' },
    { turn: () => turnedClock('2026-01-01T00:00:00Z').advance(Number.NaN), why: 'not a number' },
  ])('refuses nonsense ($why)', ({ turn }) => {
    expect(turn).toThrow(RangeError)
  })
})

describe('seeded ids', () => {
  test('repeat for one seed, differ for another, and never repeat within', () => {
    const draw = (seed: string) => {
      const ids = seededIds(seed)
      return Array.from({ length: 1_000 }, () => ids.uuid())
    }
    expect(draw('a')).toEqual(draw('a'))
    expect(new Set([...draw('a'), ...draw('b')]).size).toBe(2_000)
  })

  test('are UUIDs of version 8', () => {
    const ids = seededIds(7)
    for (let drawn = 0; drawn < 100; drawn += 1) {
      expect(ids.uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    }
  })
})
