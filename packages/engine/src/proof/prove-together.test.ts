import { expect, test } from 'vitest'
import type { JourneyDefinition } from '@periplo/model'
import { toDefinition } from '../testing/build-journey.ts'
import type { Sketch } from '../testing/build-journey.ts'
import { DEFAULT_TERMS } from './proof-terms.ts'
import { proveTogether } from './prove-together.ts'

const ID = '0198c0de-0000-7000-8000-00000000000'
const enter = (event: string): Sketch => ({ id: 'in', kind: 'event-entry', event })
const ask: Sketch = { id: 'in', kind: 'api-entry' }
const nap: Sketch = { id: 'nap', kind: 'delay', duration: { amount: 1, unit: 'hours' } }
const emit = (event: string): Sketch => ({ id: 'tell', kind: 'emit-event', event, properties: [] })
const begin = (at: number): Sketch => ({ id: 'over', kind: 'start-journey', journeyId: `${ID}${at}` })
const out: Sketch = { id: 'out', kind: 'exit' }

function line(nodes: readonly Sketch[], mode: 'always' | 'never' = 'always'): JourneyDefinition {
  const edges = nodes.slice(1).map(({ id }, at) => `${nodes[at]?.id ?? ''}>${id}`)
  return toDefinition({ nodes, edges, settings: { reentry: { mode } } })
}

test.each([
  { why: 'nobody tells anybody', journeys: [line([enter('A'), out]), line([enter('A'), out])], finds: [] },
  {
    why: 'an event goes on and does not come back',
    journeys: [line([enter('A'), emit('B'), out]), line([enter('B'), emit('C'), out])],
    finds: [],
  },
  {
    why: 'an event comes back at once',
    journeys: [line([enter('A'), emit('B'), out]), line([enter('B'), emit('A'), out])],
    finds: ['journeys-without-end'],
  },
  {
    why: 'an event comes back after a while, over a third journey',
    journeys: [
      line([enter('A'), emit('B'), out]),
      line([enter('B'), nap, emit('C'), out]),
      line([enter('C'), emit('A'), out]),
    ],
    finds: ['journeys-in-a-circle'],
  },
  {
    why: 'a journey sets itself off',
    journeys: [line([enter('A'), nap, emit('A'), out])],
    finds: ['journeys-in-a-circle'],
  },
  {
    why: 'each starts the other',
    journeys: [line([ask, nap, begin(1)]), line([ask, begin(0)])],
    finds: ['journeys-in-a-circle'],
  },
  {
    why: 'nobody comes a second time',
    journeys: [line([enter('A'), emit('B'), out]), line([enter('B'), emit('A'), out], 'never')],
    finds: [],
  },
  {
    why: 'two journeys that take requests do not meet by that',
    journeys: [line([ask, out]), line([ask, out])],
    finds: [],
  },
])('$why', ({ journeys, finds }) => {
  const [own, ...others] = journeys.map((definition, at) => ({ journeyId: `${ID}${at}`, definition }))
  if (!own) throw new Error('there is a journey')
  expect(proveTogether(own, others, DEFAULT_TERMS).map(({ code }) => code)).toEqual(finds)
})
