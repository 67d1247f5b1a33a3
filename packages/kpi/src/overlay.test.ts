import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact, Measure, NodeId, Rollup } from '@periplo/model'
import { COUNTERS, isCounter } from './counters.ts'
import { retractFirstRun } from './k01-stage-conversion.ts'
import { toOverlay } from './overlay.ts'
import type { Overlay } from './overlay-shape.ts'
import { toReadDays } from './reading.ts'
import { recountRollups } from './recount.ts'
import { toRollupDeltas } from './rollup-deltas.ts'
import { sumDeltas } from './sum-deltas.ts'
import { toFacts } from './testing/sample-history.ts'
import type { Move, SampleRun } from './testing/sample-history.ts'
import { at, DAY_MS, HOUR_MS, SAMPLE_DEFINITION, SAMPLE_FRAME } from './testing/sample-journey.ts'

const SPRING = { from: '2026-03-01', to: '2027-06-01' }
const STAYS_MS = [0, 1, HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS, 9 * DAY_MS, 9 * DAY_MS + 1, 31 * DAY_MS]
const REASONS = ['goal', 'exit-rule', 'refused', 'error', 'withdrawn', 'merged', 'erased'] as const

const moves: fc.Arbitrary<Move> = fc.record({
  stayMs: fc.constantFrom(...STAYS_MS),
  way: fc.oneof({ weight: 6, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.constantFrom(...REASONS) }),
})

/** Any run that began in spring 2026, across the change of the clocks in Madrid. */
const anyRun: fc.Arbitrary<SampleRun> = fc.record({
  enteredAt: fc.integer({ min: at('2026-03-20T00:00:00Z'), max: at('2026-04-05T00:00:00Z') }),
  entryNumber: fc.constantFrom(1, 1, 1, 2),
  moves: fc.array(moves, { maxLength: 12 }),
})
const runs = fc.array(anyRun, { maxLength: 25 })
const moments = fc.integer({ min: at('2026-03-20T00:00:00Z'), max: at('2027-06-01T00:00:00Z') })

const toRun = (run: SampleRun) =>
  ({ kind: 'run', frame: SAMPLE_FRAME, facts: toFacts(run), isFirstRun: true }) as const
const toRollups = (all: readonly SampleRun[]): readonly Rollup[] => recountRollups(all.map(toRun))
const overlayOf = (rollups: readonly Rollup[], asOf: number, window = SPRING): Overlay =>
  toOverlay({ frame: SAMPLE_FRAME, rollups, window, asOf })

/** Where a run stands after its last fact, or undefined if it is over. */
function findInside(facts: readonly Fact[]): NodeId | undefined {
  const last = facts.findLast((fact) => fact.kind === 'node-entered' || fact.kind === 'enrollment-ended')
  return last?.kind === 'node-entered' ? last.node : undefined
}

function listMeasures(overlay: Overlay): readonly Measure[] {
  const nodes = Object.values(overlay.nodes)
  const stages = Object.values(overlay.stages)
  return [
    overlay.journey.goal,
    ...nodes.flatMap(({ dropOff, stuck, dwell }) => [dropOff, stuck, ...Object.values(dwell)]),
    ...Object.values(overlay.edges).map(({ share }) => share),
    ...stages.flatMap(({ conversion, dropOff, dwell }) => [conversion, dropOff, ...Object.values(dwell)]),
  ].filter((measure) => measure !== null)
}

test('flow is conserved: entered = left + ended + inside, at every node', () => {
  fc.assert(
    fc.property(runs, moments, (all, asOf) => {
      const overlay = overlayOf(toRollups(all), asOf)
      const standing = all.map((run) => findInside(toFacts(run)))
      for (const [id, node] of Object.entries(overlay.nodes)) {
        expect(node.entered).toBe(node.left + node.ended + node.inside)
        expect(node.inside).toBe(standing.filter((where) => where === id).length)
        const outgoing = SAMPLE_DEFINITION.edges.filter(({ from }) => from === id)
        const people = outgoing.map(({ from, port }) => overlay.edges[`${from}:${port}`]?.people ?? 0)
        expect(people.reduce((sum, count) => sum + count, 0)).toBe(node.left)
      }
      expect(overlay.journey.inside).toBe(standing.filter((where) => where !== undefined).length)
      expect(overlay.journey.entered).toBe(all.length)
    }),
  )
})

