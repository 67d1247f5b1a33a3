import type { NodeMeasures } from '@periplo/kpi'
import type { Measure } from '@periplo/model'
import { expect, test } from 'vitest'
import { countLost, divideEntries, findWorstLeak } from './losses.ts'
import { BROADEST_LINE, legendPeople, lineWidthOf, LOSS_STEPS, stepOf } from './scales.ts'

const WINDOW = { from: 0, to: 0 }

function measureOf(value: number | null, flags: Measure['flags'] = []): Measure {
  const counts = { numerator: null, denominator: null, n: 1000, interval: null }
  const frame = { window: WINDOW, asOf: 0, definitionVersion: 'K03.1' }
  return { value, unit: 'rate', ...counts, status: flags[0] ?? 'ok', flags, ...frame }
}

function nodeWith(
  abandoned: number,
  over: { flags?: Measure['flags']; value?: number | null } = {},
): NodeMeasures {
  const some = measureOf(1)
  return {
    entered: 1000,
    left: 600,
    ended: 0,
    movedIn: 0,
    movedOut: 0,
    inside: 400,
    dropOff: measureOf(over.value === undefined ? 0.5 : over.value, over.flags),
    dropOffByReason: { abandoned, exited: 10, suppressed: 0, error: 0 },
    immature: 0,
    dwell: { p50: some, p75: some, p90: some, p95: some },
    medianWithInside: some,
    stuck: some,
    sends: some,
    messages: { refused: 0, sent: 0, failed: 0, delivered: 0, bounced: 0, opened: 0, clicked: 0 },
    refusedByReason: {},
  }
}

test.each([
  { value: 0, step: 0, why: 'nothing lost' },
  { value: 0.0099, step: 0, why: 'just under one per cent' },
  { value: 0.01, step: 1, why: 'a bound belongs to the upper step' },
  { value: 0.39, step: 2, why: 'between' },
  { value: 0.4, step: 3, why: 'a bound' },
  { value: 1, step: 4, why: 'everybody' },
])('a drop-off of $value stands on step $step ($why)', ({ value, step }) => {
  expect(stepOf(value, LOSS_STEPS)).toBe(step)
})

test('the breadth of an edge is linear in people down to what can be seen', () => {
  expect(lineWidthOf(1000, 1000)).toBe(BROADEST_LINE)
  expect(lineWidthOf(500, 1000)).toBe(BROADEST_LINE / 2)
  expect(lineWidthOf(0, 1000)).toBe(1.5)
})

test.each([
  { busiest: 24_860, people: 10_000 },
  { busiest: 1, people: 1 },
  { busiest: 900, people: 200 },
])('the legend shows a round number for $busiest people: $people', ({ busiest, people }) => {
  expect(legendPeople(busiest)).toBe(people)
})

test('the worst leak loses the most people by abandonment among those with enough of them', () => {
  const nodes = {
    small: nodeWith(900, { flags: ['small_n'] }),
    unknown: nodeWith(800, { value: null }),
    worst: nodeWith(300),
    second: nodeWith(299),
  }
  expect(findWorstLeak(nodes)).toBe('worst')
  expect(findWorstLeak({ calm: nodeWith(0) })).toBeUndefined()
})

test('who came is either gone on, lost or inside', () => {
  const measures = nodeWith(300)
  const { onward, lost, inside } = divideEntries(measures)
  expect(lost).toBe(countLost(measures))
  expect(onward + lost + inside).toBe(1000)
})
