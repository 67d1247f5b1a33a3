import { expect, test } from 'vitest'
import type { Condition } from '../condition/condition.ts'
import { findSegmentFlaw, listSegmentsWithin } from './find-segment-flaw.ts'
import { MAX_SEGMENT_DEPTH, SegmentDraft } from './segment.ts'

const toId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const isIn = (n: number): Condition => ({ op: 'segment', segmentId: toId(n) })
const isGold: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'tier' },
  is: 'equals',
  value: 'gold',
}
const ofEvent: Condition = { op: 'exists', operand: { from: 'event', path: 'sku' } }
const within = { amount: 7, unit: 'days' } as const

/** Each segment names the next: 2 names 3, and so on up to `last`, which asks for gold. */
const toChain = (last: number): ReadonlyMap<string, Condition> =>
  new Map(
    Array.from({ length: last - 1 }, (_, at) => [toId(at + 2), at + 2 === last ? isGold : isIn(at + 3)]),
  )

test.each([
  { rule: isGold, flaw: undefined, why: 'a trait' },
  { rule: { op: 'not', of: isIn(2) }, flaw: undefined, why: 'another segment' },
  {
    rule: { op: 'count', event: 'Seen', filter: ofEvent, within, is: 'at-least', times: 1 },
    flaw: undefined,
    why: 'inside a look back the event at hand is the one looked at',
  },
  { rule: ofEvent, flaw: 'asks-of-a-run', why: 'nobody has an event at hand' },
  { rule: { op: 'audience', audience: 'VIP' }, flaw: 'asks-of-a-run', why: 'runs change it unseen' },
  {
    rule: {
      op: 'count',
      event: 'Seen',
      filter: { op: 'audience', audience: 'VIP' },
      within,
      is: 'at-least',
      times: 1,
    },
    flaw: 'asks-of-a-run',
    why: 'unseen inside a look back, too',
  },
  {
    rule: { op: 'all', of: [isGold, { ...isGold, operand: { from: 'run', path: 'entry_number' } }] },
    flaw: 'asks-of-a-run',
    why: 'nobody has a run, deep inside too',
  },
  {
    rule: { ...isGold, value: { from: 'entry', path: 'tier' } },
    flaw: 'asks-of-a-run',
    why: 'nor on the right side',
  },
  { rule: { ...isGold, value: '' }, flaw: 'incomplete', why: 'nothing to compare with' },
  { rule: { op: 'segment' }, flaw: 'incomplete', why: 'which one?' },
  { rule: isIn(9), flaw: 'unknown-segment', why: 'not there' },
  { rule: isIn(1), flaw: 'circular', why: 'itself' },
  { rule: { op: 'any', of: [isGold, isIn(3)] }, flaw: 'circular', why: 'itself, by way of another' },
] satisfies { rule: Condition; flaw: string | undefined; why: string }[])(
  'the rule of a segment is $flaw ($why)',
  ({ rule, flaw }) => {
    const others = new Map<string, Condition>([
      [toId(1), isGold],
      [toId(2), isGold],
      [toId(3), isIn(1)],
    ])
    expect(findSegmentFlaw({ segmentId: toId(1), rule }, others)).toBe(flaw)
  },
)

test('segments stand inside one another up to a bound, and not beyond it', () => {
  const first = { segmentId: toId(1), rule: isIn(2) }
  expect(findSegmentFlaw(first, toChain(MAX_SEGMENT_DEPTH))).toBeUndefined()
  expect(findSegmentFlaw(first, toChain(MAX_SEGMENT_DEPTH + 1))).toBe('too-large')
})

test('what is made larger from inside is refused where it grows', () => {
  const others = new Map(toChain(MAX_SEGMENT_DEPTH)).set(toId(1), isIn(2)).set(toId(20), isGold)
  const last = { segmentId: toId(MAX_SEGMENT_DEPTH), rule: isIn(20) }
  expect(findSegmentFlaw(last, others)).toBe('too-large')
})

test('segments that name many others many times over are refused at once', () => {
  const layers = Array.from({ length: MAX_SEGMENT_DEPTH }, (_, at) => at + 1)
  const others = new Map(
    layers.map((n): [string, Condition] => [
      toId(n),
      n === 1 ? isGold : { op: 'any', of: Array.from({ length: 50 }, () => isIn(n - 1)) },
    ]),
  )
  const top = { segmentId: toId(MAX_SEGMENT_DEPTH), rule: isIn(MAX_SEGMENT_DEPTH - 1) }
  expect(findSegmentFlaw(top, others)).toBe('too-large')
})

test('a rule lists what it names through others, also in a circle', () => {
  expect(listSegmentsWithin(isIn(2), toChain(4))).toEqual([toId(2), toId(3), toId(4)])
  expect(listSegmentsWithin(isIn(1), new Map([[toId(1), isIn(1)]]))).toEqual([toId(1)])
})

test.each([
  { draft: { name: '', rule: isGold }, why: 'no name' },
  { draft: { name: '   ', rule: isGold }, why: 'a name of nothing' },
  { draft: { name: 'x'.repeat(121), rule: isGold }, why: 'too long a name' },
  { draft: { name: 'Gold' }, why: 'no rule' },
  { draft: { name: 'Gold', rule: { op: 'segment', segmentId: 'gold' } }, why: 'no such id' },
])('is no segment: $why', ({ draft }) => {
  expect(SegmentDraft.safeParse(draft).success).toBe(false)
})
