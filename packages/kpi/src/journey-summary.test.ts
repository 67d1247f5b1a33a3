import { expect, test } from 'vitest'
import { summariseJourney } from './journey-summary.ts'
import { recountRollups } from './recount.ts'
import { toFacts } from './testing/sample-history.ts'
import type { SampleRun } from './testing/sample-history.ts'
import { at, DAY_MS, HOUR_MS, SAMPLE_FRAME } from './testing/sample-journey.ts'

const FIRST = at('2026-05-04T08:00:00Z')
const WINS = [
  { stayMs: 0, way: 0 },
  { stayMs: HOUR_MS, way: 0 },
  { stayMs: 0, way: 0 },
]

function summarise(runs: readonly SampleRun[], asOf: number, versionId = SAMPLE_FRAME.versionId) {
  const entries = runs.map((run) => {
    const frame = { ...SAMPLE_FRAME, versionId }
    return { kind: 'run', frame, facts: toFacts(run), isFirstRun: true } as const
  })
  const window = { from: '2026-05-03', to: '2026-05-06' }
  return summariseJourney({ frame: SAMPLE_FRAME, rollups: recountRollups(entries), window, asOf })
}

const RUNS: readonly SampleRun[] = [
  { enteredAt: FIRST, entryNumber: 1, moves: WINS },
  { enteredAt: FIRST, entryNumber: 1, moves: [] },
  { enteredAt: FIRST + DAY_MS, entryNumber: 1, moves: [{ stayMs: 0, way: 0 }] },
  { enteredAt: FIRST + DAY_MS, entryNumber: 2, moves: [] },
]

test('sums a journey up: people per stage, the goal, its trend, and who is inside', () => {
  const { stages, goal, trend, insideNow } = summarise(RUNS, FIRST + 60 * DAY_MS)
  expect(stages.map(({ people }) => people)).toEqual([3, 2, 1])
  expect(goal).toMatchObject({ numerator: 1, denominator: 3 })
  expect(trend).toEqual([null, 0.5, 0])
  expect(insideNow).toBe(3)
})

test('the trend shows young days as they stand; the goal waits until they are mature', () => {
  const { goal, trend } = summarise(RUNS, FIRST + 2 * DAY_MS)
  expect(goal).toMatchObject({ value: null, flags: ['no_data', 'immature', 'small_n'] })
  expect(trend).toEqual([null, 0.5, 0])
})

test('people inside an older version are inside', () => {
  expect(summarise(RUNS, FIRST + 60 * DAY_MS, 'an-older-version').insideNow).toBe(3)
})
