import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { at, DAY_MS, HOUR_MS } from '../testing/sample-journey.ts'
import { PATH_RULES, toPersonPaths } from './path-rules.ts'
import type { PathRules, Touch } from './path-rules.ts'

const DAY0 = at('2026-11-01T12:00:00Z')
const zone = 'Europe/Madrid'

/** `a@1 b@2.5`: channels and days. */
const touches = (text: string) =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [channel = '', day = '0'] = word.split('@')
      return { channel, at: DAY0 + Number(day) * DAY_MS }
    })

const names = (path: readonly { readonly channel: string }[]) => path.map(({ channel }) => channel).join(' ')

const read = (told: string, days: readonly number[], rules: Partial<PathRules> = {}) => {
  const conversions = days.map((day) => DAY0 + day * DAY_MS)
  const paths = toPersonPaths(touches(told), conversions, { rules: { ...PATH_RULES, ...rules }, zone })
  return { converting: paths.converting.map(names), others: paths.others.map(names) }
}

test.each<{ told: string; days: number[]; rules?: Partial<PathRules>; is: object; why: string }>([
  { told: '', days: [1], is: { converting: [''], others: [] }, why: 'nobody was seen' },
  { told: 'a@0 b@1', days: [2], is: { converting: ['a b'], others: [] }, why: 'all before' },
  {
    told: 'a@2',
    days: [2],
    is: { converting: [''], others: ['a'] },
    why: 'at that very instant is too late',
  },
  { told: 'a@0', days: [30], is: { converting: ['a'], others: [] }, why: '30 days before is in' },
  {
    told: 'a@0',
    days: [30.01],
    is: { converting: [''], others: ['a'] },
    why: 'a quarter of an hour more is not',
  },
  { told: 'a@0 b@2', days: [1, 3], is: { converting: ['a', 'b'], others: [] }, why: 'each begins anew' },
  {
    told: 'a@0 b@2',
    days: [1, 3],
    rules: { earlier: 'cumulative' },
    is: { converting: ['a', 'a b'], others: [] },
    why: 'unless told to add up',
  },
  { told: 'a@0 a@0.02', days: [1], is: { converting: ['a'], others: [] }, why: 'the same touch twice' },
  {
    told: 'a@0 b@0.01 a@0.02',
    days: [1],
    is: { converting: ['a b'], others: [] },
    why: 'with another between',
  },
  { told: 'a@0 a@0.021', days: [1], is: { converting: ['a a'], others: [] }, why: 'half an hour is over' },
  {
    told: 'a@0 a@0.5 b@0.6 a@0.7',
    days: [1],
    rules: { collapse: true },
    is: { converting: ['a b a'], others: [] },
    why: 'repeats in a row are one',
  },
  {
    told: 'direct@0 a@0.5 direct@0.7',
    days: [1],
    rules: { direct: 'drop-unless-only' },
    is: { converting: ['a'], others: [] },
    why: 'direct says nothing beside others',
  },
  {
    told: 'direct@0 direct@0.7',
    days: [1],
    rules: { direct: 'drop-unless-only' },
    is: { converting: ['direct direct'], others: [] },
    why: 'alone it stays',
  },
  {
    told: 'direct@0 a@0.5 direct@0.7',
    days: [1],
    rules: { direct: 'drop-if-last' },
    is: { converting: ['direct a'], others: [] },
    why: 'only at the end',
  },
  {
    told: 'a@0 b@29 c@60',
    days: [],
    is: { converting: [], others: ['a b', 'c'] },
    why: 'a month of silence cuts',
  },
  {
    told: 'a@-60 b@2 c@3',
    days: [1],
    is: { converting: [''], others: ['a', 'b c'] },
    why: 'a conversion cuts',
  },
])('$told, converted on $days: $is ($why)', ({ told, days, rules, is }) => {
  expect(read(told, days, rules)).toEqual(is)
})

test.each([
  {
    before: '2026-09-25T12:00:00+02:00',
    hours: 24 * 30 + 1,
    why: 'the clocks went back: 30 civil days are an hour longer',
  },
  { before: '2026-02-27T12:00:00+01:00', hours: 24 * 30 - 1, why: 'they went forward: an hour shorter' },
])('looks back over civil days ($why)', ({ before, hours }) => {
  const first = at(before)
  const inside = first + hours * HOUR_MS
  const paths = (conversion: number) =>
    toPersonPaths([{ channel: 'a', at: first }], [conversion], { rules: PATH_RULES, zone: 'Europe/Madrid' })
  const long = at('2026-10-25T12:00:00+01:00') - at('2026-09-25T12:00:00+02:00')
  expect(long).toBe((24 * 30 + 1) * HOUR_MS)
  expect(paths(inside).converting.map(names)).toEqual(['a'])
  expect(paths(inside + 1).converting.map(names)).toEqual([''])
})

test('every counted touch is in exactly one path, as long as each conversion begins anew', () => {
  const anyDays = fc.array(fc.double({ min: 0, max: 90, noNaN: true }), { maxLength: 8 })
  const anyTouches = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'direct'), fc.double({ min: 0, max: 90, noNaN: true })),
  )
  fc.assert(
    fc.property(anyTouches, anyDays, (told, days) => {
      const own = told.map(([channel, day]): Touch => ({ channel, at: DAY0 + Math.floor(day * DAY_MS) }))
      own.sort((a, b) => a.at - b.at)
      const conversions = days.map((day) => DAY0 + Math.floor(day * DAY_MS)).sort((a, b) => a - b)
      const rules = { ...PATH_RULES, dedupeMs: 0 }
      const { converting, others } = toPersonPaths(own, conversions, { rules, zone })
      const found = [...converting.flat(), ...others.flat()]
      expect(found.toSorted((a, b) => own.indexOf(a) - own.indexOf(b))).toEqual(own)
    }),
  )
})
