import { expect, test } from 'vitest'
import { z } from 'zod'
import { IncomingEvent } from './event/incoming-event.ts'
import { JourneyDefinition } from './journey/definition.ts'

/** What is to be done when a shape changes. */
const CHANGED = 'raise the version, add a line to the history, write the upgrade'

/** Every shape ever shipped, the present one last. */
const HISTORY = {
  'journey definition': [
    { format: 1, hash: '9bbc3d9826220267' },
    { format: 2, hash: '1b8bdc3606216d0c' },
    { format: 3, hash: '63927cfdbd67f246' },
  ],
  'event envelope': [{ format: 1, hash: '90222f04c25753c8' }],
} as const

test.each([
  { name: 'journey definition', schema: JourneyDefinition },
  { name: 'event envelope', schema: IncomingEvent },
] as const)('the shape of the $name changes only with its version', ({ name, schema }) => {
  const present = HISTORY[name].at(-1)
  expect(toHash(schema), CHANGED).toBe(present?.hash)
})

test('a definition says the format its shape has', () => {
  expect(JourneyDefinition.shape.format.value, CHANGED).toBe(HISTORY['journey definition'].at(-1)?.format)
})

/** What a schema takes and what bounds it, whatever order it was written in. */
function toHash(schema: z.ZodType): string {
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  return fnv1a(JSON.stringify(inOrder(shape)))
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const sorted = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, item]) => [key, inOrder(item)]))
}

/** FNV-1a with 64 bits (RFC 9923): enough to notice a change, and it needs nothing of the machine. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const unit of text)
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0) ?? 0)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
