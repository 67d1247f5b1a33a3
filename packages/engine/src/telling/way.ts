import { invariant } from '@periplo/model'
import type { EndReason, NodeId, StageId } from '@periplo/model'
import type { Telling } from './telling.ts'

/** The person came in by `node`. */
export function tellEntering(telling: Telling, node: NodeId): void {
  const { factAt } = telling.moments
  const { entryNumber } = telling.begun
  const stage = getStage(telling, node)
  telling.facts.push({ kind: 'enrollment-entered', at: factAt, entryNumber })
  tellStageEntered(telling, stage)
  tellNodeEntered(telling, node)
}

/** The person left `from` by `port` and stands in `to`. */
export function tellGoing(
  telling: Telling,
  { from, port, to }: { readonly from: NodeId; readonly port: string; readonly to: NodeId },
): void {
  const { factAt } = telling.moments
  telling.facts.push({
    kind: 'node-left',
    at: factAt,
    node: from,
    port,
    to,
    enteredAt: telling.nodeEnteredAt,
  })
  const stage = getStage(telling, to)
  if (stage !== telling.stageId) tellStageChange(telling, stage)
  tellNodeEntered(telling, to)
}

/** The person is in this arm of an experiment; told once a run. */
export function tellAssignment(
  telling: Telling,
  { node, arm }: { readonly node: NodeId; readonly arm: string },
): void {
  if (countVisits(telling, node) > 1) return
  telling.facts.push({ kind: 'assigned', at: telling.moments.factAt, node, arm })
}

/** The run is over, where the person stands. */
export function tellEnd(telling: Telling, reason: EndReason): void {
  const { factAt } = telling.moments
  const { nodeId: node, nodeEnteredAt, begun, facts } = telling
  telling.endReason = reason
  facts.push({ kind: 'enrollment-ended', at: factAt, node, enteredAt: nodeEnteredAt, reason })
  if (reason === 'goal' && isCounted(telling)) {
    telling.convertedAt = factAt
    facts.push({
      kind: 'goal-reached',
      at: factAt,
      enteredAt: begun.enteredAt,
      entryNumber: begun.entryNumber,
    })
  }
  tellStageLeft(telling)
}

/** A goal node always counts; the goal of the journey only while its window is open (inclusive). */
function isCounted({ journey, nodeId, begun, moments }: Telling): boolean {
  if (journey.config.states[nodeId]?.type === 'final') return true
  return begun.convertibleUntil !== null && moments.causedAt <= begun.convertibleUntil
}

function tellNodeEntered(telling: Telling, node: NodeId): void {
  const { factAt } = telling.moments
  const visit = countVisits(telling, node) + 1
  telling.visits[node] = visit
  telling.nodeId = node
  telling.nodeEnteredAt = factAt
  telling.facts.push({ kind: 'node-entered', at: factAt, node, visit })
}

/** How often the run has been in a node, the visit under way included. */
export function countVisits({ visits }: Telling, node: NodeId): number {
  return Object.hasOwn(visits, node) ? (visits[node] ?? 0) : 0
}

/** The person stands in another stage now, whichever they were in: for the first time, or again. */
export function enterStage(telling: Telling, stage: StageId): void {
  if (!Object.hasOwn(telling.stages, stage)) return tellStageEntered(telling, stage)
  standIn(telling, stage)
}

function tellStageChange(telling: Telling, stage: StageId): void {
  const from = telling.stageId
  tellStageLeft(telling)
  if (!Object.hasOwn(telling.stages, stage)) return tellStageEntered(telling, stage)
  if (getRank(telling, stage) < getRank(telling, from)) {
    telling.facts.push({ kind: 'stage-regressed', at: telling.moments.factAt, stage, from })
  }
  standIn(telling, stage)
}

function tellStageEntered(telling: Telling, stage: StageId): void {
  const { factAt } = telling.moments
  const { stages: from } = telling
  telling.facts.push({
    kind: 'stage-entered',
    at: factAt,
    stage,
    entryNumber: telling.begun.entryNumber,
    from,
  })
  telling.stages = { ...from, [stage]: factAt }
  standIn(telling, stage)
}

/** The stay in the stage is over. */
export function tellStageLeft({ facts, moments, stageId: stage, stageEnteredAt: enteredAt }: Telling): void {
  facts.push({ kind: 'stage-left', at: moments.factAt, stage, enteredAt })
}

function standIn(telling: Telling, stage: StageId): void {
  telling.stageId = stage
  telling.stageEnteredAt = telling.moments.factAt
}

/** The stage a node of the version stands in. */
export function getStage({ journey }: Telling, node: NodeId): StageId {
  const stage = journey.stageOf.get(node)
  invariant(stage !== undefined, `node ${node} stands in no stage`)
  return stage
}

function getRank({ journey }: Telling, stage: StageId): number {
  const rank = journey.stageOrder.get(stage)
  invariant(rank !== undefined, `there is no stage ${stage}`)
  return rank
}
