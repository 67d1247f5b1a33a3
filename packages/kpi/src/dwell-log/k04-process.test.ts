import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { measureProcess } from './k04-process.ts'
import type { ProcessEvent } from './process-event.ts'
import type { ProcessTerms } from './process-shape.ts'

const HOUR_MS = 3_600_000
const FRAME = { window: { from: 0, to: 1_000 * HOUR_MS }, asOf: 1_000 * HOUR_MS }

/** `open@ana:0 solve:2` is two events of one case, the first by Ana; `+` begins, `-` ends; cases are parted by `|`. */
function tell(log: string): readonly ProcessEvent[] {
  return log.split('|').flatMap((told, index) =>
    told
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word): ProcessEvent => {
        const [, sign = '', activity = '', resource, hour] =
          /^([+-]?)(\w+)(?:@(\w+))?:([\d.]+)$/.exec(word) ?? []
        return {
          caseId: `case ${index}`,
          activity,
          at: Number(hour) * HOUR_MS,
          resource: resource ?? null,
          transition: sign === '+' ? 'start' : sign === '-' ? 'complete' : null,
        }
      }),
  )
}

const measure = (log: string, terms: ProcessTerms = {}) => measureProcess(tell(log), terms, FRAME)

test('throughput is from the first to the last event of a case, and a case of one event takes no time', () => {
  const { cases, events, throughput } = measure('a:0 b:1 c:5 | a:0 | a:2 b:3')
  expect({ cases, events }).toEqual({ cases: 3, events: 6 })
  expect(throughput.median.value).toBe(1 * HOUR_MS)
  expect(throughput.mean.value).toBe(2 * HOUR_MS)
  expect(throughput.p90.value).toBeCloseTo(4.2 * HOUR_MS, 3)
})

test('a visit lasts until the next one begins, and nobody leaves the last', () => {
  const { activities, dwell } = measure('a:0 b:1 a:4 | a:0 b:2')
  expect(activities.map(({ activity, visits, cases }) => ({ activity, visits, cases }))).toEqual([
    { activity: 'a', visits: 3, cases: 2 },
    { activity: 'b', visits: 2, cases: 2 },
  ])
  const [a, b] = activities
  expect(a?.dwell.median).toMatchObject({ value: 1.5 * HOUR_MS, n: 2 })
  expect(b?.dwell.median).toMatchObject({ value: 3 * HOUR_MS, n: 1 })
  expect(a?.waiting.median).toMatchObject({ value: 3 * HOUR_MS, n: 1 })
  expect(a?.service).toBeNull()
  expect(dwell.mean).toMatchObject({ value: 2 * HOUR_MS, n: 3 })
})

test('in a log with starts, service and waiting come apart, also where work overlaps', () => {
  const { activities, hasStarts, events } = measure('+a:0 -a:2 +b:3 +c:4 -b:6 -c:9')
  expect({ hasStarts, events }).toEqual({ hasStarts: true, events: 6 })
  expect(
    activities.map(({ dwell, waiting, service }) => [
      dwell.median.value,
      waiting.median.value,
      service?.median.value ?? null,
    ]),
  ).toEqual([
    [3 * HOUR_MS, null, 2 * HOUR_MS],
    [1 * HOUR_MS, 1 * HOUR_MS, 3 * HOUR_MS],
    [null, 0, 5 * HOUR_MS],
  ])
})

test.each([
  { log: '+a:0 +a:1 -a:3 -a:5', services: [3, 4], why: 'the earliest open one ends first' },
  { log: '-a:3 +b:4 -b:5', services: [0, 1], why: 'an end without a beginning is a visit of no length' },
  { log: '+a:0 +b:1 -b:2', services: [1], why: 'a beginning without an end has no service time' },
])('pairs beginnings with ends: $log ($why)', ({ log, services }) => {
  const { activities } = measure(log)
  const found = activities.flatMap(({ service }) =>
    service?.mean.n ? [(service.mean.value ?? 0) * service.mean.n] : [],
  )
  expect(found.reduce((sum, ms) => sum + ms, 0)).toBe(
    services.reduce((sum, hours) => sum + hours, 0) * HOUR_MS,
  )
})

test.each([
  { log: 'a:0 b:1', rate: 0, repeats: 0, selfLoops: 0, returns: 0, why: 'nothing again' },
  { log: 'a:0 a:1', rate: 1, repeats: 1, selfLoops: 1, returns: 0, why: 'at once again' },
  { log: 'a:0 b:1 a:2', rate: 1, repeats: 1, selfLoops: 0, returns: 1, why: 'after something else' },
  { log: 'a:0 b:1 a:2 a:3 b:4', rate: 1, repeats: 3, selfLoops: 1, returns: 2, why: 'both' },
  {
    log: 'a:0 a:1 | a:0 | b:0 | c:0',
    rate: 0.25,
    repeats: 1,
    selfLoops: 1,
    returns: 0,
    why: 'a share of cases',
  },
])('rework of $log is $rate ($why)', ({ log, rate, ...counts }) => {
  const { why: _, ...expected } = counts
  const { rework } = measure(log)
  expect(rework).toMatchObject({ rate: { value: rate }, ...expected })
})

