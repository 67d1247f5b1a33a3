import type { Instant, MessageOutcome, Rollup } from '@periplo/model'
import type { DayRange } from './civil-day.ts'
import { sumOver } from './cohorts.ts'
import { MESSAGE_COUNTER, REFUSAL_COUNTER } from './counters.ts'
import type { Counter } from './counters.ts'
import { getNode } from './journey-frame.ts'
import type { EdgeFrame, JourneyFrame, NodeFrame, StageFrame } from './journey-frame.ts'
import { toGoalConversion, toStageConversion, toStageSkips } from './k01-stage-conversion.ts'
import { toSends } from './k02-sends.ts'
import { toEdgeShare, toFlow } from './k02-step-conversion.ts'
import { toDropOff } from './k03-drop-off.ts'
import { toDwell, toMedianWithInside, toStuck } from './k04-dwell.ts'
import { toRopoTable } from './k05-ropo.ts'
import type { EdgeMeasures, NodeMeasures, Overlay, StageMeasures } from './overlay-shape.ts'
import { toReading } from './reading.ts'
import type { Reading } from './reading.ts'
import { toVerdict } from './verdict.ts'

/**
 * Everything the map shows of a version, over cohort days `[from, to)` as things stood at `asOf`.
 *
 * `rollups` may be more than is needed: those of the version (days of `toReadDays`), those of the journey's
 * orders (the same journey, no version) and the workspace's (no journey); others are passed over. Counts
 * speak of every cohort of the window; rates of the mature ones, and say so where some are not.
 * `journey.inside` is the sum over the nodes: entered their present node within the window.
 */
export function toOverlay({
  frame,
  rollups,
  window: days,
  asOf,
}: {
  readonly frame: JourneyFrame
  readonly rollups: readonly Rollup[]
  readonly window: DayRange
  readonly asOf: Instant
}): Overlay {
  const { journeyId, versionId, zone } = frame
  const read = (owner: { journeyId: string; versionId: string }): Reading => {
    const own = rollups.filter((r) => r.journeyId === owner.journeyId && r.versionId === owner.versionId)
    return toReading({ rollups: own, days, asOf, zone })
  }
  const version = read({ journeyId, versionId })
  const nodes = [...frame.nodes].map(([id, node]) => [id, toNodeMeasures(node, version)] as const)
  const edges = frame.edges.map((edge) => [edge.key, toEdgeMeasures({ frame, edge }, version)] as const)
  const stages = frame.stages.map(
    (stage) => [stage.stageId, toStageMeasures({ frame, stage }, version)] as const,
  )
  return {
    versionId,
    window: version.window,
    asOf,
    nodes: Object.fromEntries(nodes),
    edges: Object.fromEntries(edges),
    stages: Object.fromEntries(stages),
    journey: {
      entered: sumOver(version.cohorts, { subject: 'journey', counter: 'entered' }, days),
      inside: nodes.reduce((sum, [, { inside }]) => sum + inside, 0),
      goal: toGoalConversion(frame, version),
    },
    ropo: toRopoTable('journey', read({ journeyId, versionId: '' })),
    workspaceRopo: toRopoTable('workspace', read({ journeyId: '', versionId: '' })),
  }
}

function toNodeMeasures(node: NodeFrame, reading: Reading): NodeMeasures {
  const countOf = (counter: Counter): number =>
    sumOver(reading.cohorts, { subject: node.subject, counter }, reading.days)
  const messages = toMessageCounts(countOf)
  const refusals = Object.entries(REFUSAL_COUNTER)
    .map(([reason, counter]) => [reason, countOf(counter)] as const)
    .filter(([, count]) => count !== 0)
  return {
    ...toFlow(node, reading),
    ...toDropOff(node, reading),
    dwell: toDwell(node.subject, reading),
    medianWithInside: toMedianWithInside(node, reading),
    stuck: toStuck(node, reading),
    sends: toSends(messages, reading),
    messages,
    refusedByReason: Object.fromEntries(refusals),
  }
}

function toMessageCounts(countOf: (counter: Counter) => number): Readonly<Record<MessageOutcome, number>> {
  return {
    refused: countOf(MESSAGE_COUNTER.refused),
    sent: countOf(MESSAGE_COUNTER.sent),
    failed: countOf(MESSAGE_COUNTER.failed),
    delivered: countOf(MESSAGE_COUNTER.delivered),
    bounced: countOf(MESSAGE_COUNTER.bounced),
    opened: countOf(MESSAGE_COUNTER.opened),
    clicked: countOf(MESSAGE_COUNTER.clicked),
  }
}

function toEdgeMeasures(
  { frame, edge }: { readonly frame: JourneyFrame; readonly edge: EdgeFrame },
  reading: Reading,
): EdgeMeasures {
  return {
    people: sumOver(reading.cohorts, { subject: edge.subject, counter: 'left' }, reading.days),
    share: toEdgeShare(edge, getNode(frame, edge.from), reading),
  }
}

function toStageMeasures(
  { frame, stage }: { readonly frame: JourneyFrame; readonly stage: StageFrame },
  reading: Reading,
): StageMeasures {
  const countOf = (counter: Counter): number =>
    sumOver(reading.cohorts, { subject: stage.subject, counter }, reading.days)
  const isLast = stage.index === frame.stages.length - 1
  const { conversion, dropOff } = isLast
    ? { conversion: null, dropOff: null }
    : toStageConversion(stage, reading)
  return {
    people: countOf('people'),
    conversion,
    dropOff,
    skipped: countOf('skipped'),
    skips: stage.index === 0 ? null : toStageSkips(stage, reading),
    regressed: countOf('regressed'),
    dwell: toDwell(stage.subject, reading),
    verdict: toVerdict(stage.targetConversionRate, conversion),
  }
}
