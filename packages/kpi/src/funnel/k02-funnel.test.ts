import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FunnelEvent, FunnelOrder, FunnelTerms } from './funnel-shape.ts'
import { FUNNEL_ORDERS } from './funnel-shape.ts'
import { measureFunnel } from './k02-funnel.ts'

const HOUR_MS = 3_600_000
const FRAME = { window: { from: 0, to: 1_000 * HOUR_MS }, asOf: 1_000 * HOUR_MS }
const TERMS: FunnelTerms = {
  steps: ['A', 'B', 'C'],
  order: 'ordered',
  window: { days: 0, exactMs: 10 * HOUR_MS },
  zone: 'UTC',
  isComplete: true,
}

/** `A0 B3` is A at hour 0 and B at hour 3, of one person; persons are parted by `|`. */
function tell(log: string): readonly FunnelEvent[] {
  return log.split('|').flatMap((person, index) =>
    person
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => ({
        personId: `p${index}`,
        name: word.slice(0, 1),
        at: Math.round(Number(word.slice(1)) * HOUR_MS),
      })),
  )
}

function persons(log: string, terms: Partial<FunnelTerms> = {}): readonly number[] {
  return measureFunnel(tell(log), { ...TERMS, ...terms }, FRAME).steps.map(({ persons }) => persons)
}

test.each<{ log: string; terms?: Partial<FunnelTerms>; reached: number[]; why: string }>([
  { log: '', reached: [0, 0, 0], why: 'nobody' },
  { log: 'B1 C2', reached: [0, 0, 0], why: 'without the first step nobody is in' },
  { log: 'A0 B1 C2', reached: [1, 1, 1], why: 'all the way' },
  { log: 'A0 C1 B2', reached: [1, 1, 0], why: 'C came too early' },
  { log: 'A0 X1 B2 X3 C4', reached: [1, 1, 1], why: 'anything may lie between' },
  { log: 'A0 B1 C10', reached: [1, 1, 1], why: 'the end of the window is included' },
  { log: 'A0 B1 C10.001', reached: [1, 1, 0], why: 'and nothing after it' },
  { log: 'A0 B1 A5 C12', reached: [1, 1, 0], why: 'B belongs to the first attempt alone' },
  { log: 'A0 A5 B6 C12', reached: [1, 1, 1], why: 'the later attempt still has time' },
  { log: 'A0 B1 A20 B21 C22', reached: [1, 1, 1], why: 'the best attempt counts' },
  { log: 'A0 B1 C2 A20', reached: [1, 1, 1], why: 'a worse attempt afterwards takes nothing away' },
  { log: 'C3 B3 A3', reached: [1, 1, 1], why: 'events of one instant count in the order of the steps' },
  { log: 'A0 B1 | A0 | B0', reached: [2, 1, 0], why: 'persons do not mix' },
  { log: 'A0 A0 A0', reached: [1, 0, 0], why: 'a person counts once' },
  { log: 'A0', terms: { steps: ['A', 'A'] }, reached: [1, 0], why: 'a step asked for twice must come twice' },
  { log: 'A0 A1', terms: { steps: ['A', 'A'] }, reached: [1, 1], why: 'and here it does' },
  { log: 'A0 B1 A2', terms: { steps: ['A', 'B', 'A'] }, reached: [1, 1, 1], why: 'there and back' },
  { log: 'A0', terms: { steps: ['A'] }, reached: [1], why: 'one step is a funnel too' },
])('ordered: $log reaches $reached ($why)', ({ log, terms, reached }) => {
  expect(persons(log, terms)).toEqual(reached)
})

test.each([
  { log: 'A0 B1 C2', reached: [1, 1, 1], why: 'nothing between' },
  { log: 'A0 X1 B2 C3', reached: [1, 0, 0], why: 'any other event ends the attempt' },
  { log: 'A0 A1 B2 C3', reached: [1, 1, 1], why: 'the second A begins anew' },
  { log: 'A0 B1 B2 C3', reached: [1, 1, 0], why: 'a step again is another event' },
  {
    log: 'A0 X1 B1 C2',
    reached: [1, 1, 0],
    why: 'in one instant the step comes first, and then X ends the attempt',
  },
  { log: 'A1 X1 B1 C1', reached: [1, 1, 1], why: 'in one instant the steps come first' },
  { log: 'A0 B1 C11', reached: [1, 1, 0], why: 'the window holds here too' },
])('strict: $log reaches $reached ($why)', ({ log, reached }) => {
  expect(persons(log, { order: 'strict' })).toEqual(reached)
})

