import type { Instant, NodeId } from '@periplo/model'
import type { Telling } from './telling.ts'
import { tellTimerCancel } from './timers.ts'
import { countVisits, enterStage, getStage, tellStageLeft } from './way.ts'

/** How somebody arrives who was moved. */
interface Arriving {
  readonly node: NodeId
  /** The wait goes on: it is the stay they were in. */
  readonly keeps: boolean
  /** They are back in a stay of before, which began then. */
  readonly since?: Instant
}

/** The person was moved into a node of this version from another one. The timers of their wait are called off. */
export function tellArrival(telling: Telling, { node, keeps, since }: Arriving): void {
  const { journey, begun, facts, stages } = telling
  const { factAt: at } = telling.moments
  for (const { timerId } of telling.timers) tellTimerCancel(telling, timerId)
  const stage = getStage(telling, node)
  const isElsewhere = stage !== telling.stageId
  if (isElsewhere) tellStageLeft(telling)
  const counted = { begunAt: begun.enteredAt, entryNumber: begun.entryNumber, stages }
  const { nodeId, nodeEnteredAt } = telling
  const isSameVisit = since !== undefined || (keeps && node === nodeId)
  facts.push({
    kind: 'moved-out',
    at,
    version: begun.versionId,
    node: nodeId,
    enteredAt: nodeEnteredAt,
    ...counted,
  })
  const visit = countVisits(telling, node) + (isSameVisit ? 0 : 1)
  const enteredAt = since ?? (keeps ? nodeEnteredAt : at)
  telling.visits[node] = visit
  telling.nodeId = node
  telling.nodeEnteredAt = enteredAt
  facts.push({ kind: 'moved-in', at, version: journey.versionId, node, enteredAt, ...counted, visit })
  if (isElsewhere) enterStage(telling, stage)
}
