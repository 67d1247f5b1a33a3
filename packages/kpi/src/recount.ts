import type { Fact, Instant, OrderFact, Rollup, RollupDelta, StageId } from '@periplo/model'
import type { JourneyFrame } from './journey-frame.ts'
import { retractFirstRun } from './k01-stage-conversion.ts'
import type { CountedRun } from './k01-stage-conversion.ts'
import { toOrderDeltas } from './order-deltas.ts'
import { toRollupDeltas } from './rollup-deltas.ts'
import { sumDeltas } from './sum-deltas.ts'

/** One thing a recount reads. */
export type RecountEntry =
  | {
      readonly kind: 'run'
      readonly frame: JourneyFrame
      /** Every fact of one enrollment under that version, in order. */
      readonly facts: readonly Fact[]
      /** Whether the enrollment is today its person's first run; merges and erasure change that. */
      readonly isFirstRun: boolean
    }
  | { readonly kind: 'order'; readonly order: OrderFact; readonly zone: string }

/**
 * The rollups as they must be, from scratch (invariant I5): equal to the sum of all deltas ever committed.
 * Sorted by key, without zeros. Memory grows with the rollups, not with the entries.
 */
export function recountRollups(entries: Iterable<RecountEntry>): readonly Rollup[] {
  return sumDeltas(listDeltas(entries)).map(({ by, ...key }) => ({ ...key, total: by }))
}

function* listDeltas(entries: Iterable<RecountEntry>): Iterable<RollupDelta> {
  for (const entry of entries) {
    yield* entry.kind === 'order'
      ? toOrderDeltas({ before: null, after: entry.order, zone: entry.zone })
      : countRun(entry)
  }
}

function countRun({
  frame,
  facts,
  isFirstRun,
}: Extract<RecountEntry, { kind: 'run' }>): readonly RollupDelta[] {
  const deltas = toRollupDeltas(frame, facts)
  if (isFirstRun) return deltas
  return [...deltas, ...findCountedRuns(facts).flatMap((run) => retractFirstRun(frame, run))]
}

/**
 * The run as its facts counted it; none where they do not begin it, or take it back themselves by moving on. What it
 * did after a merge had given it another number was never counted as a first run's.
 */
function findCountedRuns(facts: readonly Fact[]): readonly CountedRun[] {
  const begun = findBegun(facts)
  const last = facts.at(-1)
  if (!begun || (last?.kind === 'moved-out' && last.entryNumber === 1)) return []
  const { entryNumber, enteredAt } = begun
  const stages: Record<StageId, Instant> = { ...begun.stages }
  let convertedAt: Instant | null = null
  for (const fact of facts) {
    if (fact.kind === 'stage-entered' && fact.entryNumber === entryNumber) stages[fact.stage] = fact.at
    if (fact.kind === 'goal-reached' && fact.entryNumber === entryNumber) convertedAt = fact.at
  }
  return [{ entryNumber, enteredAt, stages, convertedAt }]
}

/** How the run began to be counted: by entering, or by being moved in. */
function findBegun(facts: readonly Fact[]): Omit<CountedRun, 'convertedAt'> | undefined {
  const [first] = facts
  if (first?.kind === 'moved-in') {
    const { entryNumber, begunAt, stages } = first
    return { entryNumber, enteredAt: begunAt, stages }
  }
  const entered = facts.find((fact) => fact.kind === 'enrollment-entered')
  return entered && { entryNumber: entered.entryNumber, enteredAt: entered.at, stages: {} }
}
