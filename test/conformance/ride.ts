import { start, step } from '@periplo/engine'
import type { CompiledJourney } from '@periplo/engine'
import type {
  Fact,
  JsonObject,
  PersonState,
  RememberedEvent,
  Step,
  StepInput,
  TrackedEvent,
} from '@periplo/model'

/** 2026-01-10 12:00 UTC: when every ride begins. */
export const NOON = Date.UTC(2026, 0, 10, 12)
export const MINUTE_MS = 60_000

/** Time passes, and then something happens; or only time passes. */
export interface Happening {
  readonly afterMinutes: number
  readonly name?: string
  readonly properties?: JsonObject
}

/** What became of somebody: every move with its minute, and every node that wanted something sent. */
export interface Ride {
  readonly route: readonly string[]
  readonly sends: readonly string[]
}

/** Runs a journey by our engine. */
export function rideOurs(
  journey: CompiledJourney,
  { person: rider, enterBy, entry }: { person: PersonState; enterBy: string; entry: RememberedEvent },
  story: readonly Happening[],
): Ride {
  let person = rider
  let at = NOON
  const steps: Step[] = []
  const take = (next: Step | undefined): void => {
    if (next === undefined) return
    steps.push(next)
    person = { ...person, traits: next.traits }
  }
  const move = (input: StepInput, moment: number): void => {
    const last = steps.at(-1)
    if (last) take(step({ journey, enrollment: last.enrollment, person, input, at: moment }))
  }
  const event = toTracked(entry)
  const began = { nodeId: enterBy, correlation: '', entryNumber: 1 }
  take(start({ journey, person, event, at, entry: began, enrollmentId: 'run-1' }))
  for (const { afterMinutes, name, properties = {} } of story) {
    at += afterMinutes * MINUTE_MS
    for (let due = findDue(steps, at); due !== undefined; due = findDue(steps, at))
      move({ kind: 'timer', timerId: due.timerId }, due.dueAt)
    if (name !== undefined)
      move({ kind: 'event', event: toTracked({ name, occurredAt: at, properties }) }, at)
  }
  return {
    route: steps.flatMap(({ facts }) => facts.flatMap((fact) => tellMove(fact, enterBy))),
    sends: steps.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.kind === 'send' ? [effect.intent.nodeId] : [])),
    ),
  }
}

function findDue(steps: readonly Step[], at: number): { timerId: string; dueAt: number } | undefined {
  return steps.at(-1)?.enrollment.envelope.timers.find(({ dueAt }) => dueAt <= at)
}

function tellMove(fact: Fact, enteredBy: string): readonly string[] {
  const told = `${(fact.at - NOON) / MINUTE_MS} min:`
  if (fact.kind === 'enrollment-entered') return [`${told} enters by ${enteredBy}`]
  if (fact.kind === 'node-left') return [`${told} ${fact.node} by ${fact.port} to ${fact.to}`]
  if (fact.kind === 'enrollment-ended') return [`${told} ends: ${fact.reason}`]
  return []
}

function toTracked({ name, occurredAt, properties }: RememberedEvent): TrackedEvent {
  const wire = { eventId: `${name}-${occurredAt}`, type: 'track', channel: 'web' } as const
  return { ...wire, name, occurredAt, properties, identifiers: [], flags: [] }
}
