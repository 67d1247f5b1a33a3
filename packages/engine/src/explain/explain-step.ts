import type { Condition, Fact, Node, NodeId, PersonState } from '@periplo/model'
import { TOO_FEW } from '@periplo/model'
import { findCause, toEntryCause } from '../cause.ts'
import type { StartInput, StepQuestion } from '../cause.ts'
import { NO_AUDIENCES, changeAudiences } from '../change-audiences.ts'
import type { CompiledJourney } from '../compile-journey.ts'
import { evaluate } from '../conditions/evaluate.ts'
import type { Run } from '../machine/run.ts'
import { toMovingRun } from '../move/follow-move.ts'
import type { MoveQuestion } from '../move/follow-move.ts'
import { updateTraits } from '../update-traits.ts'
import { explainNode } from './because.ts'
import type { Because } from './because.ts'
import { explainCondition } from './explain-condition.ts'
import type { Term } from './explain-condition.ts'

/** Why somebody left a node, or ended in it. */
export interface Reason {
  readonly node: NodeId
  /** Null where the run ended. */
  readonly port: string | null
  readonly because: Because
  /** The rule of the journey that ended the run here, with its filter. */
  readonly rule?: {
    readonly reason: 'goal' | 'exit-rule'
    readonly event: string
    readonly filter: Term | null
  }
}

/** A step that was taken, and what it was taken by. */
export type TakenStep =
  | { readonly kind: 'start'; readonly input: StartInput }
  | { readonly kind: 'step'; readonly question: StepQuestion }
  | { readonly kind: 'move'; readonly question: MoveQuestion }

/** Tells of every node a step left or ended in what decided, by the facts of that step. */
export function explainStep(taken: TakenStep, facts: readonly Fact[]): readonly Reason[] {
  const journey = getJourney(taken, facts)
  const nodes = new Map(journey.definition.nodes.map((node) => [node.id, node]))
  let run = toRun(taken)
  let dueAt = findDueAt(taken)
  const reasons: Reason[] = []
  for (const fact of facts) {
    const left = toLeft(fact)
    const node = left && nodes.get(left.node)
    if (!left || !node || !run) continue
    const rule = left.endReason && explainRule(journey, left.endReason, run)
    const because = explainNode(node, { run, dueAt })
    reasons.push({ node: node.id, port: left.port, because, ...(rule && { rule }) })
    run = { ...run, person: applyNode(node, run, left.port) }
    dueAt = null
  }
  return reasons
}

/** The version whose nodes the step went through: where it was moved, the one it was moved into. */
function getJourney(taken: TakenStep, facts: readonly Fact[]): CompiledJourney {
  if (taken.kind === 'start') return taken.input.journey
  if (taken.kind === 'step') return taken.question.journey
  const movedIn = facts.find((fact) => fact.kind === 'moved-in')
  const { journeyOf, enrollment } = taken.question
  return journeyOf(movedIn?.version ?? enrollment.versionId)
}

interface Left {
  readonly node: NodeId
  readonly port: string | null
  readonly endReason?: string
}

function toLeft(fact: Fact): Left | undefined {
  if (fact.kind === 'node-left') return { node: fact.node, port: fact.port }
  return fact.kind === 'enrollment-ended'
    ? { node: fact.node, port: null, endReason: fact.reason }
    : undefined
}

function toRun(taken: TakenStep): Run | undefined {
  switch (taken.kind) {
    case 'start':
      return toEntryCause(taken.input).push.run
    case 'step':
      return findCause(taken.question)?.push.run
    case 'move':
      return toMovingRun(taken.question)
  }
}

function findDueAt(taken: TakenStep): number | null {
  if (taken.kind !== 'step' || taken.question.input.kind === 'event') return null
  const { timerId } = taken.question.input
  return taken.question.enrollment.envelope.timers.find((timer) => timer.timerId === timerId)?.dueAt ?? null
}

/** The person as the nodes after this one see them. */
function applyNode(node: Node, run: Run, port: string | null): PersonState {
  if (node.kind === 'audience')
    return { ...run.person, audiences: changeAudiences(run.person.audiences ?? NO_AUDIENCES, node) }
  if (node.kind === 'loyalty-points' && port !== TOO_FEW) {
    const by = node.act === 'add' ? node.points : -node.points
    return { ...run.person, points: (run.person.points ?? 0) + by }
  }
  if (node.kind !== 'update-profile') return run.person
  return { ...run.person, traits: updateTraits(node.changes, run).traits }
}

/** A goal node ends a run by itself; then no rule did. */
function explainRule({ definition }: CompiledJourney, endReason: string, run: Run): Reason['rule'] {
  const { goal, exits } = definition.settings
  const acts = ({ event, filter }: { event: string; filter?: Condition | undefined }): boolean =>
    event === run.event.name && (filter === undefined || evaluate(filter, run) === true)
  const rule = endReason === 'exit-rule' ? exits.find(acts) : endReason === 'goal' ? goal : undefined
  if (!rule || !acts(rule)) return undefined
  const filter = rule.filter ? explainCondition(rule.filter, run) : null
  return { reason: endReason === 'goal' ? 'goal' : 'exit-rule', event: rule.event, filter }
}
