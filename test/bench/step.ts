import { compileJourney, start, step } from '@periplo/engine'
import type { CompiledJourney, MachineConfig } from '@periplo/engine'
import { toBlankDefinition } from '@periplo/model'
import type { Enrollment, JourneyDefinition, PersonState, TrackedEvent } from '@periplo/model'
import { createMachine, initialTransition, transition } from 'xstate'
import { round } from './bench-room.ts'

/** Processor time of a step of ours beside that of the way XState's documentation shows. */
export interface StepFigures {
  readonly microseconds: number
  readonly naiveMicroseconds: number
  readonly cpuOverNaive: number
}

const STEPS = 40_000
const ROUNDS = 5
const BEGAN = Date.UTC(2026, 0, 10, 12)
const frame = { title: 'A step', position: { x: 0, y: 0 } }
const week = { amount: 7, unit: 'days' } as const

/** Two waits in a circle. */
const DEFINITION: JourneyDefinition = {
  ...toBlankDefinition('Circle'),
  nodes: [
    { ...frame, id: 'in', kind: 'event-entry', stage: 'awareness', event: 'Entered' },
    { ...frame, id: 'tick', kind: 'wait-for-event', stage: 'consideration', event: 'Bought', timeout: week },
    { ...frame, id: 'tock', kind: 'wait-for-event', stage: 'decision', event: 'Bought', timeout: week },
    { ...frame, id: 'out', kind: 'exit', stage: 'service' },
  ],
  edges: [
    { from: 'in', port: 'next', to: 'tick' },
    { from: 'tick', port: 'arrived', to: 'tock' },
    { from: 'tick', port: 'timed-out', to: 'out' },
    { from: 'tock', port: 'arrived', to: 'tick' },
    { from: 'tock', port: 'timed-out', to: 'out' },
  ],
}

/**
 * The step as the worker takes it, which keeps its people between batches, with the facts and effects it makes;
 * and the public way, which reads what a run has to remember from JSON, moves it and writes it as JSON again,
 * and tells nothing. In turn, so that both meet the same machine; the medians count.
 */
export function benchStep(): StepFigures {
  const journey = compileJourney({ journeyId: 'j', versionId: 'v', definition: DEFINITION })
  const run = enter(journey)
  const ours: number[] = []
  const naive: number[] = []
  for (let count = 0; count <= ROUNDS; count += 1) {
    const [our, other] = [measure(toOurWay(journey, run)), measure(toNaiveWay(journey.config, run))]
    if (count === 0) continue
    ours.push(our)
    naive.push(other)
  }
  const [microseconds, naiveMicroseconds] = [toMedian(ours), toMedian(naive)]
  return {
    microseconds: round(microseconds),
    naiveMicroseconds: round(naiveMicroseconds),
    cpuOverNaive: round(microseconds / naiveMicroseconds),
  }
}

/** Moves a run by the n-th event. */
interface Way<R> {
  readonly begin: R
  move(run: R, n: number): R | undefined
}

function measure<R>({ begin, move }: Way<R>): number {
  let run = begin
  const before = process.cpuUsage()
  for (let n = 1; n <= STEPS; n += 1) {
    const next = move(run, n)
    if (next === undefined || next === run) throw new Error('an event moved nobody')
    run = next
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / STEPS
}

const PERSON: PersonState = {
  personId: 'person',
  traits: {},
  zone: 'Europe/Madrid',
  recent: [],
  consent: [],
  suppressed: false,
}

function enter(journey: CompiledJourney): Enrollment {
  const entry = { nodeId: 'in', correlation: '', entryNumber: 1 }
  const event = toEvent('Entered', 0)
  return start({ journey, person: PERSON, event, at: BEGAN, entry, enrollmentId: 'run' }).enrollment
}

function toOurWay(journey: CompiledJourney, begin: Enrollment): Way<Enrollment> {
  return {
    begin,
    move(enrollment, n) {
      const input = { kind: 'event', event: toEvent('Bought', n) } as const
      const at = input.event.occurredAt
      return step({ journey, enrollment, person: PERSON, input, at })?.enrollment
    },
  }
}

/** As XState's documentation has it: resolve what was persisted, `transition`, persist. */
function toNaiveWay(config: MachineConfig, run: Enrollment): Way<string> {
  const delays = { '7 days': 7 * 86_400_000 }
  const guards = { entersBy: () => true, isAwaited: () => true }
  const logic = createMachine(config as object, { delays, guards })
  const persist = (snapshot: ReturnType<typeof transition<typeof logic>>[0]): string =>
    JSON.stringify(logic.getPersistedSnapshot(snapshot))
  const [outside] = initialTransition(logic)
  const [entered] = transition(logic, { ...outside, context: run }, { type: 'Entered' })
  return {
    begin: persist(entered),
    move(text, n) {
      const { value, context } = JSON.parse(text) as { value: string; context: Enrollment } // oxlint-disable-line typescript/no-unsafe-type-assertion -- written below
      const snapshot = logic.resolveState({ value, context: { ...context, seq: n } })
      const [next] = transition(logic, snapshot, { type: 'Bought' })
      return persist(next)
    },
  }
}

function toEvent(name: string, n: number): TrackedEvent {
  return {
    eventId: `event-${n}`,
    type: 'track',
    name,
    occurredAt: BEGAN + n * 1_000,
    channel: 'web',
    identifiers: [],
    properties: { price: 18.99, sku: 'G-32', currency: 'EUR' },
    flags: [],
  }
}

function toMedian(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0
}
