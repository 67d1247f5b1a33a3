import { expect, test } from 'vitest'
import { MAP_MEASURES } from './map/measures.ts'
import { MEASURES } from './measures.ts'
import { toOverlay } from './overlay.ts'
import { SAMPLE_FRAME } from './testing/sample-journey.ts'

test.each(Object.entries(MEASURES))('%s is explained in both languages', (_, { name, explanation }) => {
  for (const text of [name, explanation]) {
    expect(text.en.trim()).not.toBe('')
    expect(text.es.trim()).not.toBe(text.en.trim())
  }
})

test('what the map shows is of the edition and unit that is explained', () => {
  const window = { from: '2026-05-01', to: '2026-05-08' }
  const { nodes, edges, stages, journey, ropo } = toOverlay({
    frame: SAMPLE_FRAME,
    rollups: [],
    window,
    asOf: 0,
  })
  const shown = {
    'stage-conversion': stages['awareness']?.conversion,
    'stage-drop-off': stages['awareness']?.dropOff,
    goal: journey.goal,
    'edge-share': edges['wait:arrived']?.share,
    'drop-off': nodes['wait']?.dropOff,
    dwell: nodes['wait']?.dwell.p50,
    stuck: nodes['wait']?.stuck,
    'ropo-orders': ropo.any[30].orderRate,
    'ropo-revenue': ropo.any[30].revenueShare,
    'ropo-coverage': ropo.any[30].coverage,
  }
  for (const [id, { definitionVersion, unit }] of Object.entries(MAP_MEASURES)) {
    expect({ id, ...Object.entries(shown).find(([key]) => key === id)?.[1] }).toMatchObject({
      id,
      definitionVersion,
      unit,
    })
  }
})
