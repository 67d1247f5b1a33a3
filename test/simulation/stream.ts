import { toBlankDefinition } from '@periplo/model'
import type { JourneyDefinition, TrackedEvent } from '@periplo/model'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that repeats with its seed. */
export interface Dice {
  /** A whole number in `[0, below)`. */
  roll(below: number): number
  pick<T>(from: readonly T[]): T
}

/** Dice of a seed. */
export function toDice(seed: number): Dice {
  const generator = xoroshiro128plus(seed)
  const roll = (below: number): number => uniformInt(generator, 0, below - 1)
  const pick = <T>(from: readonly T[]): T => {
    const found = from[roll(from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  return { roll, pick }
}

/** An event and when it arrives. */
export interface PlannedEvent {
  readonly receivedAt: number
  readonly event: TrackedEvent
}

const BEGINS_AT = Date.UTC(2026, 2, 2, 8)
const SPAN_MS = 36 * 3_600_000
/** Wanderers come several at one instant, so that nobody can tell who was first. */
const BURST = 5
const BURST_EVERY = 50
/** Entries and orders are rarer than looking around. */
const NAMES = [
  'Product Added',
  'Product Added',
  'Order Completed',
  'Page Viewed',
  'Page Viewed',
  'Product Viewed',
  'Product Viewed',
  'Products Searched',
] as const

/** How much happens. */
export interface StreamSize {
  readonly events: number
  /** Known from the start. */
  readonly people: number
  /** People who come by several devices and under two names, and turn out to be one; a tenth of the events is theirs. */
  readonly wanderers?: number
}

/** Events of a day and a half in the order of their arrival; some happened a little earlier, some come twice. */
export function drawStream(
  dice: Dice,
  { events, people, wanderers = 0 }: StreamSize,
): readonly PlannedEvent[] {
  const planned: PlannedEvent[] = []
  for (let at = 0; at < events; at += 1) {
    const isWandering = wanderers > 0 && at % BURST_EVERY < BURST
    const moment = isWandering ? at - (at % BURST_EVERY) : at
    const receivedAt = BEGINS_AT + Math.floor((moment * SPAN_MS) / events)
    const again = dice.roll(50) === 0 ? planned[planned.length - 1 - dice.roll(40)] : undefined
    const event = drawEvent(dice, { at, receivedAt, people })
    planned.push({
      receivedAt,
      event: again?.event ?? (isWandering ? wander(dice, event, wanderers) : event),
    })
  }
  return planned
}

function drawEvent(
  dice: Dice,
  { at, receivedAt, people }: { at: number; receivedAt: number; people: number },
): TrackedEvent {
  const person = dice.roll(people)
  return {
    eventId: `event-${at}`,
    type: 'track',
    name: dice.pick(NAMES),
    occurredAt: receivedAt - (dice.roll(5) === 0 ? dice.roll(600_000) : 0),
    channel: 'web',
    identifiers: [
      { kind: 'user', value: `user-${person}` },
      { kind: 'email', value: `user-${person}@example.com` },
    ],
    properties: { amount: dice.roll(500) },
    flags: [],
  }
}

/** Wanderers are never known by an address. */
export function isByWanderer({ identifiers }: TrackedEvent): boolean {
  return identifiers.every(({ kind }) => kind !== 'email')
}

/** The event as one of a wanderer: by a device, by name, by both at once, or by one name that was another. */
function wander(dice: Dice, event: TrackedEvent, wanderers: number): TrackedEvent {
  const name = `wanderer-${dice.roll(wanderers)}`
  const user = { kind: 'user', value: name } as const
  const former = { kind: 'user', value: `former-${name}` } as const
  const device = { kind: 'anonymous', value: `${name}-${dice.roll(8)}` } as const
  const way = dice.roll(10)
  if (way < 5) return { ...event, identifiers: [device] }
  if (way < 6) return { ...event, identifiers: [former] }
  if (way < 7) return { ...event, identifiers: [user] }
  if (way < 9) return { ...event, identifiers: [user, device] }
  return { ...event, type: 'alias', identifiers: [user], previous: dice.pick([former, device]) }
}

const frame = { title: 'A step', position: { x: 0, y: 0 } }

/** Waits, a condition, changes of the profile, an e-mail and two webhooks: whatever a crash can tear apart. */
export function drawJourney(hookUrl: string): JourneyDefinition {
  return {
    ...toBlankDefinition('Carts'),
    nodes: [
      { ...frame, id: 'enter', kind: 'event-entry', stage: 'awareness', event: 'Product Added' },
      {
        ...frame,
        id: 'count',
        kind: 'update-profile',
        stage: 'awareness',
        changes: [{ to: 'add', trait: 'carts', by: 1 }],
      },
      {
        ...frame,
        id: 'wait',
        kind: 'wait-for-event',
        stage: 'consideration',
        event: 'Order Completed',
        timeout: { amount: 2, unit: 'hours' },
      },
      {
        ...frame,
        id: 'bought',
        kind: 'update-profile',
        stage: 'decision',
        changes: [{ to: 'add', trait: 'orders', by: 1 }],
      },
      { ...frame, id: 'tell', kind: 'webhook', stage: 'decision', url: `${hookUrl}/bought` },
      { ...frame, id: 'done', kind: 'goal', stage: 'decision' },
      {
        ...frame,
        id: 'often',
        kind: 'condition',
        stage: 'consideration',
        condition: {
          op: 'compare',
          operand: { from: 'trait', path: 'carts' },
          is: 'at-least',
          value: 3,
        },
      },
      {
        ...frame,
        id: 'mail',
        kind: 'message',
        stage: 'service',
        channel: 'email',
        purpose: 'transactional',
        subject: 'Your cart',
        body: 'It waits for you.',
        onRefused: 'continue',
      },
      { ...frame, id: 'remind', kind: 'webhook', stage: 'service', url: `${hookUrl}/left` },
      { ...frame, id: 'rest', kind: 'delay', stage: 'service', duration: { amount: 40, unit: 'minutes' } },
      { ...frame, id: 'out', kind: 'exit', stage: 'service' },
    ],
    edges: [
      { from: 'enter', port: 'next', to: 'count' },
      { from: 'count', port: 'next', to: 'wait' },
      { from: 'wait', port: 'arrived', to: 'bought' },
      { from: 'bought', port: 'next', to: 'tell' },
      { from: 'tell', port: 'next', to: 'done' },
      { from: 'wait', port: 'timed-out', to: 'often' },
      { from: 'often', port: 'yes', to: 'mail' },
      { from: 'often', port: 'no', to: 'remind' },
      { from: 'mail', port: 'next', to: 'rest' },
      { from: 'remind', port: 'next', to: 'rest' },
      { from: 'rest', port: 'next', to: 'out' },
    ],
  }
}