test('every entry has one fate: kept, lost, late, removed or inside', () => {
  fc.assert(
    fc.property(runs, (all) => {
      const sums = new Map<string, number>()
      for (const { subject, counter, total } of toRollups(all)) {
        sums.set(`${subject} ${counter}`, (sums.get(`${subject} ${counter}`) ?? 0) + total)
      }
      const fates = [
        'kept',
        'late',
        'removed',
        'lost-abandoned',
        'lost-exited',
        'lost-suppressed',
        'lost-error',
      ]
      for (const [id, node] of SAMPLE_FRAME.nodes) {
        if (node.ends) continue
        const countOf = (counter: string): number => sums.get(`node:${id} ${counter}`) ?? 0
        const decided = fates.reduce((sum, fate) => sum + countOf(fate), 0)
        expect(decided).toBe(countOf('left') + countOf('ended'))
      }
    }),
  )
})

test('reasons add up to what was lost, and edges and losses to no more than entered', () => {
  fc.assert(
    fc.property(runs, moments, (all, asOf) => {
      const overlay = overlayOf(toRollups(all), asOf)
      for (const { dropOff, dropOffByReason, immature, entered } of Object.values(overlay.nodes)) {
        const reasons = Object.values(dropOffByReason).reduce((sum, count) => sum + count, 0)
        expect(reasons).toBe(dropOff.numerator)
        expect((dropOff.denominator ?? 0) + immature).toBeLessThanOrEqual(entered)
      }
    }),
  )
})

test('every measure is complete: in range, inside its interval, null only without data', () => {
  fc.assert(
    fc.property(runs, moments, (all, asOf) => {
      for (const measure of listMeasures(overlayOf(toRollups(all), asOf))) {
        const { value, unit, n, denominator, interval, status, flags } = measure
        expect(status).toBe(flags[0] ?? 'ok')
        expect(flags.includes('small_n')).toBe(n < 30)
        if (unit === 'rate') expect(value === null).toBe(denominator === 0)
        if (value === null) continue
        expect(Number.isFinite(value)).toBe(true)
        if (unit === 'rate') expect(value >= 0 && value <= 1).toBe(true)
        if (interval) expect(value >= interval.lo - 1e-9 && value <= interval.hi + 1e-9).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})

test('deltas committed one by one, in any order, agree with a recount', () => {
  const shuffled = runs.chain((all) => {
    const facts = all.flatMap((run) => toFacts(run))
    return fc.tuple(fc.constant(all), fc.shuffledSubarray(facts, { minLength: facts.length }))
  })
  fc.assert(
    fc.property(shuffled, ([all, facts]) => {
      const deltas = sumDeltas(facts.flatMap((fact) => toRollupDeltas(SAMPLE_FRAME, [fact])))
      expect(deltas.map(({ by, ...key }) => ({ ...key, total: by }))).toEqual(toRollups(all))
    }),
  )
})

test('the order of runs and of rollups changes nothing', () => {
  fc.assert(
    fc.property(runs, moments, (all, asOf) => {
      const rollups = toRollups(all)
      expect(toRollups(all.toReversed())).toEqual(rollups)
      expect(overlayOf(rollups.toReversed(), asOf)).toEqual(overlayOf(rollups, asOf))
    }),
    { numRuns: 30 },
  )
})

test('a merge that takes a first run back agrees with a recount that knows of it', () => {
  fc.assert(
    fc.property(anyRun, anyRun, (kept, merged) => {
      const facts = toFacts(merged)
      const goal = facts.find((fact) => fact.kind === 'goal-reached')
      const stages = facts.flatMap((fact) => (fact.kind === 'stage-entered' ? [[fact.stage, fact.at]] : []))
      const { enteredAt, entryNumber } = merged
      const run = {
        enteredAt,
        entryNumber,
        stages: Object.fromEntries(stages),
        convertedAt: goal?.at ?? null,
      }
      const committed = sumDeltas([
        ...toRollupDeltas(SAMPLE_FRAME, [...toFacts(kept), ...facts]),
        ...retractFirstRun(SAMPLE_FRAME, run),
      ])
      const recounted = recountRollups([toRun(kept), { ...toRun(merged), isFirstRun: false }])
      expect(committed.map(({ by, ...key }) => ({ ...key, total: by }))).toEqual(recounted)
    }),
  )
})

test('only known counters are ever counted, and cohorts on the day of entry', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      for (const { counter } of toRollupDeltas(SAMPLE_FRAME, toFacts(run)))
        expect(isCounter(counter)).toBe(true)
    }),
  )
  expect(isCounter('constructor')).toBe(false)
  expect(isCounter('net-researched-sku:EUR')).toBe(true)
  expect(COUNTERS.kept).toBe('entry')
})

