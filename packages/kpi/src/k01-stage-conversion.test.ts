import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toOverlay } from './overlay.ts'
import { recountRollups } from './recount.ts'
import { retractFirstRun } from './k01-stage-conversion.ts'
import { toRollupDeltas } from './rollup-deltas.ts'
import { sumDeltas } from './sum-deltas.ts'
import type { Fact, Instant, Rollup, RollupDelta } from '@periplo/model'
import { at, DAY_MS, SAMPLE_FRAME } from './testing/sample-journey.ts'

const WINDOW = { from: '2026-03-01', to: '2026-04-01' }
const MUCH_LATER = at('2026-12-01T00:00:00Z')

interface Passage {
  readonly awareness?: string
  readonly consideration?: string
}

/** First entries into stages as facts, in the order given. */
function toStageFacts(order: readonly (readonly [string, Instant])[], entryNumber = 1): readonly Fact[] {
  return order.map(([stage, at], index) => ({
    kind: 'stage-entered',
    at,
    stage,
    entryNumber,
    from: Object.fromEntries(order.slice(0, index)),
  }))
}

function toRollups(facts: readonly Fact[]): readonly Rollup[] {
  return recountRollups([{ kind: 'run', frame: SAMPLE_FRAME, facts, isFirstRun: true }])
}

function read(facts: readonly Fact[], asOf: Instant) {
  const overlay = toOverlay({ frame: SAMPLE_FRAME, rollups: toRollups(facts), window: WINDOW, asOf })
  const [from, to] = [overlay.stages['awareness'], overlay.stages['consideration']]
  if (!from?.conversion || !to) throw new Error('the sample has both stages')
  const { numerator, denominator, value } = from.conversion
  return { people: from.people, numerator, denominator, value, skipped: to.skipped, reached: to.people }
}

test.each<Passage & { counts: readonly number[]; value: number | null; why: string }>([
  { counts: [0, 0, 0, 0, 0], value: null, why: 'nobody: no value, never 0' },
  { awareness: '2026-03-01T10:00+01:00', counts: [1, 0, 1, 0, 0], value: 0, why: 'never went on' },
  {
    awareness: '2026-03-01T10:00+01:00',
    consideration: '2026-03-01T10:00+01:00',
    counts: [1, 1, 1, 0, 1],
    value: 1,
    why: 'in the same instant',
  },
  {
    awareness: '2026-03-01T10:00+01:00',
    consideration: '2026-03-31T10:00+02:00',
    counts: [1, 1, 1, 0, 1],
    value: 1,
    why: 'last moment: 30 civil days, an hour short for the clocks',
  },
  {
    awareness: '2026-03-01T10:00+01:00',
    consideration: '2026-03-31T10:00:00.001+02:00',
    counts: [1, 0, 1, 0, 1],
    value: 0,
    why: 'a millisecond late',
  },
  {
    consideration: '2026-03-05T10:00+01:00',
    counts: [0, 0, 0, 1, 1],
    value: null,
    why: 'closed funnel: the stage before was not seen',
  },
  {
    awareness: '2026-03-06T10:00+01:00',
    consideration: '2026-03-05T10:00+01:00',
    counts: [1, 0, 1, 1, 1],
    value: 0,
    why: 'backwards is no conversion',
  },
])('counts awareness $awareness, consideration $consideration ($why)', (row) => {
  const entries = Object.entries({ awareness: row.awareness, consideration: row.consideration })
    .flatMap(([stage, text]) => (text === undefined ? [] : [[stage, at(text)] as const]))
    .sort(([, a], [, b]) => a - b)
  const { people, numerator, denominator, skipped, reached, value } = read(toStageFacts(entries), MUCH_LATER)
  expect([people, numerator, denominator, skipped, reached]).toEqual(row.counts)
  expect(value).toBe(row.value)
})

test('a second run of the same person counts nobody', () => {
  const again = toStageFacts([['awareness', at('2026-03-01T10:00Z')]], 2)
  expect(toRollupDeltas(SAMPLE_FRAME, again)).toEqual([])
})

test('a cohort day is in the rate once its last moment has had its 30 days', () => {
  const facts = toStageFacts([['awareness', at('2026-03-01T10:00+01:00')]])
  const closesAt = at('2026-04-01T00:00+02:00')
  expect(read(facts, closesAt - 1)).toMatchObject({ people: 1, denominator: 0, value: null })
  expect(read(facts, closesAt)).toMatchObject({ people: 1, denominator: 1, value: 0 })
})

test('the goal counts until the conversion window ends, and of first runs only', () => {
  const enteredAt = at('2026-03-10T12:00:00+01:00')
  const lastMoment = at('2026-04-09T12:00:00+02:00')
  const reach = (at: Instant, entryNumber: number): number =>
    toRollupDeltas(SAMPLE_FRAME, [{ kind: 'goal-reached', at, enteredAt, entryNumber }]).length
  expect([reach(lastMoment, 1), reach(lastMoment + 1, 1), reach(enteredAt, 2)]).toEqual([1, 0, 0])
})

const instants = fc.option(
  fc.integer({ min: 0, max: 40 }).map((days) => at('2026-03-01T10:00Z') + days * DAY_MS),
)
const firstEntries = fc.record({ awareness: instants, consideration: instants, decision: instants })

test('taking a first run back leaves no person counted, whatever it did', () => {
  fc.assert(
    fc.property(firstEntries, instants, (entries, convertedAt) => {
      const seen = Object.entries(entries).flatMap(([stage, at]) =>
        at === null ? [] : [[stage, at] as const],
      )
      const enteredAt = at('2026-03-01T10:00Z')
      const facts: readonly Fact[] = [
        { kind: 'enrollment-entered', at: enteredAt, entryNumber: 1 },
        ...toStageFacts(seen.toSorted(([, a], [, b]) => a - b)),
        ...(convertedAt === null
          ? []
          : [{ kind: 'goal-reached', at: convertedAt, enteredAt, entryNumber: 1 } as const]),
      ]
      const run = { entryNumber: 1, enteredAt, stages: Object.fromEntries(seen), convertedAt }
      const left = sumDeltas([...toRollupDeltas(SAMPLE_FRAME, facts), ...retractFirstRun(SAMPLE_FRAME, run)])
      expect(left.map(({ counter }) => counter)).toEqual(['entered'])
    }),
  )
})

test('taking back a run that was not a first one changes nothing', () => {
  const run = { entryNumber: 2, enteredAt: 0, stages: { awareness: 0 }, convertedAt: 0 }
  expect(retractFirstRun(SAMPLE_FRAME, run)).toEqual([])
})

test('stages passed in one instant count the same in either order', () => {
  const now = at('2026-03-01T10:00Z')
  const count = (...stages: string[]): readonly RollupDelta[] =>
    sumDeltas(toRollupDeltas(SAMPLE_FRAME, toStageFacts(stages.map((stage) => [stage, now] as const))))
  const inOrder = count('awareness', 'consideration', 'decision')
  expect(count('decision', 'consideration', 'awareness')).toEqual(inOrder)
  expect(count('consideration', 'awareness', 'decision')).toEqual(inOrder)
})