test.each([
  { log: 'a@x:0 b@x:1', perCase: 0, pingPongs: 0, why: 'one pair of hands' },
  { log: 'a@x:0 b@y:1 c@x:2', perCase: 2, pingPongs: 1, why: 'there and back' },
  { log: 'a@x:0 b:1 c@y:2', perCase: 1, pingPongs: 0, why: 'an unknown one between is passed over' },
  {
    log: 'a@x:0 b@y:1 | a:0 b:1',
    perCase: 1,
    pingPongs: 0,
    why: 'cases of which nothing is known do not count',
  },
  { log: 'a:0 b:1', perCase: null, pingPongs: 0, why: 'nothing is known' },
])('transfers per case of $log are $perCase ($why)', ({ log, perCase, pingPongs }) => {
  const { transfers } = measure(log)
  expect(transfers).toMatchObject({ perCase: { value: perCase }, pingPongs })
  expect(transfers.perCase.status).toBe(perCase === null ? 'no_data' : 'small_n')
})

test('who hands over to whom, the most frequent first', () => {
  expect(measure('a@x:0 b@y:1 | a@x:0 b@y:1 | a@y:0 b@x:1').transfers.pairs).toEqual([
    { from: 'x', to: 'y', count: 2 },
    { from: 'y', to: 'x', count: 1 },
  ])
})

test.each<{ log: string; terms?: ProcessTerms; value: number | null; status: string; why: string }>([
  { log: 'a@x:0 b@x:1', value: 1, status: 'small_n', why: 'one pair of hands, nothing twice' },
  { log: 'a@x:0 b@y:1', value: 0, status: 'small_n', why: 'handed over' },
  { log: 'a@x:0 a@x:1', value: 0, status: 'small_n', why: 'done twice' },
  { log: 'a:0 b:1', value: 1, status: 'estimated', why: 'handovers cannot be seen' },
  {
    log: 'call@x:0 note@x:1 note@x:2',
    terms: { contacts: ['call'] },
    value: 1,
    status: 'small_n',
    why: 'only contacts count where they are named',
  },
  {
    log: 'call@x:0 call@x:1',
    terms: { contacts: ['call'] },
    value: 0,
    status: 'small_n',
    why: 'two contacts',
  },
  {
    log: 'note@x:0',
    terms: { contacts: ['call'] },
    value: null,
    status: 'no_data',
    why: 'nobody was contacted',
  },
  {
    log: 'a@x:0 done@x:1 | a@x:0',
    terms: { closing: ['done'] },
    value: 1,
    status: 'immature',
    why: 'open cases are left out',
  },
])('first contact resolution of $log is $value, $status ($why)', ({ log, terms, value, status }) => {
  expect(measure(log, terms).firstContactResolution).toMatchObject({ value, status })
})

test('open cases are in no throughput', () => {
  const { openCases, throughput } = measure('a:0 done:1 | a:0 b:50', { closing: ['done'] })
  expect(openCases).toBe(1)
  expect(throughput.mean).toMatchObject({ value: HOUR_MS, n: 1, status: 'immature' })
})

test('ways through the process, the most frequent first', () => {
  expect(measure('a:0 b:1 | b:0 | a:0 b:9').variants).toEqual([
    { activities: ['a', 'b'], cases: 2 },
    { activities: ['b'], cases: 1 },
  ])
})

test('an empty log is no data throughout', () => {
  const { cases, throughput, rework, transfers, firstContactResolution } = measure('')
  expect(cases).toBe(0)
  for (const { status, value } of [
    throughput.mean,
    throughput.p95,
    rework.rate,
    transfers.perCase,
    firstContactResolution,
  ])
    expect({ status, value }).toEqual({ status: 'no_data', value: null })
})

const LOG = fc.array(
  fc.record({
    caseId: fc.constantFrom('1', '2', '3'),
    activity: fc.constantFrom('a', 'b', 'c'),
    at: fc.integer({ min: 0, max: 1_000 }),
    resource: fc.constantFrom('x', 'y', null),
    transition: fc.constant(null),
  }),
  { maxLength: 30 },
)

test('the stays of a case add up to its throughput, visits to events, and variants to cases', () => {
  fc.assert(
    fc.property(LOG, (log) => {
      const { cases, events, throughput, dwell, activities, rework, variants } = measureProcess(
        log,
        {},
        FRAME,
      )
      const toSum = ({ value, n }: { readonly value: number | null; readonly n: number }) => (value ?? 0) * n
      expect(toSum(dwell.mean)).toBeCloseTo(toSum(throughput.mean), 3)
      expect(activities.reduce((sum, { visits }) => sum + visits, 0)).toBe(events)
      expect(variants.reduce((sum, variant) => sum + variant.cases, 0)).toBe(cases)
      const distinct = new Set(log.map(({ caseId, activity }) => `${caseId} ${activity}`)).size
      expect(rework.repeats).toBe(events - distinct)
      expect(rework.repeats).toBe(rework.selfLoops + rework.returns)
    }),
  )
})

test('events of different moments may be told in any order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1_000), { maxLength: 20 }), fc.nat(), (moments, seed) => {
      const log = moments.map((at, index): ProcessEvent => ({
        caseId: '1',
        activity: 'abc'[(at + seed) % 3] ?? 'a',
        at,
        resource: index % 2 ? 'x' : 'y',
        transition: null,
      }))
      expect(measureProcess(log.toReversed(), {}, FRAME)).toEqual(measureProcess(log, {}, FRAME))
    }),
  )
})

test('with a clock of working hours only those pass, and what happened outside of them keeps its order', () => {
  // Works from hour 9 to 17 of day 0; everything after it happens in one instant.
  const clock = (instant: number): number => Math.min(Math.max(instant, 9 * HOUR_MS), 17 * HOUR_MS)
  const { throughput, variants } = measure('a:8 b:10 d:23 c:20', { clock })
  expect(throughput.median.value).toBe(8 * HOUR_MS)
  expect(variants[0]?.activities).toEqual(['a', 'b', 'c', 'd'])
})
