import type { JourneyDefinition } from '@periplo/model'
import { toBlankDefinition } from '@periplo/model'
import { expect, test } from 'vitest'
import { diffDefinitions } from './diff-definitions.ts'

const wait = {
  id: 'wait',
  stage: 'decision',
  title: 'Wait',
  position: { x: 0, y: 0 },
  kind: 'delay',
  duration: { amount: 2, unit: 'days' },
} as const
const out = {
  id: 'out',
  stage: 'decision',
  title: 'Leaves',
  position: { x: 0, y: 112 },
  kind: 'exit',
} as const
const live: JourneyDefinition = {
  ...toBlankDefinition('Cart'),
  nodes: [wait, out],
  edges: [{ from: 'wait', port: 'next', to: 'out' }],
}
const none = { added: [], changed: [], removed: [], edges: 0, rules: false }

test('a definition does not differ from itself', () => {
  expect(diffDefinitions(live, structuredClone(live))).toEqual(none)
})

test('a node that only moved did not change', () => {
  const moved = { ...live, nodes: [{ ...wait, position: { x: 40, y: 8 } }, out] }
  expect(diffDefinitions(live, moved)).toEqual(none)
})

test('a node with another setting changed, and is named as it is called now', () => {
  const nodes = [{ ...wait, title: 'Wait longer', duration: { amount: 3, unit: 'days' as const } }, out]
  const diff = diffDefinitions(live, { ...live, nodes })
  expect(diff.changed).toEqual([{ nodeId: 'wait', title: 'Wait longer', kind: 'delay' }])
})

test('nodes and edges that came or went are told apart', () => {
  const diff = diffDefinitions(live, { ...live, nodes: [wait, { ...out, id: 'end' }], edges: [] })
  expect(diff.added.map((node) => node.nodeId)).toEqual(['end'])
  expect(diff.removed.map((node) => node.nodeId)).toEqual(['out'])
  expect(diff.edges).toBe(1)
})

test('steps are told in the order people walk them, one way to its end before the next', () => {
  const at = { stage: 'decision', title: '', position: { x: 0, y: 0 } }
  const drawn: JourneyDefinition = {
    ...toBlankDefinition('Fork'),
    nodes: [
      { ...at, id: 'a-out', kind: 'exit' },
      { ...at, id: 'b-late', kind: 'exit' },
      { ...at, id: 'c-loose', kind: 'exit' },
      { ...at, id: 'd-fork', kind: 'condition' },
      { ...wait, id: 'e-wait' },
      { ...at, id: 'f-in', kind: 'event-entry', event: 'A' },
    ],
    edges: [
      { from: 'd-fork', port: 'yes', to: 'e-wait' },
      { from: 'd-fork', port: 'no', to: 'a-out' },
      { from: 'e-wait', port: 'next', to: 'b-late' },
      { from: 'f-in', port: 'next', to: 'd-fork' },
    ],
  }
  const told = diffDefinitions(undefined, drawn).added.map(({ nodeId }) => nodeId)
  expect(told).toEqual(['f-in', 'd-fork', 'e-wait', 'b-late', 'a-out', 'c-loose'])
  expect(diffDefinitions(drawn, toBlankDefinition('Fork')).removed.map(({ nodeId }) => nodeId)).toEqual(told)
})

test('steps on a circle nobody can get into are told as well', () => {
  const round = { ...live, edges: [...live.edges, { from: 'out', port: 'next', to: 'wait' }] }
  expect(diffDefinitions(undefined, round).added.map(({ nodeId }) => nodeId)).toEqual(['wait', 'out'])
})

test('before the first version everything is new, and no rule has changed', () => {
  const diff = diffDefinitions(undefined, live)
  expect(diff.added).toHaveLength(2)
  expect(diff.rules).toBe(false)
})

test('another goal is a change of the rules', () => {
  const goal = { event: 'Order Completed' }
  expect(diffDefinitions(live, { ...live, settings: { ...live.settings, goal } }).rules).toBe(true)
})
