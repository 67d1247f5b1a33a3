import type { NodeKind, NodeOf } from '@periplo/model'
import type { StateConfig, StateName } from '../machine/machine-config.ts'
import { toWaitingName } from '../machine/names.ts'
import type { NodeState, Surroundings } from './surroundings.ts'
import { compileApiEntry } from './api-entry.ts'
import { compileAudience } from './audience.ts'
import { compileCondition } from './condition.ts'
import { compileDelay } from './delay.ts'
import { compileEmitEvent } from './emit-event.ts'
import { compileEventEntry } from './event-entry.ts'
import { compileExit } from './exit.ts'
import { compileExperiment } from './experiment.ts'
import { compileGoal } from './goal.ts'
import { compileLoyaltyPoints } from './loyalty-points.ts'
import { compileMessage } from './message.ts'
import { compileRandomSplit } from './random-split.ts'
import { compileSegmentEntry } from './segment-entry.ts'
import { compileStartJourney } from './start-journey.ts'
import { compileSwitch } from './switch.ts'
import { compileUpdateProfile } from './update-profile.ts'
import { compileWaitForEvent } from './wait-for-event.ts'
import { compileWaitUntil } from './wait-until.ts'
import { compileWebhook } from './webhook.ts'

/** What each kind of node becomes in the machine. */
export const COMPILE: { readonly [K in NodeKind]: (node: NodeOf<K>, around: Surroundings) => NodeState } = {
  'event-entry': compileEventEntry,
  'api-entry': compileApiEntry,
  'segment-entry': compileSegmentEntry,
  delay: compileDelay,
  'wait-until': compileWaitUntil,
  'wait-for-event': compileWaitForEvent,
  condition: compileCondition,
  switch: compileSwitch,
  'random-split': compileRandomSplit,
  experiment: compileExperiment,
  message: compileMessage,
  webhook: compileWebhook,
  'update-profile': compileUpdateProfile,
  'emit-event': compileEmitEvent,
  audience: compileAudience,
  'loyalty-points': compileLoyaltyPoints,
  goal: compileGoal,
  exit: compileExit,
  'start-journey': compileStartJourney,
}

/** The states of one node by name, with what a reader of the machine wants to know about it. */
export function compileNode<K extends NodeKind>(
  node: NodeOf<K>,
  around: Surroundings,
): readonly (readonly [StateName, StateConfig])[] {
  const compile: (node: NodeOf<K>, around: Surroundings) => NodeState = COMPILE[node.kind]
  const { id, kind, title, stage } = node
  const { waiting, ...state } = compile(node, around)
  const meta = { kind, title, stage }
  const own = [id, { ...state, meta }] as const
  return waiting ? [own, [toWaitingName(id), { ...waiting, meta }]] : [own]
}
