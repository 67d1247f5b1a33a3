import { expect, test } from 'vitest'
import type { EndReason, Instant, NodeId } from '@periplo/model'
import { toOverlay } from './overlay.ts'
import type { NodeMeasures } from './overlay-shape.ts'
import { recountRollups } from './recount.ts'
import { toFacts } from './testing/sample-history.ts'
import type { Move, SampleRun } from './testing/sample-history.ts'
import { at, DAY_MS, HOUR_MS, SAMPLE_FRAME } from './testing/sample-journey.ts'

const WINDOW = { from: '2026-05-01', to: '2026-06-01' }
const MUCH_LATER = at('2026-12-01T00:00:00Z')
const IN_MAY = at('2026-05-04T08:00:00Z')
const TO_WAIT: Move = { stayMs: 0, way: 0 }

function read(runs: readonly (readonly Move[])[], asOf: Instant = MUCH_LATER) {
  const overlay = toOverlay({
    frame: SAMPLE_FRAME,
    rollups: recountRollups(
      runs.map((moves) => {
        const run: SampleRun = { enteredAt: IN_MAY, entryNumber: 1, moves }
        return { kind: 'run', frame: SAMPLE_FRAME, facts: toFacts(run), isFirstRun: true }
      }),
    ),
    window: WINDOW,
    asOf,
  })
  return {
    ...overlay,
    node(nodeId: NodeId): NodeMeasures {
      const node = overlay.nodes[nodeId]
      if (!node) throw new RangeError(`no node ${nodeId}`)
      return node
    },
  }
}

const NONE = { abandoned: 0, exited: 0, suppressed: 0, error: 0 }
const ends = (reason: Exclude<EndReason, 'exit'>, stayMs = HOUR_MS): readonly Move[] => [
  TO_WAIT,
  { stayMs, way: reason },
]

test.each([
  { moves: [TO_WAIT, { stayMs: HOUR_MS, way: 0 }], rate: 0, lost: NONE, why: 'went on' },
  { moves: ends('goal'), rate: 0, lost: NONE, why: 'the goal is never a drop-off' },
  { moves: ends('exit-rule'), rate: 1, lost: { ...NONE, exited: 1 }, why: 'an exit rule' },
  { moves: ends('refused'), rate: 1, lost: { ...NONE, suppressed: 1 }, why: 'refused, and the node exits' },
  { moves: ends('error'), rate: 1, lost: { ...NONE, error: 1 }, why: 'an error' },
  { moves: ends('merged'), rate: null, lost: NONE, why: 'merged away: in neither part' },
  { moves: ends('erased'), rate: null, lost: NONE, why: 'erased: in neither part' },
  {
    moves: [TO_WAIT, { stayMs: 2 * DAY_MS, way: 1 }],
    rate: 1,
    lost: { ...NONE, abandoned: 1 },
    why: 'timed out',
  },
  { moves: [TO_WAIT], rate: 1, lost: { ...NONE, abandoned: 1 }, why: 'still inside after its window' },
  { moves: [TO_WAIT, { stayMs: 9 * DAY_MS, way: 0 }], rate: 0, lost: NONE, why: 'last moment: 2 + 7 days' },
  {
    moves: [TO_WAIT, { stayMs: 9 * DAY_MS + 1, way: 0 }],
    rate: 1,
    lost: { ...NONE, abandoned: 1 },
    why: 'too late to count as going on',
  },
  {
    moves: ends('error', 9 * DAY_MS + 1),
    rate: 1,
    lost: { ...NONE, abandoned: 1 },
    why: 'verdicts are final',
  },
])('an entry that $why has drop-off $rate', ({ moves, rate, lost }) => {
  const { dropOff, dropOffByReason, immature } = read([moves]).node('wait')
  expect(dropOff.value).toBe(rate)
  expect(dropOff.status).toBe(rate === null ? 'no_data' : 'small_n')
  expect(dropOffByReason).toEqual(lost)
  expect(immature).toBe(0)
})

test('nobody is lost before their window has closed', () => {
  const closesAt = at('2026-05-14T00:00:00+02:00')
  const early = read([[TO_WAIT]], closesAt - 1).node('wait')
  expect(early).toMatchObject({ entered: 1, inside: 1, immature: 1, dropOffByReason: NONE })
  expect(early.dropOff).toMatchObject({
    value: null,
    status: 'no_data',
    flags: ['no_data', 'immature', 'small_n'],
  })
  expect(read([[TO_WAIT]], closesAt).node('wait')).toMatchObject({ immature: 0, dropOff: { value: 1 } })
})

test('end nodes have no drop-off, and those in them have ended', () => {
  const gone = read([[TO_WAIT, { stayMs: 2 * DAY_MS, way: 1 }]]).node('gone')
  expect(gone).toMatchObject({ entered: 1, left: 0, ended: 1, inside: 0, immature: 0 })
  expect(gone.dropOff).toMatchObject({ value: null, status: 'no_data' })
})

test('shares of edges are over the same entries as drop-off', () => {
  const went = [TO_WAIT, { stayMs: HOUR_MS, way: 0 }]
  const { edges, nodes } = read([went, went, ends('error'), ends('merged'), [TO_WAIT]])
  expect(edges['wait:arrived']).toMatchObject({
    people: 2,
    share: { value: 0.5, numerator: 2, denominator: 4 },
  })
  expect(edges['wait:timed-out']).toMatchObject({ people: 0, share: { value: 0, denominator: 4 } })
  expect(nodes['wait']?.dropOff).toMatchObject({ value: 0.5, numerator: 2, denominator: 4 })
})

test('coming round again is another entry of the node, and of no stage', () => {
  const round: readonly Move[] = [
    TO_WAIT,
    { stayMs: HOUR_MS, way: 0 },
    { stayMs: 0, way: 1 },
    { stayMs: 0, way: 0 },
    { stayMs: 6 * HOUR_MS, way: 0 },
  ]
  const { nodes, stages } = read([round])
  expect(nodes['wait']).toMatchObject({ entered: 2, left: 1, inside: 1 })
  expect(stages['consideration']).toMatchObject({ people: 1, regressed: 0 })
  expect(stages['decision']).toMatchObject({ people: 1, regressed: 1, conversion: null, dropOff: null })
})
