import { expect, test } from 'vitest'
import type { Instant } from '@periplo/model'
import { toOverlay } from './overlay.ts'
import type { NodeMeasures } from './overlay-shape.ts'
import { recountRollups } from './recount.ts'
import { toFacts } from './testing/sample-history.ts'
import type { Move } from './testing/sample-history.ts'
import { at, DAY_MS, HOUR_MS, SAMPLE_FRAME } from './testing/sample-journey.ts'

const WINDOW = { from: '2026-05-01', to: '2026-06-01' }
const IN_MAY = at('2026-05-04T08:00:00Z')
const TO_WAIT: Move = { stayMs: 0, way: 0 }
const after = (stayMs: number): readonly Move[] => [TO_WAIT, { stayMs, way: 0 }]
const times = <T>(n: number, value: T): readonly T[] => Array.from({ length: n }, () => value)

function readWait(runs: readonly (readonly Move[])[], asOf: Instant, enteredAt = IN_MAY): NodeMeasures {
  const entries = runs.map((moves) => {
    const facts = toFacts({ enteredAt, entryNumber: 1, moves })
    return { kind: 'run', frame: SAMPLE_FRAME, facts, isFirstRun: true } as const
  })
  const rollups = recountRollups(entries)
  const wait = toOverlay({ frame: SAMPLE_FRAME, rollups, window: WINDOW, asOf }).nodes['wait']
  if (!wait) throw new RangeError('the sample has a wait')
  return wait
}

const SOON = IN_MAY + 5 * DAY_MS

test('quantiles are over completed stays, within 1 % and with the edges that hold them', () => {
  const hours = Array.from({ length: 40 }, (_, index) => after((index + 1) * HOUR_MS))
  const { dwell } = readWait([...hours, [TO_WAIT]], SOON)
  expect(dwell.p50).toMatchObject({ n: 40, unit: 'duration', status: 'ok', interval: { method: 'ddsketch' } })
  for (const [quantile, hour] of [
    [dwell.p50, 20],
    [dwell.p75, 30],
    [dwell.p90, 36],
    [dwell.p95, 38],
  ] as const) {
    expect(quantile.value).toBeGreaterThan(hour * HOUR_MS * 0.99)
    expect(quantile.value).toBeLessThan(hour * HOUR_MS * 1.01)
    expect(quantile.interval?.lo).toBeLessThanOrEqual(hour * HOUR_MS)
    expect(quantile.interval?.hi).toBeGreaterThanOrEqual(hour * HOUR_MS * (1 - 1e-9))
  }
})

test.each([
  { runs: [], value: null, status: 'no_data', why: 'nobody' },
  { runs: [[TO_WAIT]], value: null, status: 'no_data', why: 'inside is not a stay' },
  { runs: [after(0)], value: 0, status: 'small_n', why: 'a stay of no length' },
  { runs: [[TO_WAIT, { stayMs: 5, way: 'merged' }]], value: null, status: 'no_data', why: 'merged away' },
] as const)('the median stay is $value, $status ($why)', ({ runs, value, status }) => {
  expect(readWait(runs, SOON).dwell.p50).toMatchObject({ value, status })
})

test.each([
  { runs: [], value: null, flags: ['no_data', 'small_n'], why: 'nobody' },
  {
    runs: [[TO_WAIT]],
    value: null,
    flags: ['immature', 'small_n'],
    why: 'one, and inside: half have not left',
  },
  { runs: [after(HOUR_MS)], value: HOUR_MS, flags: ['small_n'], why: 'one who left' },
  {
    runs: [after(HOUR_MS), after(5 * HOUR_MS), [TO_WAIT]],
    value: 5 * HOUR_MS,
    flags: ['small_n'],
    why: 'the one inside has been there for days: of three two have left by then, and one by the first hour',
  },
  {
    runs: [after(HOUR_MS), [TO_WAIT], [TO_WAIT]],
    value: null,
    flags: ['immature', 'small_n'],
    why: 'two of three are inside',
  },
  {
    runs: [after(HOUR_MS), [TO_WAIT, { stayMs: 5, way: 'merged' as const }]],
    value: HOUR_MS,
    flags: ['small_n'],
    why: 'who was merged away neither stayed nor left',
  },
])('with those inside, half leave within $value ($why)', ({ runs, value, flags }) => {
  const { medianWithInside } = readWait(runs, SOON)
  expect(medianWithInside).toMatchObject({ unit: 'duration', flags })
  if (value === null) expect(medianWithInside.value).toBeNull()
  else expect(Math.abs((medianWithInside.value ?? 0) - value)).toBeLessThanOrEqual(0.01 * value)
})

test('whoever entered today has been inside for no time that is known', () => {
  const sameDay = IN_MAY + 6 * HOUR_MS
  const { medianWithInside } = readWait([after(HOUR_MS), [TO_WAIT], [TO_WAIT]], sameDay)
  expect(medianWithInside).toMatchObject({ n: 3, numerator: 1 })
  expect(medianWithInside.value).toBeGreaterThan(0.99 * HOUR_MS)
})

test('nodes that hold nobody have no stays', () => {
  const facts = toFacts({ enteredAt: IN_MAY, entryNumber: 1, moves: after(HOUR_MS) })
  const rollups = recountRollups([{ kind: 'run', frame: SAMPLE_FRAME, facts, isFirstRun: true }])
  const { nodes, stages } = toOverlay({ frame: SAMPLE_FRAME, rollups, window: WINDOW, asOf: SOON })
  expect(nodes['start']?.dwell.p50.status).toBe('no_data')
  expect(stages['consideration']?.dwell.p50.n).toBe(1)
})

const INSIDE = times(3, [TO_WAIT])
/** End of the cohort day of {@link IN_MAY} in Madrid. */
const DAY_ENDS_AT = at('2026-05-05T00:00:00+02:00')

test.each([
  { done: 0, asOf: SOON, value: null, flags: ['no_data', 'small_n'], why: 'nobody has completed' },
  { done: 29, asOf: SOON, value: null, flags: ['small_n'], why: 'too few have completed' },
  { done: 30, asOf: SOON, value: 3, flags: [], why: 'all three are here longer than 6 hours' },
  { done: 30, asOf: DAY_ENDS_AT + 5 * HOUR_MS, value: 0, flags: [], why: 'their day is not yet 6 hours ago' },
  {
    done: 30,
    asOf: IN_MAY + 120 * DAY_MS,
    value: null,
    flags: ['no_data', 'small_n'],
    why: 'old stays say nothing',
  },
])('with $done completed stays, $value of 3 are stuck ($why)', ({ done, asOf, value, flags }) => {
  const stuck = readWait([...times(done, after(6 * HOUR_MS)), ...INSIDE], asOf).stuck
  expect(stuck).toMatchObject({ value, flags, unit: 'count', n: flags[0] === 'no_data' ? 0 : done })
})