test.each([
  { log: 'C0 B1 A2', reached: [1, 1, 1], why: 'backwards' },
  { log: 'B0', reached: [1, 0, 0], why: 'any step begins' },
  { log: 'B0 B1 B2', reached: [1, 0, 0], why: 'the same step again is no other step' },
  { log: 'B0 A9 C11', reached: [1, 1, 0], why: 'counted from the first event of the attempt' },
  { log: 'B0 A9 C11 B12', reached: [1, 1, 1], why: 'a later attempt has all three in time' },
  { log: 'X0', reached: [0, 0, 0], why: 'nothing that is asked for' },
])('unordered: $log reaches $reached ($why)', ({ log, reached }) => {
  expect(persons(log, { order: 'unordered' })).toEqual(reached)
})

test('an unordered step asked for twice must come twice', () => {
  const terms = { order: 'unordered', steps: ['A', 'B', 'A'] } as const
  expect(persons('A0 B1', terms)).toEqual([1, 1, 0])
  expect(persons('A0 B1 A2', terms)).toEqual([1, 1, 1])
})

test.each<{ log: string; order?: FunnelOrder; reached: number[]; excluded: number; why: string }>([
  { log: 'A0 X1 B2', reached: [0, 0, 0], excluded: 1, why: 'between its steps it ends the attempt' },
  { log: 'X0 A1 B2', reached: [1, 1, 0], excluded: 0, why: 'before them it does nothing' },
  { log: 'A0 B1 X2 C3', reached: [1, 1, 1], excluded: 0, why: 'after them neither' },
  { log: 'A0 X1 A2 B3', reached: [1, 1, 0], excluded: 0, why: 'the next attempt is not concerned' },
  {
    log: 'A0 X11 A12',
    reached: [1, 0, 0],
    excluded: 0,
    why: 'an attempt whose time is over has ended by itself',
  },
  { log: 'A0 X0 B1', reached: [0, 0, 0], excluded: 1, why: 'in one instant it comes after the step' },
  { log: 'A0 B1 X1', reached: [1, 1, 0], excluded: 0, why: 'and B was there already' },
  {
    log: 'B0 X1 A2',
    order: 'unordered',
    reached: [1, 0, 0],
    excluded: 0,
    why: 'only the attempt of A is left',
  },
  {
    log: 'A0 X1 B2',
    order: 'strict',
    reached: [0, 0, 0],
    excluded: 1,
    why: 'strict: it is worse than any other',
  },
])(
  'excluding X between 1 and 2, $log reaches $reached ($why)',
  ({ log, order = 'ordered', reached, excluded }) => {
    const exclusions = [{ name: 'X', after: 1, before: 2 }]
    const funnel = measureFunnel(tell(log), { ...TERMS, order, exclusions }, FRAME)
    expect(funnel.steps.map(({ persons }) => persons)).toEqual(reached)
    expect(funnel.excluded).toBe(excluded)
  },
)

test('days of a window are civil days: 14 of them over the change of clocks are an hour short', () => {
  const terms = { steps: ['A', 'B'], window: { days: 14, exactMs: 0 }, zone: 'Europe/Madrid' }
  const from = Date.parse('2026-03-20T09:00:00+01:00')
  const end = Date.parse('2026-04-03T09:00:00+02:00')
  const reach = (at: number): readonly number[] =>
    measureFunnel(
      [
        { personId: 'p', name: 'A', at: from },
        { personId: 'p', name: 'B', at },
      ],
      { ...TERMS, ...terms },
      FRAME,
    ).steps.map(({ persons }) => persons)
  expect([reach(end), reach(end + 1)]).toEqual([
    [1, 1],
    [1, 0],
  ])
})

test('conversion, and the mean and median times of the attempts that count', () => {
  const { steps } = measureFunnel(tell('A0 B2 C3 | A0 B4 | A0 A1 B9 | A0'), TERMS, FRAME)
  expect(steps.map(({ fromFirst }) => fromFirst.value)).toEqual([1, 0.75, 0.25])
  expect(steps.map(({ fromPrevious }) => fromPrevious.value)).toEqual([1, 0.75, 1 / 3])
  expect(steps[0]).toMatchObject({ sincePrevious: null, sinceFirst: null })
  expect(steps[1]?.sincePrevious?.median.value).toBe(4 * HOUR_MS)
  expect(steps[1]?.sincePrevious?.mean.value).toBeCloseTo(((2 + 4 + 8) / 3) * HOUR_MS, 6)
  expect(steps[2]?.sinceFirst?.median).toMatchObject({ value: 3 * HOUR_MS, n: 1, status: 'small_n' })
})

test('people whose first window is open are counted and in no rate, converted or not', () => {
  const log = 'A0 B1 | A0 | A995 B996 | A995'
  const funnel = measureFunnel(tell(log), { ...TERMS, steps: ['A', 'B'], isComplete: false }, FRAME)
  expect(funnel).toMatchObject({ open: 2, persons: 4 })
  expect(funnel.steps[1]).toMatchObject({
    persons: 2,
    fromFirst: { value: 0.5, denominator: 2, status: 'immature', flags: ['immature', 'small_n'] },
  })
})

