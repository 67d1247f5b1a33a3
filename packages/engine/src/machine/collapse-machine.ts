import { invariant } from '@periplo/model'
import type { MachineConfig, StateConfig, StateName, Way } from './machine-config.ts'

/** Longer chains are cut, so that many ways into one long chain do not multiply it. */
const MAX_HOPS = 16

/**
 * The same machine with fewer moves: a way into a state that only passes on goes on to where it leads, with
 * the actions of both in their order. States nobody reaches any more are dropped. What a run does, and where
 * it rests, stays the same.
 */
export function collapseMachine(config: MachineConfig): MachineConfig {
  const shortened = Object.entries(config.states).map(([name, state]): [StateName, StateConfig] => [
    name,
    shortenState(name, state, config),
  ])
  const states = new Map(shortened)
  const reached = findReached(config.initial, states)
  return { ...config, states: Object.fromEntries(shortened.filter(([name]) => reached.has(name))) }
}

function shortenState(name: StateName, state: StateConfig, { states }: MachineConfig): StateConfig {
  const shorten = (way: Way): Way => shortenWay(name, way, states)
  const { always, on, after } = state
  return {
    ...state,
    ...(always && { always: always.map(shorten) }),
    ...(on && { on: mapEntries(on, (ways) => ways.map(shorten)) }),
    ...(after && { after: mapEntries(after, shorten) }),
  }
}

function shortenWay(from: StateName, way: Way, states: MachineConfig['states']): Way {
  let { target, actions } = way
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    const next = findOnlyWay(states[target])
    if (!next) break
    actions = [...actions, ...next.actions]
    target = next.target
  }
  return { ...way, target, actions, ...(target === from && { reenter: true as const }) }
}

/** The one way on from a state that asks nothing and does nothing else. */
function findOnlyWay(state: StateConfig | undefined): Way | undefined {
  const [only, ...others] = state?.always ?? []
  return only && !only.guard && others.length === 0 ? only : undefined
}

function findReached(
  initial: StateName,
  states: ReadonlyMap<StateName, StateConfig>,
): ReadonlySet<StateName> {
  const reached = new Set([initial])
  for (const name of reached) {
    const state = states.get(name)
    invariant(state, `the machine has no state ${name}`)
    for (const { target } of listWays(state)) reached.add(target)
  }
  return reached
}

function listWays({ always = [], on = {}, after = {} }: StateConfig): readonly Way[] {
  return [...always, ...Object.values(on).flat(), ...Object.values(after)]
}

function mapEntries<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
}
