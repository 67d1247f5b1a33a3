import type { Fact, TrackedEvent } from '@periplo/model'
import { expect, test } from 'vitest'
import { HOUR, NOON, toEvent, toJourney } from '../testing/build-journey.ts'
import type { BacktestInput } from './backtest-input.ts'
import { openBacktest } from './open-backtest.ts'

const journey = toJourney({
  nodes: [
    { id: 'in', kind: 'event-entry', event: 'Began' },
    { id: 'rest', kind: 'delay', duration: { amount: 1, unit: 'hours' } },
    {
      id: 'gold',
      kind: 'condition',
      condition: { op: 'compare', operand: { from: 'trait', path: 'tier' }, is: 'equals', value: 'gold' },
    },
    { id: 'won', kind: 'goal' },
    { id: 'out', kind: 'exit' },
  ],
  edges: ['in>rest', 'rest>gold', 'gold:yes>won', 'gold:no>out'],
})

function does(mode: BacktestInput['mode'], atMs: number, given: Partial<TrackedEvent>): BacktestInput {
  const event = toEvent(given.name ?? 'Imported', { occurredAt: atMs, ...given })
  return { personId: 'ana', receivedAt: atMs, mode, event }
}

function endOf(inputs: readonly BacktestInput[]): string | undefined {
  const facts: Fact[] = []
  const watcher = { tell: (_: string, told: readonly Fact[]) => void facts.push(...told) }
  const backtest = openBacktest({ journey, zone: 'UTC', watcher, nameRun: () => 'run' })
  for (const input of inputs) backtest.take(input)
  backtest.finish(NOON + 9 * HOUR)
  return facts.flatMap((fact) => (fact.kind === 'enrollment-ended' ? [fact.node] : []))[0]
}

const traits = { tier: 'gold' }

test.each([
  { mode: 'history', afterMs: 2 * HOUR, node: 'out', why: 'what was due has been done by then' },
  { mode: 'live', afterMs: 2 * HOUR, node: 'out', why: 'as if they had done it themselves' },
  { mode: 'history', afterMs: HOUR / 2, node: 'won', why: 'it is known in time' },
] as const)('a $mode event after $afterMs ms leaves a run to end in $node ($why)', (row) => {
  const { mode, afterMs, node } = row
  expect(endOf([does('live', NOON, { name: 'Began' }), does(mode, NOON + afterMs, { traits })])).toBe(node)
})
