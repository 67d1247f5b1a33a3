import { toBlankDefinition } from '@periplo/model'
import type { Node } from '@periplo/model'
import { assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { DESIGN_ROOM, layLanes, MEASURE_ROOM, placeCard, toStoredPlace } from './lanes.ts'

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
    const layout = layLanes(definition, { ...DESIGN_ROOM, availableWidth })
    const box = placeCard(node, layout)
    expect(toStoredPlace({ x: box.left, y: box.top }, layout)).toEqual({ stage, position: node.position })
  })
  assert(place)
})

test.each([
  { ...DESIGN_ROOM, availableWidth: 968, why: 'lanes stretch to fill the screen' },
  { ...MEASURE_ROOM, availableWidth: 1440, why: 'also with the cards of Measure mode' },
])('lanes are exactly $availableWidth wide ($why)', (room) => {
  const { definition } = withNode({ stage: 'decision', position: { x: 12, y: 24 } })
  expect(layLanes(definition, room).width).toBe(room.availableWidth)
})

test('a collapsed lane gives its room to the others, and its cards keep their order', () => {
  const { definition } = withNode({ stage: 'decision', position: { x: 212, y: 24 } })
  const room = { ...DESIGN_ROOM, availableWidth: 1000 }
  const layout = layLanes(definition, { ...room, collapsed: new Set(['decision']) })
  expect(layout.width).toBe(1000)
  expect(layout.lanes[2]?.width).toBeLessThan(130)
  const [left, right] = [12, 212].map((x) => placeCard({ stage: 'decision', position: { x, y: 24 } }, layout))
  expect((left?.left ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.left ?? 0)
})

test('a card dragged past the last lane stays in it', () => {
  const { definition } = withNode({ stage: 'awareness', position: { x: 12, y: 24 } })
  const layout = layLanes(definition, { ...DESIGN_ROOM, availableWidth: 1000 })
  expect(toStoredPlace({ x: 5000, y: 10 }, layout).stage).toBe('advocacy')
  expect(toStoredPlace({ x: -500, y: -10 }, layout)).toEqual({
    stage: 'awareness',
    position: { x: 12, y: 0 },
  })
})
