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

/** Events of a day and a half in the order of their arrival; some happened a little earlier, some come twice. */
export function drawStream(
  dice: Dice,
  { events, people }: { readonly events: number; readonly people: number },
): readonly PlannedEvent[] {
  const planned: PlannedEvent[] = []
  for (let at = 0; at < events; at += 1) {
    const receivedAt = BEGINS_AT + Math.floor((at * SPAN_MS) / events)
    const again = dice.roll(50) === 0 ? planned[planned.length - 1 - dice.roll(40)] : undefined
    planned.push({ receivedAt, event: again?.event ?? drawEvent(dice, { at, receivedAt, people }) })
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
