import type { Node, NodeKind, NodeOf } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import type { ComponentType } from 'react'
import { API_ENTRY_DESIGN } from './api-entry.tsx'
import { AUDIENCE_DESIGN } from './audience.tsx'
import { CONDITION_DESIGN } from './condition.tsx'
import { DELAY_DESIGN } from './delay.tsx'
import { EMIT_EVENT_DESIGN } from './emit-event.tsx'
import { EVENT_ENTRY_DESIGN } from './event-entry.tsx'
import { EXIT_DESIGN } from './exit.tsx'
import { EXPERIMENT_DESIGN } from './experiment.tsx'
import { GOAL_DESIGN } from './goal.tsx'
import { LOYALTY_POINTS_DESIGN } from './loyalty-points.tsx'
import { MESSAGE_DESIGN } from './message.tsx'
import type { NodeDesign, NodeFormProps } from './node-design.ts'
import { RANDOM_SPLIT_DESIGN } from './random-split.tsx'
import { SEGMENT_ENTRY_DESIGN } from './segment-entry.tsx'
import { START_JOURNEY_DESIGN } from './start-journey.tsx'
import { SWITCH_DESIGN } from './switch.tsx'
import { UPDATE_PROFILE_DESIGN } from './update-profile.tsx'
import { WAIT_FOR_EVENT_DESIGN } from './wait-for-event.tsx'
import { WAIT_UNTIL_DESIGN } from './wait-until.tsx'
import { WEBHOOK_DESIGN } from './webhook.tsx'

/** What the designer knows of each kind of node. */
export const NODE_DESIGNS: { readonly [K in NodeKind]: NodeDesign<K> } = {
  'event-entry': EVENT_ENTRY_DESIGN,
  'api-entry': API_ENTRY_DESIGN,
  'segment-entry': SEGMENT_ENTRY_DESIGN,
  delay: DELAY_DESIGN,
  'wait-until': WAIT_UNTIL_DESIGN,
  'wait-for-event': WAIT_FOR_EVENT_DESIGN,
  condition: CONDITION_DESIGN,
  switch: SWITCH_DESIGN,
  'random-split': RANDOM_SPLIT_DESIGN,
  experiment: EXPERIMENT_DESIGN,
  message: MESSAGE_DESIGN,
  webhook: WEBHOOK_DESIGN,
  'update-profile': UPDATE_PROFILE_DESIGN,
  'emit-event': EMIT_EVENT_DESIGN,
  audience: AUDIENCE_DESIGN,
  'loyalty-points': LOYALTY_POINTS_DESIGN,
  goal: GOAL_DESIGN,
  exit: EXIT_DESIGN,
  'start-journey': START_JOURNEY_DESIGN,
}

/** The line on the card of a node. */
export function summarizeNode<K extends NodeKind>(node: NodeOf<K>, locale: Locale): string {
  const summarize: NodeDesign<K>['summarize'] = NODE_DESIGNS[node.kind].summarize
  return summarize(node, locale)
}

/** The word above a port of a node. */
export function namePort<K extends NodeKind>(node: NodeOf<K>, port: string, locale: Locale): string {
  const name: NodeDesign<K>['namePort'] = NODE_DESIGNS[node.kind].namePort
  return name(node, port, locale)
}

/** The form of a node's kind. */
export function getForm<K extends NodeKind>(kind: K): ComponentType<NodeFormProps<K>> {
  return NODE_DESIGNS[kind].Form
}

/** The title of a node, or its kind where nobody has written one. */
export function titleOf(node: Node, locale: Locale): string {
  return node.title.trim() || NODE_DESIGNS[node.kind].name[locale]
}
