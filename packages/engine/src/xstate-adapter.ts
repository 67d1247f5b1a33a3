import { invariant } from '@periplo/model'
import { assign, createActor, createMachine, initialTransition, transition } from 'xstate'
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, ExecutableActionObject } from 'xstate'
import { NO_AUDIENCES, changeAudiences } from './change-audiences.ts'
import type { DueAt } from './machine/delays.ts'
import { GUARDS } from './machine/guards.ts'
import type { Action, Joining, MachineConfig, Paying, StateName } from './machine/machine-config.ts'
import type { Run } from './machine/run.ts'
import { updateTraits } from './update-traits.ts'

/** What the machine says happened in a move: an action of ours, or a timer of a state entered or left. */
export type Happening =
  | Exclude<Action, { type: 'updateProfile' | 'keepAudience' | 'keepPoints' | 'keepAnswer' }>
  | { readonly type: 'xstate.raise'; readonly params: { readonly id: string; readonly delay: number } }
  | { readonly type: 'xstate.cancel'; readonly params: { readonly sendId: string } }

/** One happening with the run as it stood then. */
export interface Recorded {
  readonly happening: Happening
  readonly run: Run
}

/** One move of the machine: where it rests now, and what happened on the way, in order. */
export interface Move {
  readonly state: StateName
  readonly run: Run
  readonly recorded: readonly Recorded[]
}

/** A machine and the snapshots its moves begin from, one per state it can rest in. */
export interface Machine {
  readonly logic: AnyStateMachine
  readonly resting: Map<StateName, AnyMachineSnapshot>
}

/** Where a move begins and what causes it. `type` is an event's type or a timer's id. */
export interface Push {
  readonly state: StateName
  readonly type: string
  readonly run: Run
}

/** The most moves from node to node in one step; a definition that can be published never comes near. */
export const MAX_MOVES = 1_000

/** Builds the machine of a config. `dueAt` says when each delay it names is over. */
export function buildMachine(config: MachineConfig, dueAt: ReadonlyMap<string, DueAt>): Machine {
  const delays = [...dueAt].map(([name, toDueAt]): [string, DelayOf] => [
    name,
    ({ context }) => toDueAt(context) - context.now,
  ])
  const implementations = {
    delays: Object.fromEntries<DelayOf>(delays),
    guards: GUARDS,
    actions: {
      updateProfile: UPDATE_PROFILE,
      keepAudience: KEEP_AUDIENCE,
      keepPoints: KEEP_POINTS,
      keepAnswer: KEEP_ANSWER,
    },
  }
  // Our config is checked by its own closed type; to XState it is any machine.
  const logic: AnyStateMachine = createMachine(config as object, implementations as object)
  return { logic, resting: new Map() }
}

type DelayOf = (args: { readonly context: Run }) => number

const UPDATE_PROFILE = assign(({ context }: { context: Run }, params: UpdateParams) => {
  const { traits, assignments } = updateTraits(params.changes, context)
  const person = traits === context.person.traits ? context.person : { ...context.person, traits }
  return { person, assignments }
})
const KEEP_AUDIENCE = assign(({ context: { person } }: { context: Run }, joining: Joining) => {
  const audiences = changeAudiences(person.audiences ?? NO_AUDIENCES, joining)
  return audiences === person.audiences ? {} : { person: { ...person, audiences } }
})
const KEEP_POINTS = assign(({ context: { person } }: { context: Run }, { by }: Paying) => ({
  person: { ...person, points: (person.points ?? 0) + by },
}))
const KEEP_ANSWER = assign(({ context }: { context: Run }, { node }: { readonly node: string }) => {
  const { run, answer } = context
  const answers = { ...run.envelope.answers, [node]: answer?.body ?? null }
  return { run: { ...run, envelope: { ...run.envelope, answers } } }
})
type UpdateParams = Extract<Action, { type: 'updateProfile' }>['params']

/**
 * Moves through the machine's own `transition`, with one inert scope for all moves: the same result as
 * {@link movePublicly} at a fraction of the cost, which `xstate-adapter.test.ts` holds for every kind of
 * node. It is semi-internal, so the version of XState is pinned. Undefined: nothing happens.
 */
export function move(machine: Machine, push: Push): Move | undefined {
  const recorded: Recorded[] = []
  SCOPE.actionExecutor = (action) => record(recorded, action)
  const next = machine.logic.transition(toSnapshot(machine, push), { type: push.type }, SCOPE)
  return toMove(next, recorded)
}

/**
 * Moves through XState's public doors, which build an actor for every call and know nothing of our cache of
 * snapshots. What {@link move} is held against, and what to fall back to if its door closes.
 */
export function movePublicly({ logic }: Machine, { state, type, run }: Push): Move | undefined {
  const [outside] = initialTransition(logic)
  const snapshot: AnyMachineSnapshot =
    state === outside.value
      ? { ...outside, context: run }
      : logic.resolveState({ value: state, context: run })
  const recorded: Recorded[] = []
  const [next, actions] = transition(logic, snapshot, { type })
  for (const action of actions) record(recorded, action)
  return toMove(next, recorded)
}

/** A scope nothing acts in: no actor is started, nothing is deferred or sent. */
const SCOPE: AnyActorScope = toInertScope()

function toInertScope(): AnyActorScope {
  const self = createActor(createMachine({}))
  const nothing = (): void => {}
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  }
}

function record(recorded: Recorded[], { type, params, info }: ExecutableActionObject): void {
  invariant(recorded.length < MAX_MOVES * 4, 'a step went round without end')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our config names them all, but for the two timer actions of `after`
  const happening = { type, params } as Happening
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every snapshot is built around a run
  recorded.push({ happening, run: info.context as unknown as Run })
}

function toMove(next: AnyMachineSnapshot, recorded: readonly Recorded[]): Move | undefined {
  if (recorded.length === 0) return undefined
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the machine is flat, and every snapshot is built around a run
  const { value, context } = next as { value: StateName; context: Run }
  return { state: value, run: context, recorded }
}

/** The snapshot of a state at rest; all but the run is the same every time, so it is resolved once. */
function toSnapshot({ logic, resting }: Machine, { state, run }: Push): AnyMachineSnapshot {
  let template = resting.get(state)
  if (!template) {
    invariant(Object.hasOwn(logic.states, state), `the machine has no state ${state}`)
    template = logic.resolveState({ value: state, context: {} })
    resting.set(state, template)
  }
  return { ...template, context: run }
}