test('an empty journey shows every node, edge and stage, and no data', () => {
  const overlay = overlayOf([], at('2026-05-01T00:00:00Z'))
  expect(Object.keys(overlay.nodes)).toEqual(SAMPLE_DEFINITION.nodes.map(({ id }) => id))
  expect(Object.keys(overlay.edges)).toHaveLength(SAMPLE_DEFINITION.edges.length)
  expect(listMeasures(overlay).every(({ status, value }) => status === 'no_data' && value === null)).toBe(
    true,
  )
  expect(overlay.stages['consideration']?.verdict).toBe('unclear')
  expect(overlay.stages['awareness']?.verdict).toBe('no-target')
})

test('days outside the window, other versions and other journeys are not shown', () => {
  const facts = toFacts({ enteredAt: at('2026-05-03T22:30:00Z'), entryNumber: 1, moves: [] })
  const rollups = recountRollups([{ kind: 'run', frame: SAMPLE_FRAME, facts, isFirstRun: true }])
  const strangers = rollups.flatMap((rollup) => [
    { ...rollup, versionId: 'another' },
    { ...rollup, journeyId: 'another' },
  ])
  const entered = (from: string, to: string): number =>
    overlayOf([...rollups, ...strangers], at('2026-06-01T00:00:00Z'), { from, to }).journey.entered
  expect(entered('2026-05-04', '2026-05-05')).toBe(1)
  expect(entered('2026-05-03', '2026-05-04')).toBe(0)
  expect(entered('2026-05-05', '2026-06-01')).toBe(0)
})

test.each([
  { way: 0, counts: { left: 1, ended: 0 }, why: 'left' },
  { way: 'error', counts: { left: 0, ended: 1 }, why: 'ended' },
] as const)('an entry that $why days later counts for the day it came', ({ way, counts }) => {
  const run = { enteredAt: at('2026-05-04T10:00:00Z'), entryNumber: 1 }
  const rollups = toRollups([
    {
      ...run,
      moves: [
        { stayMs: 0, way: 0 },
        { stayMs: 2 * DAY_MS, way },
      ],
    },
  ])
  const waitOn = (from: string, to: string) =>
    overlayOf(rollups, at('2026-08-01T00:00:00Z'), { from, to }).nodes['wait']
  expect(waitOn('2026-05-04', '2026-05-05')).toMatchObject({
    entered: 1,
    inside: 0,
    ...counts,
    dwell: { p50: { n: 1 } },
  })
  expect(waitOn('2026-05-05', '2026-05-08')).toMatchObject({
    entered: 0,
    left: 0,
    ended: 0,
    dwell: { p50: { n: 0 } },
  })
})

test('what became of messages stands on its own day, refusals with their reason', () => {
  const now = at('2026-05-04T10:00:00Z')
  const told = (outcome: 'sent' | 'refused', reason?: string): Fact => ({
    kind: 'message',
    at: now,
    node: 'note',
    outcome,
    sendKey: 'k',
    ...(reason === undefined ? {} : { reason }),
  })
  const facts = [
    told('sent'),
    told('refused', 'consent-denied'),
    told('refused', 'constructor'),
    told('refused'),
  ]
  const { nodes } = overlayOf(
    recountRollups([{ kind: 'run', frame: SAMPLE_FRAME, facts, isFirstRun: true }]),
    now,
  )
  expect(nodes['note']).toMatchObject({
    messages: { sent: 1, refused: 3, failed: 0, delivered: 0, bounced: 0, opened: 0, clicked: 0 },
    refusedByReason: { 'consent-denied': 1, other: 2 },
  })
})

test('the days to read cover the window and 90 days of stays', () => {
  const asOf = { asOf: at('2026-05-31T10:00:00Z'), zone: 'Europe/Madrid' }
  expect(toReadDays({ from: '2026-05-01', to: '2026-05-15' }, asOf)).toEqual({
    from: '2026-03-03',
    to: '2026-06-01',
  })
  expect(toReadDays({ from: '2026-01-01', to: '2026-07-01' }, asOf)).toEqual({
    from: '2026-01-01',
    to: '2026-07-01',
  })
})

test('a fact about a node the version does not have is a bug', () => {
  const fact: Fact = { kind: 'node-entered', at: DAY_MS, node: 'nowhere', visit: 1 }
  expect(() => toRollupDeltas(SAMPLE_FRAME, [fact])).toThrow('no node nowhere')
})
