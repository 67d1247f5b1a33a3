import { StudioError, validateDefinition } from '@periplo/model'
import type { EventName, JourneyDefinition, JourneyId, NodeId, StageId, VersionId } from '@periplo/model'
import { toInterests } from './interests.ts'
import { toMemory } from './remembers.ts'
import type { Memory } from './remembers.ts'
import type { Interests } from './interests.ts'
import { collapseMachine } from './machine/collapse-machine.ts'
import { toDelays } from './machine/delays.ts'
import { compileMachine } from './machine/compile-machine.ts'
import type { MachineConfig, StateName } from './machine/machine-config.ts'
import { toEventType } from './machine/names.ts'
import { buildMachine } from './xstate-adapter.ts'
import type { Machine } from './xstate-adapter.ts'

/**
 * One published version, ready to run. Holds no run and no clock; safe to share and to keep. About 60 KiB
 * for a journey of 30 nodes, so a cache of them needs a bound.
 */
export interface CompiledJourney {
  readonly journeyId: JourneyId
  readonly versionId: VersionId
  readonly definition: JourneyDefinition
  readonly interests: Interests
  /** The version as an XState machine, a state per node: plain JSON, with guards, actions and delays by name. */
  readonly config: MachineConfig
  /** The machine that runs: the same, but for states that only pass on. */
  readonly machine: Machine
  /** What its runs have to remember of events. */
  readonly memory: Memory
  /** The stage of each node. */
  readonly stageOf: ReadonlyMap<NodeId, StageId>
  /** Where each stage stands, from 0. */
  readonly stageOrder: ReadonlyMap<StageId, number>
  /** What each state at rest listens to: the machine's event type by event name. */
  readonly listens: ReadonlyMap<StateName, ReadonlyMap<EventName, string>>
}

/** Compiles a version. Throws `journey/not-publishable` where `validateDefinition` finds an error. */
export function compileJourney(input: {
  readonly journeyId: JourneyId
  readonly versionId: VersionId
  readonly definition: JourneyDefinition
}): CompiledJourney {
  const { definition } = input
  const flaw = validateDefinition(definition).find((problem) => problem.severity === 'error')
  if (flaw) {
    const place = flaw.node === undefined ? '' : ` at ${flaw.node}`
    throw new StudioError('journey/not-publishable', `${flaw.code}${place}`)
  }
  const interests = toInterests(definition)
  const config = compileMachine(definition)
  return {
    ...input,
    interests,
    memory: toMemory(definition),
    config,
    machine: buildMachine(collapseMachine(config), toDelays(definition)),
    stageOf: new Map(definition.nodes.map((node) => [node.id, node.stage])),
    stageOrder: new Map(definition.stages.map((stage, index) => [stage.id, index])),
    listens: toListens(config, [...interests.entries, ...interests.moves]),
  }
}

function toListens(config: MachineConfig, names: readonly EventName[]): CompiledJourney['listens'] {
  const types = names.map((name) => [name, toEventType(name)] as const)
  return new Map(
    Object.entries(config.states).map(([state, { on = {} }]) => [
      state,
      new Map(types.filter(([, type]) => Object.hasOwn(on, type))),
    ]),
  )
}
