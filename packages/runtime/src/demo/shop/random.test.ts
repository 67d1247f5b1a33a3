import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

test('equal seeds draw equally, similar seeds do not', () => {
  const draw = (seed: string): readonly number[] => {
    const random = createRandom(seed)
    return Array.from({ length: 5 }, () => random.next())
  }
  expect(draw('a/1')).toEqual(draw('a/1'))
  expect(draw('a/1')).not.toEqual(draw('a/2'))
})

test('draws fill [0, 1) evenly', () => {
  const random = createRandom('even')
  const bins = Array.from({ length: 10 }, () => 0)
  for (let drawn = 0; drawn < 100_000; drawn += 1) {
    const at = Math.floor(random.next() * 10)
    bins[at] = (bins[at] ?? 0) + 1
  }
  for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(400)
})

test('whole numbers reach both ends, and waits their mean', () => {
  const random = createRandom('ends')
  const drawn = new Set(Array.from({ length: 1_000 }, () => random.int(3, 5)))
  expect([...drawn].toSorted((a, b) => a - b)).toEqual([3, 4, 5])
  const waits = Array.from({ length: 50_000 }, () => random.wait(1_000))
  expect(Math.abs(waits.reduce((sum, wait) => sum + wait, 0) / waits.length - 1_000)).toBeLessThan(25)
})
