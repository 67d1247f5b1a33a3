import { expect, test } from 'vitest'
import type { HistoryEntry, JsonObject, TrackedEvent } from '@periplo/model'
import { HOUR, NOON, toEvent, toJourney } from '../testing/build-journey.ts'
import { openBacktest } from '../backtest/open-backtest.ts'
import type { BacktestInput } from '../backtest/backtest-input.ts'
import { explainRun, supposeStep } from './explain-run.ts'
import type { StoredLife } from './replay-life.ts'

const hour = { amount: 1, unit: 'hours' } as const

/** A cart worth 20 or more waits an hour for an order of the same cart; then it depends on the person's tier. */
const JOURNEY = toJourney({
  nodes: [
    { id: 'in', kind: 'event-entry', event: 'Added' },
    {
      id: 'worth',
      kind: 'condition',
      condition: { op: 'compare', operand: { from: 'entry', path: 'value' }, is: 'at-least', value: 20 },
    },
    {
      id: 'buys',
      kind: 'wait-for-event',
      event: 'Bought',
      timeout: hour,
      filter: { op: 'compare', operand: { from: 'event', path: 'total' }, is: 'at-least', value: 10 },
      correlation: { property: 'cart', entryProperty: 'cart' },
    },
    { id: 'mark', kind: 'update-profile', changes: [{ to: 'value', trait: 'tier', value: 'gold' }] },
    {
      id: 'tier',
      kind: 'switch',
      cases: [
        {
          id: 'gold',
          title: 'Gold',
          condition: { op: 'compare', operand: { from: 'trait', path: 'tier' }, is: 'equals', value: 'gold' },
        },
      ],
    },
    { id: 'won', kind: 'goal' },
    { id: 'out', kind: 'exit' },
  ],
  edges: [
    'in>worth',
    'worth:yes>buys',
    'worth:no>out',
    'buys:arrived>won',
    'buys:timed-out>mark',
    'mark>tier',
    'tier:gold>won',
    'tier:otherwise>out',
  ],
  settings: { exits: [{ event: 'Left', filter: { op: 'exists', operand: { from: 'event', path: 'why' } } }] },
})

function at(hours: number, name: string, properties: JsonObject): BacktestInput {
  const receivedAt = NOON + hours * HOUR
  const event: TrackedEvent = toEvent(name, { occurredAt: receivedAt, properties })
  return { personId: 'ana', receivedAt, event, mode: 'live' }
}

/** The life somebody lived, as it would have been stored. */
function live(inputs: readonly BacktestInput[]): StoredLife {
  const history: HistoryEntry[] = []
  let now: { readonly at: number; readonly input: string } = { at: 0, input: '' }
  const backtest = openBacktest({
    journey: JOURNEY,
    zone: 'UTC',
    nameRun: () => 'run',
    watcher: {
      tell: (_, facts) => {
        history.push({ enrollmentId: 'run', seq: history.length + 1, ...now, facts })
      },
    },
  })
  for (const [offset, input] of inputs.entries()) {
    now = { at: input.receivedAt, input: `offset:${offset}` }
    backtest.take(input)
  }
  const stored = inputs.map(({ receivedAt, event }, offset) => ({ offset, receivedAt, event }))
  const runs = [{ enrollmentId: 'run', journey: JOURNEY, correlation: '', history }]
  return { personId: 'ana', zone: 'UTC', inputs: stored, runs }
}

test('a condition is told term by term, with the value it saw', () => {
  const explained = explainRun(live([at(0, 'Added', { value: 5 })]), 'run')
  expect(explained?.steps).toHaveLength(1)
  const [step] = explained?.steps ?? []
  expect(step).toMatchObject({ seq: 1, isFaithful: true, event: { name: 'Added' } })
  expect(step?.reasons.map(({ node, port, because }) => [node, port, because.kind])).toEqual([
    ['in', 'next', 'passed'],
    ['worth', 'no', 'asked'],
    ['out', null, 'passed'],
  ])
  expect(step?.reasons[1]?.because).toMatchObject({
    cases: [{ port: 'yes', term: { answer: false, values: [{ operand: { path: 'value' }, value: 5 }] } }],
  })
})

test('an event that did not end the wait says why not, and the one that did says why', () => {
  const life = live([
    at(0, 'Added', { value: 20, cart: 'c1' }),
    at(0.2, 'Bought', { total: 9, cart: 'c1' }),
    at(0.3, 'Bought', { total: 90, cart: 'c2' }),
    at(0.4, 'Bought', { total: 90, cart: 'c1' }),
  ])
  const explained = explainRun(life, 'run')
  expect(explained?.missed).toMatchObject([
    { node: 'buys', because: { filter: { answer: false, values: [{ value: 9 }] } } },
    { node: 'buys', because: { correlation: { awaited: 'c2', entered: 'c1' } } },
  ])
  expect(explained?.steps[1]).toMatchObject({
    isFaithful: true,
    reasons: [{ node: 'buys', port: 'arrived', because: { kind: 'event', filter: { answer: true } } }, {}],
  })
})

test('a rule of the journey is named with its filter', () => {
  const life = live([at(0, 'Added', { value: 20 }), at(0.5, 'Left', { why: 'bored' })])
  expect(explainRun(life, 'run')?.steps[1]?.reasons).toMatchObject([
    { node: 'buys', port: null, rule: { reason: 'exit-rule', event: 'Left', filter: { answer: true } } },
  ])
})

test('what if: one value changed, and the step is taken again', () => {
  const life = live([at(0, 'Added', { value: 5, cart: 'c1' })])
  const operand = { from: 'entry', path: 'value' } as const
  const supposed = supposeStep(life, { enrollmentId: 'run', seq: 1, operand, value: 25 })
  expect(supposed?.reasons.map(({ node, port }) => [node, port])).toEqual([
    ['in', 'next'],
    ['worth', 'yes'],
  ])
  expect(supposed?.facts.at(-1)).toMatchObject({ kind: 'node-entered', node: 'buys' })
  expect(supposeStep(life, { enrollmentId: 'run', seq: 7, operand, value: 25 })).toBeUndefined()
})

test('a step that the engine would not take again is told as stored, and marked', () => {
  const life = live([at(0, 'Added', { value: 5 })])
  const other = {
    ...life,
    inputs: life.inputs.map((input) => ({ ...input, event: at(0, 'Added', { value: 50 }).event })),
  }
  expect(explainRun(other, 'run')?.steps[0]).toMatchObject({
    isFaithful: false,
    facts: life.runs[0]?.history[0]?.facts,
  })
})
