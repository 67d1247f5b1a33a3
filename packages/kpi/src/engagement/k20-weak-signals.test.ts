import { expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { toSeededLuck } from '../statistics/seeded-luck.ts'
import { findWeakSignals, nameSignal } from './k20-weak-signals.ts'

const SETTINGS = settingsOf()
const did = ([user, event]: readonly [string, string], day: number, rest: Partial<Told> = {}): Told => ({
  event,
  at: `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`,
  user,
  ...rest,
})
const many = (size: number, tellOne: (user: string) => readonly Told[], from = 0): readonly Told[] =>
  Array.from({ length: size }, (_, place) => tellOne(`u${from + place}`)).flat()
const find = (told: readonly Told[]) => findWeakSignals(tellLog(told), SETTINGS)
const others = (size: number) => many(size, (user) => [did([user, 'Page Viewed'], 2)], 100)

test('a signal tells who did the first, who followed, and what is usual (by hand)', () => {
  // a by 20, b by 16 of them afterwards and by 4 others, of 60: 16 ÷ 20 ÷ (20 ÷ 60)
  const { signals, pairs, persons } = find([
    ...many(16, (user) => [did([user, 'A'], 2), did([user, 'B'], 3)]),
    ...many(4, (user) => [did([user, 'A'], 2)], 16),
    ...many(4, (user) => [did([user, 'B'], 3)], 20),
    ...others(36),
  ])
  expect({ pairs, persons }).toEqual({ pairs: 6, persons: 60 })
  expect(signals).toHaveLength(1)
  expect(signals[0]).toMatchObject({
    persons: 20,
    followed: 16,
    usualShare: 20 / 60,
    lift: expect.closeTo(16 / 20 / (20 / 60), 12),
  })
  expect(signals.map(nameSignal)).toEqual(['A · web → B · web'])
})

test.each<{ told: readonly Told[]; is: readonly string[]; why: string }>([
  {
    told: [...many(20, (user) => [did([user, 'B'], 2), did([user, 'A'], 3)]), ...others(40)],
    is: ['B · web → A · web'],
    why: 'what comes before is no follower',
  },
  {
    told: [
      ...many(20, (user) => [did([user, 'A'], 2), did([user, 'A'], 3, { channel: 'app' })]),
      ...others(40),
    ],
    is: ['A · web → A · app'],
    why: 'in another channel it is another act',
  },
  {
    told: [...many(20, (user) => [did([user, 'A'], 2), did([user, 'Message Sent'], 3)]), ...others(40)],
    is: [],
    why: 'what we do is no act of theirs',
  },
  {
    told: [
      ...many(10, (user) => [did([user, 'A'], 2), did([user, 'B'], 3)]),
      ...many(10, () => [], 0),
      ...others(9),
    ],
    is: [],
    why: 'a lift of 1.9',
  },
])('signals are $is ($why)', ({ told, is }) => {
  expect(find(told).signals.map(nameSignal)).toEqual(is)
})

test('chance alone is told for a signal in hardly any crowd', () => {
  const acts = ['A', 'B', 'C', 'D', 'E', 'F']
  const found = Array.from({ length: 60 }, (_, seed) => {
    const luck = toSeededLuck(seed + 1)
    const told = many(120, (user) =>
      acts.flatMap((act, place) =>
        luck.float() < 0.3 ? [did([user, act], 1 + ((place * 7 + seed) % 28))] : [],
      ),
    )
    return find(told).signals.length
  })
  expect(found.filter((count) => count > 0).length).toBeLessThanOrEqual(3)
})
