import type { JourneyFrame } from '@periplo/kpi'
import { listStints } from '@periplo/model'
import type { EndReason, Fact, Instant, JourneyDefinition, Stint } from '@periplo/model'
import type { AuditedEnrollment, AuditedRun, AuditedStep } from '@periplo/store'
import type { RunCheck } from './finding.ts'

/** A version as far as the audit asks about it. */
export interface AuditedVersion {
  readonly definition: JourneyDefinition
  readonly frame: JourneyFrame
}

/** Where the facts of a run have led it. */
interface Fold {
  nodeId: string
  nodeEnteredAt: Instant
  endReason: EndReason | null
  endedAt: Instant | null
  convertedAt: Instant | null
  readonly visits: Record<string, number>
  readonly stages: Record<string, Instant>
}

/** Versions by id. */
export type VersionOf = (versionId: string) => AuditedVersion | undefined

/** Everything wrong with one run, seen against its history and the versions it was on. Pure; empty means nothing. */
export function checkRun(run: AuditedRun, versionOf: VersionOf): readonly RunCheck[] {
  const { stored, steps } = run
  if (!stored) return ['history-without-enrollment']
  const found: RunCheck[] = []
  if (!isGapFree(stored, steps)) found.push('history-gap')
  if (hasDoubleInput(steps)) found.push('input-taken-twice')
  const version = versionOf(stored.versionId)
  if (!version || !hasVersions(run, versionOf)) return [...found, 'version-missing']
  if (!isInPlace(run, versionOf)) return [...found, 'fact-out-of-place']
  if (!agrees(stored, fold(steps), version)) found.push('fold-differs')
  return [...found, ...checkTimers(stored)]
}

/** The parts of a run by version. */
export function toStints({ stored, steps }: AuditedRun): readonly Stint[] {
  return stored
    ? listStints(
        steps.flatMap(({ facts }) => facts),
        stored.versionId,
      )
    : []
}

function hasVersions(run: AuditedRun, versionOf: VersionOf): boolean {
  return toStints(run).every(({ versionId }) => versionOf(versionId) !== undefined)
}

/** Whether every node and stage the run names is one of the version it was on, so that its facts can be counted. */
export function isInPlace(run: AuditedRun, versionOf: VersionOf): boolean {
  return toStints(run).every(({ versionId, facts }) => {
    const frame = versionOf(versionId)?.frame
    return frame !== undefined && facts.every((fact) => isFactInPlace(fact, frame))
  })
}

function isFactInPlace(fact: Fact, { nodes, stageOf }: JourneyFrame): boolean {
  switch (fact.kind) {
    case 'node-entered':
    case 'enrollment-ended':
    case 'message':
    case 'assigned':
    case 'emitted':
    case 'moved-out':
    case 'moved-in':
    case 'audience-changed':
    case 'points-changed':
      return nodes.has(fact.node)
    case 'node-left':
      return nodes.has(fact.node) && nodes.has(fact.to)
    case 'stage-entered':
    case 'stage-left':
      return stageOf.has(fact.stage)
    case 'stage-regressed':
      return stageOf.has(fact.stage) && stageOf.has(fact.from)
    case 'enrollment-entered':
    case 'goal-reached':
      return true
  }
}

function isGapFree({ seq }: AuditedEnrollment, steps: readonly AuditedStep[]): boolean {
  return steps.length === seq && steps.every((step, at) => step.seq === at + 1)
}

/** Only offsets name one input; a timer of a loop has the same name in every round. */
function hasDoubleInput(steps: readonly AuditedStep[]): boolean {
  const offsets = steps
    .filter(({ input }) => input.startsWith('offset:'))
    .map(({ partitionId, input }) => `${partitionId}/${input}`)
  return new Set(offsets).size < offsets.length
}

function fold(steps: readonly AuditedStep[]): Fold {
  const folded: Fold = {
    nodeId: '',
    nodeEnteredAt: 0,
    endReason: null,
    endedAt: null,
    convertedAt: null,
    visits: {},
    stages: {},
  }
  for (const { facts } of steps) for (const fact of facts) foldFact(folded, fact)
  return folded
}

function foldFact(folded: Fold, fact: Fact): void {
  switch (fact.kind) {
    case 'node-entered':
      folded.nodeId = fact.node
      folded.nodeEnteredAt = fact.at
      folded.visits[fact.node] = (folded.visits[fact.node] ?? 0) + 1
      return
    case 'moved-in':
      folded.nodeId = fact.node
      folded.nodeEnteredAt = fact.enteredAt
      folded.visits[fact.node] = fact.visit
      return
    case 'stage-entered':
      folded.stages[fact.stage] = fact.at
      return
    case 'enrollment-ended':
      folded.endReason = fact.reason
      folded.endedAt = fact.at
      return
    case 'goal-reached':
      folded.convertedAt = fact.at
      return
    case 'enrollment-entered':
    case 'node-left':
    case 'stage-left':
    case 'stage-regressed':
    case 'message':
    case 'assigned':
    case 'emitted':
    case 'moved-out':
    case 'audience-changed':
    case 'points-changed':
  }
}

function agrees(stored: AuditedEnrollment, folded: Fold, { definition }: AuditedVersion): boolean {
  const stage = definition.nodes.find((node) => node.id === stored.nodeId)?.stage
  return (
    stored.nodeId === folded.nodeId &&
    stored.nodeEnteredAt === folded.nodeEnteredAt &&
    stored.stageId === stage &&
    stored.status === (folded.endReason === null ? 'active' : 'ended') &&
    stored.endReason === folded.endReason &&
    stored.endedAt === folded.endedAt &&
    stored.convertedAt === folded.convertedAt &&
    isSameRecord(stored.envelope.visits, folded.visits) &&
    isSameRecord(stored.envelope.stages, folded.stages)
  )
}

function isSameRecord(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

function checkTimers({ status, dueAt, envelope: { timers, held } }: AuditedEnrollment): readonly RunCheck[] {
  const earliest = timers.length === 0 ? null : Math.min(...timers.map((timer) => timer.dueAt))
  if (status === 'ended') return dueAt === null && earliest === null ? [] : ['timer-left-over']
  if (earliest === null) return ['timer-missing']
  if (held && (dueAt === null || held.heard)) return []
  return dueAt === earliest ? [] : ['due-differs']
}
