import type { JourneyDefinition } from '@periplo/model'
import { findEntryEvent } from '../entry-event.ts'
import { compileNode } from '../nodes/compile-node.ts'
import { toSurroundings } from '../nodes/surroundings.ts'
import { ENDS, OUTSIDE } from './machine-config.ts'
import type { MachineConfig, StateConfig, StateName, Way } from './machine-config.ts'
import { toEventType } from './names.ts'

/** Turns a definition that can be published into one machine: a state per node, some with one to wait in, and the states outside of all. */
export function compileMachine(definition: JourneyDefinition): MachineConfig {
  const around = toSurroundings(definition)
  const states = Object.fromEntries<StateConfig>([
    [OUTSIDE, compileOutside(definition)],
    ...definition.nodes.flatMap((node) => compileNode(node, around)),
    ...Object.values(ENDS).map((end): [StateName, StateConfig] => [end, { type: 'final' }]),
  ])
  return { id: 'journey', initial: OUTSIDE, states }
}

/** Waits for the entering event; the run says by which node it enters. */
function compileOutside({ nodes }: JourneyDefinition): StateConfig {
  const on = new Map<string, readonly Way[]>()
  for (const node of nodes) {
    const { id } = node
    const event = findEntryEvent(node)
    if (event === undefined) continue
    const type = toEventType(event)
    const way: Way = {
      target: id,
      guard: { type: 'entersBy', params: { node: id } },
      actions: [{ type: 'enter', params: { node: id } }],
    }
    on.set(type, [...(on.get(type) ?? []), way])
  }
  return { on: Object.fromEntries(on) }
}
