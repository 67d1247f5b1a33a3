import type { NodeId } from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import { collapseMachine } from '../machine/collapse-machine.ts'
import { toDelays } from '../machine/delays.ts'
import { OUTSIDE } from '../machine/machine-config.ts'
import type { Way } from '../machine/machine-config.ts'
import { toWaitingName } from '../machine/names.ts'
import { buildMachine } from '../xstate-adapter.ts'
import type { Machine } from '../xstate-adapter.ts'

/** Where somebody arrives who is moved into a version, and whether they go on waiting there. */
export interface Arrival {
  readonly node: NodeId
  readonly keeps: boolean
}

/** The machine's type for an arrival; no event can be called so. */
export function toArrivalType({ node, keeps }: Arrival): string {
  return `$${keeps ? 'keep' : 'arrive'}-${node}`
}

const built = new WeakMap<CompiledJourney, Machine>()

/**
 * The machine of a version with ways into every node from outside: by it people arrive who are moved. It rests in
 * the same states, so that they go on in the version's own. Built when somebody first does.
 */
export function getArrivals(journey: CompiledJourney): Machine {
  const found = built.get(journey)
  if (found) return found
  const { config, definition } = journey
  const on = Object.fromEntries(
    definition.nodes.flatMap(({ id: node, kind }) => [
      [toArrivalType({ node, keeps: false }), [toArrivalWay({ node, keeps: false }, node)]],
      [
        toArrivalType({ node, keeps: true }),
        [toArrivalWay({ node, keeps: true }, kind === 'webhook' ? toCalledState(journey, node) : node)],
      ],
    ]),
  )
  const states = { ...config.states, [OUTSIDE]: { on } }
  const machine = buildMachine(collapseMachine({ ...config, states }), toDelays(definition))
  built.set(journey, machine)
  return machine
}

function toArrivalWay(arrival: Arrival, target: string): Way {
  return { target, actions: [{ type: 'arrive', params: arrival }] }
}

/** Where the answer to a call is waited for, without calling again; the node itself where none is. */
function toCalledState({ config }: CompiledJourney, node: NodeId): string {
  const waiting = toWaitingName(node)
  return Object.hasOwn(config.states, waiting) ? waiting : node
}
