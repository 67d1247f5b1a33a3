import { describe, expect, test } from 'vitest'
import { MEASURES_FROM_LOG } from './measures-from-log.ts'
import { MEASURE_IDS, MEASURES } from './measures.ts'
import type { MeasureId } from './measures.ts'
import type { MeasureInfo } from './measure-info.ts'
import { toKpiLog } from './log/to-kpi-log.ts'
import { tellSampleLog } from './testing/sample-log.ts'
import { settingsOf, tell, tellLog } from './testing/tell-log.ts'

/** The KPI, which of its forms, and the edition of the formula. */
const EDITION = /^K\d\d(-[a-z]+)?\.\d+$/
const SETTINGS = settingsOf()
const EVENTS = tellSampleLog(7)
const LOG = toKpiLog(EVENTS, SETTINGS)
const BACKWARDS = toKpiLog(EVENTS.toReversed(), SETTINGS)
const EMPTY = tellLog([])
const REGISTRY = MEASURE_IDS.map((id): readonly [MeasureId, MeasureInfo] => [id, MEASURES[id]])

test('every measure can be computed on a log, and nothing else can', () => {
  expect(Object.keys(MEASURES_FROM_LOG).toSorted()).toEqual(Object.keys(MEASURES).toSorted())
})

test('a name is told once', () => {
  const names = REGISTRY.map(([, { name }]) => name.en)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('whoever is told to act is told why, in both languages', () => {
  const alarms = REGISTRY.flatMap(([id, { alarm }]) => (alarm ? [[id, alarm] as const] : []))
  expect(alarms.map(([id]) => id)).toEqual([
    'sentiment-spikes',
    'unhappy-persons',
    'sample-ratio',
    'disparate-impact',
    'anomalies',
  ])
  for (const [, { says }] of alarms)
    expect(says.en === says.es || says.en === '' || says.es === '').toBe(false)
})

/** The log after two users turned out to be one, and the log as if they had always been. */
const MERGE = tell([
  {
    id: 'zz',
    event: 'Identity Linked',
    at: '2026-12-20T00:00:00Z',
    properties: { ids: ['user:u1', 'user:u2'] },
  },
])
const rename = (value: string): string => (value === 'u2' ? 'u1' : value)
const MERGED = toKpiLog([...EVENTS, ...MERGE], SETTINGS)
const REWRITTEN = toKpiLog(
  [
    ...EVENTS.map((event) => ({
      ...event,
      identifiers: event.identifiers.map(({ kind, value }) => ({ kind, value: rename(value) })),
    })),
    ...MERGE,
  ],
  SETTINGS,
)

describe.each(REGISTRY)('%s', (id, info) => {
  const values = MEASURES_FROM_LOG[id](LOG, SETTINGS)

  test('says what it is, in both languages, for somebody, somewhere', () => {
    expect(info.definitionVersion).toMatch(EDITION)
    for (const { en, es } of [info.name, info.explanation]) {
      expect(en.trim()).not.toBe('')
      expect(es.trim()).not.toBe('')
    }
    expect(info.explanation.es).not.toBe(info.explanation.en)
    expect(info.who.length * info.attachesTo.length).toBeGreaterThan(0)
  })

  test('tells values of its own edition and unit, each part once, money with its currency', () => {
    expect(values.length).toBeGreaterThan(0)
    for (const { measure, value } of values) {
      expect({ measure, unit: value.unit }).toEqual({ measure: id, unit: info.unit })
      expect(value.definitionVersion).toMatch(EDITION)
      expect(value.currency === undefined).toBe(value.unit !== 'money')
      expect(value.window).toEqual(SETTINGS.window)
    }
    // parts may be of other editions where they name them: attribution models
    expect(values[0]?.value.definitionVersion).toBe(info.definitionVersion)
    const parts = values.map(({ breakdown }) => JSON.stringify(breakdown))
    expect(new Set(parts).size).toBe(parts.length)
  })

  test('never tells a number that is none, and flags what it cannot tell', () => {
    for (const { value } of values) {
      const told = [
        value.value,
        value.numerator,
        value.denominator,
        value.n,
        value.interval?.lo,
        value.interval?.hi,
      ]
      for (const number of told)
        expect(number === undefined || number === null || Number.isFinite(number)).toBe(true)
      expect(value.status).toBe(value.flags[0] ?? 'ok')
      if (value.value === null) expect(value.status).not.toBe('ok')
      if (value.interval) expect(value.interval.hi).toBeGreaterThanOrEqual(value.interval.lo)
    }
  })

  test('is the same whatever order the log was written in', () => {
    expect(MEASURES_FROM_LOG[id](BACKWARDS, SETTINGS)).toEqual(values)
  })

  // how many profiles were duplicates is the one thing a merge is about
  test.skipIf(id === 'duplicate-profiles')('of two persons merged is what it is of one', () => {
    expect(MEASURES_FROM_LOG[id](MERGED, SETTINGS)).toEqual(MEASURES_FROM_LOG[id](REWRITTEN, SETTINGS))
  })

  test('of an empty log there is nothing to tell, and it says so', () => {
    const [whole] = MEASURES_FROM_LOG[id](EMPTY, SETTINGS)
    expect(whole?.breakdown).toEqual({})
    expect(whole?.value.value ?? 0).toBe(0)
    expect(whole?.value.flags.length).toBeGreaterThan(0)
  })
})
