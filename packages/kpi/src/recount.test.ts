import type { Fact } from '@periplo/model'
import { expect, test } from 'vitest'
import { recountRollups } from './recount.ts'
import { SAMPLE_FRAME } from './testing/sample-journey.ts'

test('what a run did after it had lost its place as the first one is taken out of no count', () => {
  const [first, second] = SAMPLE_FRAME.stages
  const at = Date.UTC(2026, 2, 2)
  const stageId = first?.stageId ?? ''
  const facts: readonly Fact[] = [
    { kind: 'enrollment-entered', at, entryNumber: 1 },
    { kind: 'stage-entered', at, stage: stageId, entryNumber: 1, from: {} },
    { kind: 'stage-entered', at, stage: second?.stageId ?? '', entryNumber: 2, from: { [stageId]: at } },
    { kind: 'goal-reached', at, enteredAt: at, entryNumber: 2 },
  ]
  const rollups = recountRollups([{ kind: 'run', frame: SAMPLE_FRAME, facts, isFirstRun: false }])
  expect(rollups.map(({ counter, total }) => ({ counter, total }))).toEqual([
    { counter: 'entered', total: 1 },
  ])
})
