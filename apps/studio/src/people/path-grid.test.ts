import { expect, test } from 'vitest'
import type { DrawnJourney } from './path-grid.ts'
import { PATH, toPathPicture } from './path-grid.ts'

const exit = (id: string, stage: string, y: number) => ({
  id,
  stage,
  title: id,
  position: { x: 0, y },
  kind: 'exit' as const,
})
const drawn: DrawnJourney = {
  stages: [{ id: 'awareness' }, { id: 'decision' }],
  nodes: [exit('later', 'awareness', 200), exit('first', 'awareness', 0), exit('end', 'decision', 0)],
  edges: [
    { from: 'first', port: 'next', to: 'later' },
    { from: 'later', port: 'next', to: 'end' },
    { from: 'end', port: 'next', to: 'gone' },
  ],
}
const nobody = { entered: new Map(), edges: new Set<string>() }

test('nodes stand in the column of their stage, in the order they are drawn', () => {
  const places = new Map(toPathPicture(drawn, nobody, 0).nodes.map((node) => [node.nodeId, node]))
  expect(places.get('first')?.y).toBe(PATH.top)
  expect(places.get('later')?.y).toBe(PATH.top + PATH.row)
  expect(places.get('end')?.x).toBe((places.get('first')?.x ?? 0) + PATH.column)
})

test('the way a person went is told from the ways they did not, and drawn last', () => {
  const walked = { entered: new Map([['first', 5]]), edges: new Set(['first:next']) }
  const { nodes, lines } = toPathPicture(drawn, walked, 0)
  expect(nodes.find((node) => node.nodeId === 'first')?.at).toBe(5)
  expect(lines.map((line) => [line.key, line.walked])).toEqual([
    ['later:next', false],
    ['first:next', true],
  ])
})

test('neighbours of one stage are joined by a straight line', () => {
  const line = toPathPicture(drawn, nobody, 0).lines.find((one) => one.key === 'first:next')
  expect(line?.path).toMatch(/^M\d+,\d+V\d+$/)
})

test('columns share the room there is, and never grow beyond what reads well', () => {
  expect(toPathPicture(drawn, nobody, 400).column).toBe(200)
  expect(toPathPicture(drawn, nobody, 4_000).column).toBe(PATH.widestColumn)
  expect(toPathPicture(drawn, nobody, 0).column).toBe(PATH.column)
})
