import { expect, test } from 'vitest'
import type { Measure } from '@periplo/model'
import { isMapMeasureId, MAP_MEASURES } from './map/measures.ts'
import { findFormula } from './measure-info.ts'
import type { MeasureInfo } from './measure-info.ts'
import { MEASURE_IDS, MEASURES } from './measures.ts'
import { listOverlayValues } from './overlay-values.ts'
import { toOverlay } from './overlay.ts'
import { SAMPLE_FRAME } from './testing/sample-journey.ts'

const ALL: readonly (readonly [string, MeasureInfo])[] = Object.entries(MEASURES)
const MAP_IDS = Object.keys(MAP_MEASURES).filter(isMapMeasureId)
const OVERLAY = toOverlay({
  frame: SAMPLE_FRAME,
  rollups: [],
  window: { from: '2026-05-01', to: '2026-05-08' },
  asOf: 0,
})

test.each(ALL)('%s is explained in both languages', (_, { name, explanation, short, parts = {} }) => {
  for (const text of [name, explanation]) {
    expect(text.en.trim()).not.toBe('')
    expect(text.es.trim()).not.toBe(text.en.trim())
  }
  for (const text of [...(short ? [short] : []), ...Object.values(parts)]) {
    expect([text.en.trim(), text.es.trim()]).not.toContain('')
  }
  if (short) expect(short.en.length).toBeLessThan(name.en.length + 1)
})

test('what is divided in one language is divided in the other', () => {
  const oneSided = MEASURE_IDS.filter((id) => {
    const { en, es } = MEASURES[id].explanation
    return (findFormula(en) === undefined) !== (findFormula(es) === undefined)
  })
  expect(oneSided).toEqual([])
})

test.each([
  { says: 'Orders ÷ people.', is: { numerator: 'Orders', denominator: 'people' }, why: 'a quotient' },
  {
    says: 'One sentence. The rest of it: this ÷ that one. And more.',
    is: { numerator: 'this', denominator: 'that one' },
    why: 'introduced, in the middle',
  },
  { says: 'Half of them.', is: undefined, why: 'nothing is divided' },
])('the formula of "$says" ($why)', ({ says, is }) => {
  expect(findFormula(says)).toEqual(is)
})

test('every measure of an overlay is found under a name of the registry, and nothing under two', () => {
  const named = MAP_IDS.flatMap((id) => listOverlayValues(OVERLAY, id).map(({ value }) => value))
  const held = new Set(listMeasures(OVERLAY))
  // one coverage speaks for every match and look-back
  const coverages = new Set(
    [OVERLAY.ropo, OVERLAY.workspaceRopo].flatMap((table) =>
      Object.values(table).flatMap((row) => Object.values(row).map(({ coverage }) => coverage)),
    ),
  )
  expect([...held].filter((measure) => !coverages.has(measure) && !named.includes(measure))).toEqual([])
  expect(named.filter((measure) => !held.has(measure))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
})

test.each(MAP_IDS)('%s on the map is of the edition and unit that is explained', (id) => {
  const { definitionVersion, unit } = MAP_MEASURES[id]
  const values = listOverlayValues(OVERLAY, id)
  expect(values.length).toBeGreaterThan(0)
  for (const { measure, value } of values) {
    expect({ measure, edition: value.definitionVersion, unit: value.unit }).toEqual({
      measure: id,
      edition: definitionVersion,
      unit,
    })
  }
  const parts = values.map(({ breakdown }) => JSON.stringify(breakdown))
  expect(new Set(parts).size).toBe(parts.length)
})

function listMeasures(thing: unknown): readonly Measure[] {
  if (typeof thing !== 'object' || thing === null) return []
  if (isMeasure(thing)) return [thing]
  return Object.values(thing).flatMap(listMeasures)
}

function isMeasure(thing: object): thing is Measure {
  return 'definitionVersion' in thing
}
