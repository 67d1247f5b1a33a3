import { expect, test } from 'vitest'
import type { Touch } from './lanes.ts'
import { toLanes } from './lanes.ts'

const touch = (minute: number, channel: string, label = 'Seen'): Touch => ({
  id: `${minute}`,
  at: minute * 60_000,
  channel,
  label,
  tone: 'plain',
})

test('lanes stand in the order their channels were first used', () => {
  const { lanes } = toLanes([touch(90, 'store'), touch(5, 'web'), touch(1, 'ads'), touch(95, 'web')], 0)
  expect(lanes.map((lane) => lane.channel)).toEqual(['ads', 'web', 'store'])
})

test('later is further right, and a long silence takes less room than its length', () => {
  const { way } = toLanes([touch(0, 'web'), touch(1, 'web'), touch(10_000, 'web')], 0)
  const [first = 0, second = 0, third = 0] = way.map((placed) => placed.x)
  expect(second).toBeGreaterThan(first)
  expect(third - second).toBeLessThan(10 * (second - first))
})

test('the picture fills the width there is', () => {
  expect(toLanes([touch(0, 'web'), touch(1, 'app')], 800).width).toBe(800)
  expect(toLanes([], 800)).toEqual({ lanes: [], way: [], width: 800 })
})

test('words that would run into the next touch of the lane are left out; the last has them', () => {
  const long = 'A very long thing to have done there'
  const { way } = toLanes([touch(0, 'web', long), touch(1, 'web', long)], 0)
  expect(way.map((placed) => placed.labelled)).toEqual([false, true])
})
