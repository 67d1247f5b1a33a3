import { WEBHOOK_ANSWERED } from '@periplo/model'
import type { Instant, PersonState, Step, StepInput } from '@periplo/model'
import type { CompiledJourney } from '../compile-journey.ts'
import type { StartInput, StepQuestion } from '../cause.ts'
import { findEntryEvent } from '../entry-event.ts'
import { toSendKey } from '../hash.ts'
import { start } from '../start.ts'
import { step } from '../step.ts'
import { MINUTE, NOON, toEvent, toPerson } from './build-journey.ts'
import { EVENT_NAMES } from './random-journey.ts'
import type { Dice } from './random-journey.ts'

/** Someone who watches a walk. */
export interface Watcher {
  started?(input: StartInput, step: Step): void
  stepped?(question: StepQuestion, step: Step | undefined): void
}

/** One person's random run: an entry, then up to `inputs` events and timers, some of them late. */
export function walk(
  journey: CompiledJourney,
  dice: Dice,
  { inputs, watcher }: { inputs: number; watcher: Watcher },
): void {
  let at: Instant = NOON
  let person = toRandomPerson(dice)
  const nodeId = dice.pick(['in', 'in-2', 'in-3', 'in-4'])
  const entered = journey.definition.nodes.find(({ id }) => id === nodeId)
  const event = toEvent((entered && findEntryEvent(entered)) ?? 'Began', {
    occurredAt: at,
    properties: { cart: dice.pick(['c1', 'c2']), n: dice.roll(5) },
  })
  const entry = { nodeId, correlation: '', entryNumber: 1 }
  const enrollmentId = '0198c0de-0000-7000-8000-000000000009'
  const begin = { journey, person, event, at, entry, enrollmentId }
  let last = start(begin)
  watcher.started?.(begin, last)
  for (let count = 0; count < inputs; count += 1) {
    at += dice.roll(600) * MINUTE
    const input = toInput(last, at, dice)
    person = { ...person, traits: last.traits, recent: toRecent(person, input) }
    const question = { journey, enrollment: last.enrollment, person, input, at }
    const next = step(question)
    watcher.stepped?.(question, next)
    last = next ?? last
  }
}

function toRandomPerson(dice: Dice): PersonState {
  const state = dice.pick(['granted', 'denied'])
  const consent = [{ channel: 'email', purpose: 'marketing', state, at: 0, origin: 'event:1' } as const]
  return toPerson({ personId: `person-${dice.roll(1_000_000)}`, consent: dice.chance(0.8) ? consent : [] })
}

function toInput({ enrollment }: Step, at: Instant, dice: Dice): StepInput {
  const [timer] = enrollment.envelope.timers
  if (timer && timer.dueAt <= at && dice.chance(0.7)) return { kind: 'timer', timerId: timer.timerId }
  const { value, visits } = enrollment.envelope
  const [, called] = /^\$waiting-(.*)$/.exec(typeof value === 'string' ? value : '') ?? []
  if (called !== undefined && dice.chance(0.3)) {
    const key = { enrollmentId: enrollment.enrollmentId, nodeId: called, visit: visits[called] ?? 0 }
    const answer = {
      sendKey: toSendKey({ ...key, channel: 'webhook' }),
      failed: dice.chance(0.3),
      body: { n: dice.roll(5), m: 1 },
    }
    return { kind: 'event', event: toEvent(WEBHOOK_ANSWERED, { occurredAt: at, answer }) }
  }
  const occurredAt = at - (dice.chance(0.3) ? dice.roll(3_000) * MINUTE : 0)
  const properties = {
    cart: dice.pick(['c1', 'c2']),
    ...(dice.chance(0.7) ? { n: dice.roll(5) } : {}),
    ...(dice.chance(0.7) ? { day: dice.pick(['2026-01-09', '2026-01-12T08:30', '2026-01-20']) } : {}),
  }
  return { kind: 'event', event: toEvent(dice.pick(EVENT_NAMES), { occurredAt, properties }) }
}

function toRecent({ recent }: PersonState, input: StepInput): PersonState['recent'] {
  return input.kind === 'event' ? [...recent, input.event].slice(-10) : recent
}
