import * as fc from 'fast-check'
import { parseDefinition, toBlankDefinition } from '@periplo/model'
import type { JourneyDefinition } from '@periplo/model'
import { expect, test } from 'vitest'
import { toCode } from './canonical.ts'

const place = { stage: 'decision', title: 'A step', position: { x: 12.5, y: -3 } } as const

const DRAWN: JourneyDefinition = {
  ...toBlankDefinition('Carts «2»'),
  nodes: [
    { ...place, id: 'in', kind: 'event-entry', event: 'Product Added' },
    {
      ...place,
      id: 'asked',
      kind: 'condition',
      condition: {
        op: 'all',
        of: [
          { op: 'compare', operand: { from: 'entry', path: 'value' }, is: 'at-least', value: 20.5 },
          { op: 'not', of: { op: 'exists', operand: { from: 'trait', path: 'tier' } } },
        ],
      },
    },
    { ...place, id: 'b-1', kind: 'delay', duration: { amount: 2, unit: 'days' } },
    { ...place, id: 'out', kind: 'exit' },
  ],
  edges: [
    { from: 'in', port: 'next', to: 'asked' },
    { from: 'asked', port: 'yes', to: 'b-1' },
    { from: 'asked', port: 'no', to: 'out' },
    { from: 'b-1', port: 'next', to: 'out' },
  ],
}

/** The same drawing, drawn in another order and with its keys in another order. */
const redrawn = fc
  .tuple(
    fc.shuffledSubarray([...DRAWN.nodes], { minLength: DRAWN.nodes.length }),
    fc.shuffledSubarray([...DRAWN.edges], { minLength: DRAWN.edges.length }),
  )
  .map(([nodes, edges]): JourneyDefinition => ({ ...DRAWN, nodes: nodes.map(turnKeys), edges }))

function turnKeys<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).toReversed()) as T // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same keys with the same values
}

test('canvas → code → canvas → code is the same text, byte for byte, whatever order it was drawn in', () => {
  const code = toCode(DRAWN)
  fc.assert(
    fc.property(redrawn, (definition) => {
      const once = toCode(definition)
      expect(once).toBe(code)
      const read = parseDefinition(JSON.parse(once))
      expect(read.kind === 'valid' && toCode(read.definition)).toBe(once)
    }),
    { numRuns: 50 },
  )
})
