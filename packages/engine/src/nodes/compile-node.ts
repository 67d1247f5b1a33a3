import type { NodeKind, NodeOf } from '@periplo/model'
import type { StateConfig } from '../machine/machine-config.ts'
import type { NodeState, Surroundings } from './surroundings.ts'
import { compileCondition } from './condition.ts'
import { compileDelay } from './delay.ts'
import { compileEventEntry } from './event-entry.ts'
import { compileExit } from './exit.ts'
import { compileGoal } from './goal.ts'
import { compileMessage } from './message.ts'
import { compileRandomSplit } from './random-split.ts'
import { compileUpdateProfile } from './update-profile.ts'
import { compileWaitForEvent } from './wait-for-event.ts'
import { compileWebhook } from './webhook.ts'

/** What each kind of node becomes in the machine. */
export const COMPILE: { readonly [K in NodeKind]: (node: NodeOf<K>, around: Surroundings) => NodeState } = {
  'event-entry': compileEventEntry,
  delay: compileDelay,
  'wait-for-event': compileWaitForEvent,
  condition: compileCondition,
  'random-split': compileRandomSplit,
  message: compileMessage,
  webhook: compileWebhook,
  'update-profile': compileUpdateProfile,
  goal: compileGoal,
  exit: compileExit,
}

/** The state of one node, with what a reader of the machine wants to know about it. */
export function compileNode<K extends NodeKind>(node: NodeOf<K>, around: Surroundings): StateConfig {
  const compile: (node: NodeOf<K>, around: Surroundings) => NodeState = COMPILE[node.kind]
  const { kind, title, stage } = node
  return { ...compile(node, around), meta: { kind, title, stage } }
}
