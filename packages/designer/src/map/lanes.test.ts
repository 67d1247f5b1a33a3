import { toBlankDefinition } from '@periplo/model'
import type { Node } from '@periplo/model'
import { assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { CARD_WIDTH, MEASURE_CARD_WIDTH } from './geometry.ts'
import { layLanes, placeCard, toStoredPlace } from './lanes.ts'

const STAGES = ['awareness', 'consideration', 'decision', 'service', 'advocacy'] as const

function withNode(place: Pick<Node, 'stage' | 'position'>) {
  const node: Node = { ...place, id: 'a', title: 'A', kind: 'exit' }
  return { node, definition: { ...toBlankDefinition('Test'), nodes: [node] } }
}

test('canvas to definition to canvas loses nothing, at any width of the screen', () => {
  const somewhere = record({
    stage: constantFrom(...STAGES),
    x: integer({ min: 3, max: 150 }),
    y: integer({ min: 0, max: 500 }),
    availableWidth: integer({ min: 300, max: 3000 }),
  })
  const place = property(somewhere, ({ stage, x, y, availableWidth }) => {
    const { node, definition } = withNode({ stage, position: { x: x * 4, y: y * 4 } })
    const layout = layLanes(definition, { availableWidth, cardWidth: CARD_WIDTH })
    const box = placeCard(node, layout)
    expect(toStoredPlace({ x: box.left, y: box.top }, layout)).toEqual({ stage, position: node.position })
  })
  assert(place)
})

test.each([
  { availableWidth: 968, cardWidth: CARD_WIDTH, why: 'lanes stretch to fill the screen' },
  { availableWidth: 1440, cardWidth: MEASURE_CARD_WIDTH, why: 'also with the cards of Measure mode' },
])('lanes are exactly $availableWidth wide ($why)', (room) => {
  const { definition } = withNode({ stage: 'decision', position: { x: 12, y: 24 } })
  expect(layLanes(definition, room).width).toBe(room.availableWidth)
})

test('a card dragged past the last lane stays in it', () => {
  const { definition } = withNode({ stage: 'awareness', position: { x: 12, y: 24 } })
  const layout = layLanes(definition, { availableWidth: 1000, cardWidth: CARD_WIDTH })
  expect(toStoredPlace({ x: 5000, y: 10 }, layout).stage).toBe('advocacy')
  expect(toStoredPlace({ x: -500, y: -10 }, layout)).toEqual({
    stage: 'awareness',
    position: { x: 12, y: 0 },
  })
})
