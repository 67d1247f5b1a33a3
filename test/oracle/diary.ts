import type { EndReason } from '@periplo/model'
import type { Run } from './people.ts'
import { toMs } from './people.ts'

/** The person comes to stand in a node. */
export function standIn(run: Run, { node, at }: { readonly node: string; readonly at: number }): void {
  const visit = countVisits(run, node) + 1
  run.visits.set(node, visit)
  run.node = node
  run.since = at
  run.facts.push({ kind: 'node-entered', at, node, visit })
}

/** How often the run has been in a node, this time included. */
export function countVisits(run: Run, node: string): number {
  return run.visits.get(node) ?? 0
}

/** The person comes to stand in another stage, or in their first one. */
export function standInStage(run: Run, { stage, at }: { readonly stage: string; readonly at: number }): void {
  const { stage: from, stageSince: enteredAt, stages, entryNumber, facts } = run
  const isFirst = Object.keys(stages).length === 0
  if (!isFirst) facts.push({ kind: 'stage-left', at, stage: from, enteredAt })
  const ranks = run.drawing.definition.stages.map(({ id }) => id)
  if (stages[stage] === undefined) {
    facts.push({ kind: 'stage-entered', at, stage, entryNumber, from: stages })
    run.stages = { ...stages, [stage]: at }
  } else if (ranks.indexOf(stage) < ranks.indexOf(from))
    facts.push({ kind: 'stage-regressed', at, stage, from })
  run.stage = stage
  run.stageSince = at
}

/** The run is over where the person stands. `causedAt` is when its cause happened by its own account. */
export function end(
  run: Run,
  { reason, at, causedAt }: { readonly reason: EndReason; readonly at: number; readonly causedAt: number },
): void {
  const { node, since: enteredAt, facts, drawing } = run
  run.due = null
  run.endedAt = at
  facts.push({ kind: 'enrollment-ended', at, node, enteredAt, reason })
  const isCounted = drawing.nodes.get(node)?.kind === 'goal' || causedAt <= getConvertibleUntil(run)
  if (reason === 'goal' && isCounted) convert(run, at)
  facts.push({ kind: 'stage-left', at, stage: run.stage, enteredAt: run.stageSince })
}

/** The goal is reached; it is the only time. */
export function convert(run: Run, at: number): void {
  const { enteredAt, entryNumber } = run
  run.converted = true
  run.facts.push({ kind: 'goal-reached', at, enteredAt, entryNumber })
}

/** The last moment of which a goal still counts. */
export function getConvertibleUntil({ enteredAt, drawing }: Run): number {
  return enteredAt + toMs(drawing.definition.settings.conversionWindow)
}
