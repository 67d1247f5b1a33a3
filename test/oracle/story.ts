import { ENROLLMENT_REQUESTED, SEGMENT_EVENTS, WEBHOOK_ANSWERED } from '@periplo/model'
import type { ConsentChange, JsonObject, JsonValue, TrackedEvent } from '@periplo/model'
import { EVENTS, SEGMENT_IDS } from './draw-random.ts'
import type { Dice } from './draw-random.ts'
import { OFFSET_MIN } from './people.ts'

/** What reaches the log from outside. An answer is to the call before `back` others of this person. */
export type Arrival = {
  readonly personId: string
  readonly receivedAt: number
  readonly event: TrackedEvent
} & (
  | { readonly kind: 'event'; readonly mode: 'live' | 'history' }
  | {
      readonly kind: 'answer'
      readonly back: number
      readonly failed: boolean
      readonly body: JsonValue
    }
)

/** An event that a journey put into the log, and the journey it asks to let the person in. */
export interface Told {
  readonly personId: string
  readonly name: string
  readonly occurredAt: number
  readonly properties: JsonObject
  readonly depth: number
  readonly asks: string | undefined
}

const MIN = 60_000

/** The moment stories begin at. */
export const NOON = Date.UTC(2026, 2, 2, 12)

/** Who lives in stories. */
export const PEOPLE = ['ana', 'bob'] as const

/** What two people do, in the order in which it is heard of; some of it late. */
export function drawStory(dice: Dice, journeyIds: readonly [string, ...string[]]): readonly Arrival[] {
  let receivedAt = NOON
  return Array.from({ length: 6 + dice.roll(20) }, (_, n): Arrival => {
    receivedAt += dice.pick([0, 10, 60, 500, 3_000]) * MIN * dice.roll(3)
    const who = { personId: dice.pick(PEOPLE), receivedAt }
    if (n > 0 && dice.roll(4) === 0) return { ...who, ...drawAnswer(dice, toBlank(n, receivedAt)) }
    const isLate = dice.roll(4) === 0
    const occurredAt = receivedAt - (isLate ? dice.roll(4_000) * MIN : 0)
    const event = {
      ...toBlank(n, occurredAt),
      ...drawDeed(dice, n),
      ...(drawChange(dice) ?? drawAsk(dice, journeyIds)),
    }
    return { ...who, kind: 'event', mode: dice.roll(12) === 0 ? 'history' : 'live', event }
  })
}

function toBlank(n: number, occurredAt: number): Omit<TrackedEvent, 'name'> {
  const eventId = `event-${n}`
  return { eventId, type: 'track', occurredAt, channel: 'web', identifiers: [], properties: {}, flags: [] }
}

function drawAnswer(dice: Dice, blank: Omit<TrackedEvent, 'name'>) {
  const failed = dice.roll(4) === 0
  const body = failed ? null : dice.pick<JsonValue>([{ n: dice.roll(5) }, { n: 'many' }, 'fine', null])
  const event = { ...blank, name: WEBHOOK_ANSWERED }
  return { kind: 'answer', back: dice.pick([0, 0, 0, 1]), failed, body, event } as const
}

function drawDeed(
  dice: Dice,
  n: number,
): Omit<TrackedEvent, keyof ReturnType<typeof toBlank>> & Partial<TrackedEvent> {
  const purpose = dice.pick(['marketing', 'transactional'])
  const consent: ConsentChange = { channel: 'email', purpose, state: dice.pick(['granted', 'denied']) }
  return {
    // events that only have the name of what is done by our own doors are nothing but events
    name: n === 0 ? 'Began' : dice.pick([...EVENTS, ...EVENTS, WEBHOOK_ANSWERED, ENROLLMENT_REQUESTED]),
    identifiers: dice.roll(4) === 0 ? [{ kind: 'email', value: 'a@shop.example' }] : [],
    properties: {
      ...(dice.roll(4) > 0 && { n: dice.roll(5) }),
      ...(dice.roll(5) > 0 && { cart: dice.pick(['c1', 'c2', 'c3']) }),
      ...(dice.roll(3) > 0 && { date: dice.pick(['2026-03-03', '2026-03-09', 'soon']) }),
    },
    ...(dice.roll(4) === 0 && { consent: [consent] }),
    ...(dice.roll(5) === 0 && { zone: Object.keys(OFFSET_MIN)[dice.roll(2)] ?? 'UTC' }),
    ...(dice.roll(6) === 0 && { traits: { tier: dice.pick(['gold', 'silver']), n: dice.roll(4) } }),
  }
}

/** Now and then somebody asks that the person be let in. */
function drawAsk(dice: Dice, journeyIds: readonly [string, ...string[]]): Partial<TrackedEvent> {
  if (dice.roll(6) > 0) return {}
  return { name: ENROLLMENT_REQUESTED, enrol: { journeyId: dice.pick(journeyIds) } }
}

/** Now and then the person joins a segment, or leaves it; an event of that name alone changes nothing. */
function drawChange(dice: Dice): Partial<TrackedEvent> | undefined {
  if (dice.roll(5) > 0) return undefined
  const change = dice.pick(['entered', 'left'])
  const name = SEGMENT_EVENTS[change]
  if (dice.roll(6) === 0) return { name }
  return { name, membership: { segmentId: dice.pick(SEGMENT_IDS), change, depth: 1 } }
}
