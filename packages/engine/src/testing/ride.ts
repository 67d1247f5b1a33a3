import type { EndReason, Fact, Instant, PersonState, Step, TrackedEvent } from '@periplo/model'
import { invariant } from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import { start } from '../start.ts'
import { step } from '../step.ts'
import { NOON, toEvent, toPerson } from './build-journey.ts'

/** The run every ride is on. */
export const ENROLLMENT_ID = '0198c0de-0000-7000-8000-000000000009'

/** What begins a ride; by default somebody enters by `in` with `Began` at noon. */
export interface Boarding {
  readonly person?: PersonState
  readonly event?: TrackedEvent
  readonly at?: Instant
  readonly nodeId?: string
}

/** One person's run through a journey, driven by hand. */
export interface Ride {
  /** The last step. */
  readonly step: Step
  /** The person as the steps so far left them. */
  readonly person: PersonState
  /** All facts so far. */
  readonly facts: readonly Fact[]
  /** Offers an event; the same ride where nobody listens. */
  hear(event: TrackedEvent, at?: Instant): Ride
  /** The same ride by somebody who has changed. */
  become(known: Partial<PersonState>): Ride
  /** Fires the one armed timer at the moment it is due, or `lateMs` later. */
  wake(lateMs?: number): Ride
}

/** Begins a ride. */
export function board(journey: CompiledJourney, given: Boarding = {}): Ride {
  const { person = toPerson(), event = toEvent('Began'), at = event.occurredAt, nodeId = 'in' } = given
  const entry = { nodeId, correlation: '', entryNumber: 1 }
  const first = start({ journey, person, event, at, entry, enrollmentId: ENROLLMENT_ID })
  return toRide(journey, person, { step: first, facts: first.facts })
}

function toRide(
  journey: CompiledJourney,
  before: PersonState,
  done: { readonly step: Step; readonly facts: readonly Fact[] },
): Ride {
  const person = { ...before, traits: done.step.traits }
  const { enrollment } = done.step
  const ride: Ride = {
    ...done,
    person,
    hear: (event, at = event.occurredAt) => {
      const next = step({ journey, enrollment, person, input: { kind: 'event', event }, at })
      return next ? toRide(journey, person, { step: next, facts: [...done.facts, ...next.facts] }) : ride
    },
    become: (known) =>
      toRide(
        journey,
        { ...person, ...known },
        { ...done, step: { ...done.step, traits: known.traits ?? person.traits } },
      ),
    wake: (lateMs = 0) => {
      const [timer, ...others] = enrollment.envelope.timers
      invariant(timer && others.length === 0, 'exactly one timer is armed')
      const input = { kind: 'timer', timerId: timer.timerId } as const
      const next = step({ journey, enrollment, person, input, at: timer.dueAt + lateMs })
      invariant(next, 'an armed timer that is due fires')
      return toRide(journey, person, { step: next, facts: [...done.facts, ...next.facts] })
    },
  }
  return ride
}

/** Where a ride stands: its node, and why it ended. */
export function placeOf({ step: { enrollment } }: Ride): [string, EndReason | 'active'] {
  return [enrollment.nodeId, enrollment.endReason ?? 'active']
}

/** The nodes a ride entered, in order. */
export function pathOf({ facts }: Ride): readonly string[] {
  return facts.flatMap((fact) => (fact.kind === 'node-entered' ? [fact.node] : []))
}

/** Something that happened so long after noon. */
export function later(ms: number, name: string, properties: TrackedEvent['properties'] = {}): TrackedEvent {
  return toEvent(name, { occurredAt: NOON + ms, properties })
}
