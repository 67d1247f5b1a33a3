import { NODE_FAMILY, invariant, toEdgeKey } from '@periplo/model'
import type { JourneyDefinition, NodeId, NodeKind, NodeOf, RollupSubject, StageId } from '@periplo/model'
import { toSpan } from './span.ts'
import type { Span } from './span.ts'

/** What the formulas need of a node. */
export interface NodeFrame {
  readonly subject: RollupSubject
  readonly kind: NodeKind
  /** How long an entry has to go on before it counts as lost (K02, K03). */
  readonly span: Span
  /** People stay in it: dwell and stuck are measured (K04). */
  readonly waits: boolean
  /** Runs end in it: it has no drop-off of its own. */
  readonly ends: boolean
}

/** What the formulas need of a stage; `index` is its place from the left. */
export interface StageFrame {
  readonly stageId: StageId
  readonly subject: RollupSubject
  readonly index: number
  readonly targetConversionRate: number | null
}

/** What the formulas need of an edge. */
export interface EdgeFrame {
  readonly key: string
  readonly subject: RollupSubject
  readonly from: NodeId
}

/** What the formulas need of a version, derived once. Deeply constant. */
export interface JourneyFrame {
  readonly journeyId: string
  readonly versionId: string
  /** IANA zone of the workspace: its civil days are the cohorts. */
  readonly zone: string
  readonly nodes: ReadonlyMap<NodeId, NodeFrame>
  readonly edges: readonly EdgeFrame[]
  readonly stages: readonly StageFrame[]
  readonly stageOf: ReadonlyMap<StageId, StageFrame>
  /** How long after entry the goal counts. */
  readonly goalSpan: Span
  /** Whether there is any goal to reach: the journey's own or a goal node. */
  readonly hasGoal: boolean
}

/** Civil days an entry may take beyond the node's own longest wait before it counts as lost. */
export const GRACE_DAYS = 7

const AT_ONCE: Span = { days: GRACE_DAYS, exactMs: 0 }

/** A window comes round within a week; how far ahead a date lies is not known beforehand. */
const LONGEST_DAYS = { window: 7, date: 366, property: 366 } as const

/** How long each kind may rightly hold somebody, with the grace. */
const SPAN: { readonly [K in NodeKind]: (node: NodeOf<K>) => Span } = {
  'event-entry': () => AT_ONCE,
  'api-entry': () => AT_ONCE,
  'segment-entry': () => AT_ONCE,
  delay: (node) => toSpan(node.duration, GRACE_DAYS),
  'wait-until': ({ until }) => ({ days: LONGEST_DAYS[until.by] + GRACE_DAYS, exactMs: 0 }),
  'wait-for-event': (node) => toSpan(node.timeout, GRACE_DAYS),
  condition: () => AT_ONCE,
  switch: () => AT_ONCE,
  'random-split': () => AT_ONCE,
  experiment: () => AT_ONCE,
  message: () => AT_ONCE,
  webhook: (node) => (node.answer ? toSpan(node.answer.timeout, GRACE_DAYS) : AT_ONCE),
  'update-profile': () => AT_ONCE,
  'emit-event': () => AT_ONCE,
  audience: () => AT_ONCE,
  'loyalty-points': () => AT_ONCE,
  goal: () => AT_ONCE,
  exit: () => AT_ONCE,
  'start-journey': () => AT_ONCE,
}

/** Derives what counting and measuring a version needs. The definition must be one that was published. */
export function toJourneyFrame({
  journeyId,
  versionId,
  definition,
  zone,
}: {
  readonly journeyId: string
  readonly versionId: string
  readonly definition: JourneyDefinition
  readonly zone: string
}): JourneyFrame {
  const stages = definition.stages.map(toStageFrame)
  return {
    journeyId,
    versionId,
    zone,
    nodes: new Map(definition.nodes.map((node) => [node.id, toNodeFrame(node)])),
    edges: definition.edges.map((edge) => ({ ...toEdgeFrame(edge), from: edge.from })),
    stages,
    stageOf: new Map(stages.map((stage) => [stage.stageId, stage])),
    goalSpan: toSpan(definition.settings.conversionWindow, 0),
    hasGoal: definition.settings.goal !== undefined || definition.nodes.some((node) => node.kind === 'goal'),
  }
}

/** The frame of a node that a fact names. A fact about a node its version does not have is a bug. */
export function getNode(frame: JourneyFrame, nodeId: NodeId): NodeFrame {
  const node = frame.nodes.get(nodeId)
  invariant(node, `version ${frame.versionId} has no node ${nodeId}`)
  return node
}

/** The frame of a stage that a fact names; like {@link getNode}. */
export function getStage(frame: JourneyFrame, stageId: StageId): StageFrame {
  const stage = frame.stageOf.get(stageId)
  invariant(stage, `version ${frame.versionId} has no stage ${stageId}`)
  return stage
}

function toNodeFrame<K extends NodeKind>(node: NodeOf<K>): NodeFrame {
  const spanOf: (node: NodeOf<K>) => Span = SPAN[node.kind]
  const family = NODE_FAMILY[node.kind]
  return {
    subject: `node:${node.id}`,
    kind: node.kind,
    span: spanOf(node),
    waits: family === 'wait',
    ends: family === 'end',
  }
}

function toEdgeFrame(edge: JourneyDefinition['edges'][number]): Omit<EdgeFrame, 'from'> {
  const key = toEdgeKey(edge)
  return { key, subject: `edge:${key}` }
}

function toStageFrame(stage: JourneyDefinition['stages'][number], index: number): StageFrame {
  return {
    stageId: stage.id,
    subject: `stage:${stage.id}`,
    index,
    targetConversionRate: stage.targetConversionRate ?? null,
  }
}
