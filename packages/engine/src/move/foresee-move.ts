import { toNominalMs } from '@periplo/model'
import type { InFlightChoice, JourneyDefinition, MoveTarget, Node, NodeId, VersionId } from '@periplo/model'
import { toMemory } from '../remembers.ts'
import type { Memory, Remembered } from '../remembers.ts'
import { findFollowed, findNode, findWaitTime, holdsPeople, keepsWaiting, takesMoved } from './places.ts'

/** Versions people are moved out of, and the one they would be moved into. */
export interface Flight {
  readonly earlier: ReadonlyMap<VersionId, JourneyDefinition>
  readonly to: JourneyDefinition
}

/** What is wrong with a mapping, and where. */
export interface MoveFlaw {
  readonly code:
    | 'unknown-version'
    | 'unknown-node'
    | 'node-holds-nobody'
    | 'named-twice'
    | 'unknown-target'
    | 'closed-target'
  readonly versionId: VersionId
  readonly node: NodeId
  /** The node they were to go to, where that is what is wrong. */
  readonly target?: NodeId
}

/** Everything wrong with what was chosen for the people in flight. Nothing is right about a line with a flaw. */
export function findMoveFlaws(choice: InFlightChoice, { earlier, to }: Flight): readonly MoveFlaw[] {
  if (choice.kind !== 'migrate') return []
  const named = new Set<string>()
  return choice.nodes.flatMap(({ versionId, node, target }): readonly MoveFlaw[] => {
    const line = { versionId, node }
    const key = `${versionId}/${node}`
    const isTwice = named.has(key)
    named.add(key)
    if (isTwice) return [{ code: 'named-twice', ...line }]
    const version = earlier.get(versionId)
    if (!version) return [{ code: 'unknown-version', ...line }]
    const from = findNode(version, node)
    if (!from) return [{ code: 'unknown-node', ...line }]
    if (!holdsPeople(from)) return [{ code: 'node-holds-nobody', ...line }]
    if (target.kind === 'leave') return []
    const goal = findNode(to, target.node)
    if (!goal) return [{ code: 'unknown-target', ...line, target: target.node }]
    return takesMoved(goal) ? [] : [{ code: 'closed-target', ...line, target: target.node }]
  })
}

/** What becomes of whoever stands in one node. */
export interface ForeseenNode {
  readonly versionId: VersionId
  readonly node: NodeId
  readonly target: MoveTarget | { readonly kind: 'stay' }
  /** Who `acts` does at once what the target says; who `waits` goes on waiting there. */
  readonly becomes: 'stays' | 'waits' | 'acts' | 'leaves'
  /**
   * Whose wait is over by the new rule: once this long has passed since they were due, or since they came. Days count
   * 24 hours, so at a clock change somebody may be told on the wrong side. Null where the new rule ends no wait earlier.
   */
  readonly over: { readonly since: 'due' | 'entered'; readonly afterMs: number } | null
}

/** What the choice means for every node of the earlier versions that people can be in. The choice must have no flaws. */
export function foreseeMove(choice: InFlightChoice, { earlier, to }: Flight): readonly ForeseenNode[] {
  return [...earlier].flatMap(([versionId, definition]) =>
    definition.nodes.filter(holdsPeople).map((node) => foresee(choice, { versionId, node, to })),
  )
}

interface Foreseeing {
  readonly versionId: VersionId
  readonly node: Node
  readonly to: JourneyDefinition
}

function foresee(choice: InFlightChoice, { versionId, node, to }: Foreseeing): ForeseenNode {
  const line = { versionId, node: node.id }
  const target = findMoveTarget(choice, { versionId, node, to })
  if (!target) return { ...line, target: { kind: 'stay' }, becomes: 'stays', over: null }
  if (target.kind === 'leave') return { ...line, target, becomes: 'leaves', over: null }
  const goal = findNode(to, target.node)
  if (!goal || !keepsWaiting(node, goal)) return { ...line, target, becomes: 'acts', over: null }
  return { ...line, target, becomes: 'waits', over: findOver(node, goal) }
}

function findMoveTarget(choice: InFlightChoice, { versionId, node, to }: Foreseeing): MoveTarget | undefined {
  switch (choice.kind) {
    case 'stay':
      return undefined
    case 'follow': {
      const followed = findFollowed(node, to)
      return followed && { kind: 'to', node: followed.id }
    }
    case 'migrate':
      return choice.nodes.find((line) => line.versionId === versionId && line.node === node.id)?.target
  }
}

function findOver(from: Node, to: Node): ForeseenNode['over'] {
  const [before, after] = [findWaitTime(from), findWaitTime(to)]
  if (!after) return null
  if (!before) return { since: 'entered', afterMs: toNominalMs(after) }
  const afterMs = toNominalMs(after) - toNominalMs(before)
  return afterMs < 0 ? { since: 'due', afterMs } : null
}

/**
 * What a version asks for that runs of another have not kept of the events they remember: `entry.cart_id`, or
 * `entry` where that cannot be told. To whoever is moved it is a missing value.
 */
export function listForgotten(from: JourneyDefinition, to: JourneyDefinition): readonly string[] {
  const [kept, asked] = [toMemory(from), toMemory(to)]
  return [
    ...listMissing('entry', kept.entry, asked.entry),
    ...listMissing('event', kept.event, asked.event),
    ...listMissingAnswers(kept, asked),
  ]
}

function listMissing(of: string, kept: Remembered, asked: Remembered): readonly string[] {
  if (kept === 'everything') return []
  if (asked === 'everything') return [of]
  return [...asked].filter((name) => !kept.has(name)).map((name) => `${of}.${name}`)
}

function listMissingAnswers(kept: Memory, asked: Memory): readonly string[] {
  return [...asked.answers].flatMap(([node, names]) => {
    const before = kept.answers.get(node)
    return before ? listMissing(`answer.${node}`, before, names) : []
  })
}
