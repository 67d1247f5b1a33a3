import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { InvariantError, NODE_KINDS } from '@periplo/model'
import type { NodeKind } from '@periplo/model'
import type { CompiledJourney } from './compile-journey.ts'
import { toDelays } from './machine/delays.ts'
import { GUARDS } from './machine/guards.ts'
import type { MachineConfig, Way } from './machine/machine-config.ts'
import { findCause, toEntryCause } from './cause.ts'
import type { Cause } from './cause.ts'
import { compileDefinition, toPerson } from './testing/build-journey.ts'
import { toDice, toRandomDefinition } from './testing/random-journey.ts'
import { walk } from './testing/random-walk.ts'
import type { Watcher } from './testing/random-walk.ts'
import { buildMachine, move, movePublicly } from './xstate-adapter.ts'
import type { Move, Push } from './xstate-adapter.ts'

const SEED = 20_260_110
const STEPS = 100_000

/** What random walks met. A differential test that meets nothing proves nothing. */
class Tally {
  steps = 0
  moves = 0
  timers = 0
  readonly kinds = new Set<NodeKind>()
  readonly guards = new Set<string>()
  readonly ends = new Set<string>()

  noteJourney({ config }: CompiledJourney): void {
    for (const { always = [], on = {} } of Object.values(config.states)) {
      for (const { guard } of [...always, ...Object.values(on).flat()]) if (guard) this.guards.add(guard.type)
    }
  }

  noteMove({ definition }: CompiledJourney, moved: Move | undefined): void {
    this.steps += 1
    this.moves += moved ? 1 : 0
    for (const { happening } of moved?.recorded ?? []) {
      if (happening.type === 'xstate.raise') this.timers += 1
      if (happening.type === 'end') this.ends.add(happening.params.reason)
      if (happening.type !== 'go' && happening.type !== 'enter') continue
      const id = happening.type === 'go' ? happening.params.to : happening.params.node
      const node = definition.nodes.find((one) => one.id === id)
      if (node) this.kinds.add(node.kind)
    }
  }
}

/** Moves by every way there is, and insists on one outcome. */
function toComparer(journey: CompiledJourney, tally: Tally): Watcher {
  const whole = buildMachine(journey.config, toDelays(journey.definition))
  const compare = ({ push }: Cause): void => {
    const moved = move(journey.machine, push)
    const text = JSON.stringify(moved)
    const others = [() => movePublicly(journey.machine, push), () => move(whole, push)]
    for (const other of others) if (JSON.stringify(other()) !== text) expect(other()).toEqual(moved)
    tally.noteMove(journey, moved)
  }
  return {
    started: (input) => compare(toEntryCause(input)),
    stepped: (question) => {
      const cause = question.enrollment.status === 'active' ? findCause(question) : undefined
      if (cause) compare(cause)
    },
  }
}

test(`${STEPS} random steps come out the same by the fast door, by the public doors, and not collapsed (seed ${SEED})`, () => {
  const dice = toDice(xoroshiro128plus(SEED))
  const tally = new Tally()
  while (tally.steps < STEPS) {
    const journey = compileDefinition(toRandomDefinition(dice))
    tally.noteJourney(journey)
    const watcher = toComparer(journey, tally)
    for (let count = 0; count < 40; count += 1) walk(journey, dice, { inputs: 12, watcher })
  }
  expect([...tally.kinds].sort()).toEqual([...NODE_KINDS].sort())
  expect([...tally.guards].sort()).toEqual(Object.keys(GUARDS).sort())
  expect([...tally.ends].sort()).toEqual(['exit', 'exit-rule', 'goal', 'handed-on', 'refused'])
  expect(tally.moves).toBeGreaterThan(STEPS / 2)
  expect(tally.moves).toBeLessThan(STEPS)
  expect(tally.timers).toBeGreaterThan(STEPS / 10)
}, 120_000)

test('a machine that goes round without end is stopped, however it got past validation', () => {
  const to = (target: string): Way => ({ target, actions: [{ type: 'assignTraits' }] })
  const config: MachineConfig = {
    id: 'journey',
    initial: '$outside',
    states: {
      $outside: { on: { Began: [to('here')] } },
      here: { always: [to('there')] },
      there: { always: [to('here')] },
    },
  }
  const event = { name: 'Began', occurredAt: 0, properties: {} }
  const run = {
    journeyId: 'j',
    person: toPerson(),
    entry: event,
    run: { enrollmentId: 'e', entryNumber: 1, enteredAt: 0, correlation: '', envelope: { visits: {} } },
    event,
    at: 0,
    now: 0,
    enteringBy: '',
    assignments: [],
  }
  const push: Push = { state: '$outside', type: 'Began', run }
  expect(() => move(buildMachine(config, new Map()), push)).toThrow(InvariantError)
})

test('a failed move leaves the shared scope as good as new', () => {
  const journey = compileDefinition(toRandomDefinition(toDice(xoroshiro128plus(SEED))))
  const push = { state: 'nowhere', type: 'Began' }
  const watched: (string | undefined)[] = []
  const watcher: Watcher = {
    started: (input) => {
      const cause = toEntryCause(input)
      expect(() => move(journey.machine, { ...cause.push, ...push })).toThrow(InvariantError)
      watched.push(
        JSON.stringify(move(journey.machine, cause.push)),
        JSON.stringify(movePublicly(journey.machine, cause.push)),
      )
    },
  }
  walk(journey, toDice(xoroshiro128plus(SEED)), { inputs: 0, watcher })
  expect(watched[0]).toBe(watched[1])
})
