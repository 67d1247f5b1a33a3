import { invariant } from '@periplo/model'
import type { Instant, JourneyDefinition, Node } from '@periplo/model'
import { toDueAt } from '../civil-time.ts'
import { findTarget } from '../wait-target.ts'
import { toDelayName, toUntilName } from './names.ts'
import type { Run } from './run.ts'

/** When a wait that begins with this move is over. */
export type DueAt = (run: Run) => Instant

/** Every delay a machine names, and when it is over. */
export function toDelays({ nodes }: JourneyDefinition): ReadonlyMap<string, DueAt> {
  return new Map(nodes.flatMap(listDelays))
}

function listDelays(node: Node): readonly (readonly [string, DueAt])[] {
  if (node.kind === 'wait-until') {
    const { id, until } = node
    return [[toUntilName(id), (run) => getTarget(id, findTarget(until, run))]]
  }
  const duration = findDuration(node)
  return duration ? [[toDelayName(duration), ({ now, person }) => toDueAt(now, duration, person.zone)]] : []
}

function findDuration(node: Node) {
  if (node.kind === 'delay') return node.duration
  if (node.kind === 'webhook') return node.answer?.timeout
  return node.kind === 'wait-for-event' ? node.timeout : undefined
}

function getTarget(node: string, target: Instant | undefined): Instant {
  invariant(target !== undefined, `node ${node} waits for no moment`)
  return target
}