test('an empty log has no rate and no time', () => {
  const { steps } = measureFunnel([], TERMS, FRAME)
  for (const { fromFirst, sinceFirst } of steps) {
    expect(fromFirst).toMatchObject({ value: null, status: 'no_data' })
    expect(sinceFirst?.median.status ?? 'no_data').toBe('no_data')
  }
})

test.each<{ terms: Partial<FunnelTerms>; says: RegExp }>([
  { terms: { steps: [] }, says: /at least one step/ },
  { terms: { exclusions: [{ name: 'B', after: 1, before: 2 }] }, says: /is a step/ },
  { terms: { exclusions: [{ name: 'X', after: 2, before: 2 }] }, says: /between two steps/ },
  { terms: { exclusions: [{ name: 'X', after: 1, before: 4 }] }, says: /from 1 to 3/ },
])('refuses what cannot be asked ($says)', ({ terms, says }) => {
  expect(() => persons('A0', terms)).toThrow(says)
})

const EVENTS = fc
  .array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'X'), fc.integer({ min: 0, max: 14 })), { maxLength: 9 })
  .map((told) => told.map(([name, hour]) => ({ personId: 'p', name, at: hour * HOUR_MS })))
const STEPS = fc.constantFrom(['A', 'B', 'C'], ['A', 'B'], ['A'], ['B', 'C'])
const EXCLUSIONS = fc.constantFrom([], [{ name: 'X', after: 1, before: 2 }])

test('what is found is what trying every attempt by hand finds', () => {
  fc.assert(
    fc.property(
      EVENTS,
      fc.record({ steps: STEPS, order: fc.constantFrom(...FUNNEL_ORDERS), exclusions: EXCLUSIONS }),
      (events, asked) => {
        const exclusions = asked.steps.length > 1 ? asked.exclusions : []
        const terms = { ...TERMS, ...asked, exclusions }
        const found = measureFunnel(events, terms, FRAME).steps.filter(({ persons }) => persons > 0).length
        expect(found).toBe(tryEveryAttempt(events, terms))
      },
    ),
    { numRuns: 3_000 },
  )
})

test('unordered reaches at least what ordered does, and ordered what strict does; longer windows reach further', () => {
  fc.assert(
    fc.property(EVENTS, STEPS, fc.integer({ min: 0, max: 14 }), (events, steps, hours) => {
      const reach = (order: FunnelOrder, exactMs: number): number =>
        measureFunnel(events, { ...TERMS, steps, order, window: { days: 0, exactMs } }, FRAME).steps.filter(
          ({ persons }) => persons > 0,
        ).length
      const [strict = 0, ordered = 0, unordered = 0] = (['strict', 'ordered', 'unordered'] as const).map(
        (order) => reach(order, hours * HOUR_MS),
      )
      expect(ordered).toBeGreaterThanOrEqual(strict)
      expect(unordered).toBeGreaterThanOrEqual(ordered)
      for (const order of FUNNEL_ORDERS)
        expect(reach(order, (hours + 1) * HOUR_MS)).toBeGreaterThanOrEqual(reach(order, hours * HOUR_MS))
    }),
  )
})

test('the order in which events are told changes nothing', () => {
  fc.assert(
    fc.property(
      EVENTS.chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      ),
      fc.constantFrom(...FUNNEL_ORDERS),
      ([events, shuffled], order) => {
        const terms = { ...TERMS, order, exclusions: [{ name: 'X', after: 1, before: 3 }] }
        expect(measureFunnel(shuffled, terms, FRAME)).toEqual(measureFunnel(events, terms, FRAME))
      },
    ),
  )
})

/** How many steps the best attempt reaches: each attempt followed for itself, event by event. */
function tryEveryAttempt(events: readonly FunnelEvent[], terms: FunnelTerms): number {
  const { steps, order, window, exclusions = [] } = terms
  const rank = (name: string): number => (steps.includes(name) ? steps.indexOf(name) : name === 'X' ? 9 : 8)
  const sorted = events.toSorted((one, other) => one.at - other.at || rank(one.name) - rank(other.name))
  const ends = sorted.map((first, start) => {
    const missing = new Set(steps)
    const begins = order === 'unordered' ? missing.delete(first.name) : first.name === steps[0]
    if (!begins) return 0
    let reached = 1
    for (const { name, at } of sorted.slice(start + 1)) {
      if (at - first.at > window.exactMs) break
      const isKilled = exclusions.some(
        (one) => one.name === name && one.after <= reached && reached < one.before,
      )
      if (isKilled) return 0
      const isNext = order === 'unordered' ? missing.delete(name) : name === steps[reached]
      if (isNext) reached += 1
      else if (order === 'strict') break
      if (reached === steps.length) break
    }
    return reached
  })
  return Math.max(0, ...ends)
}
