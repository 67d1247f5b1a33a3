import {
  RESEARCH_EVENTS,
  isOfflineOrder,
  toOrderDeltas,
  toOrderFact,
  withRefund,
  withResearch,
} from '@periplo/kpi'
import type { ResearchEvent } from '@periplo/kpi'
import { findAtPath } from '@periplo/model'
import type { OrderFact, TrackedEvent } from '@periplo/model'
import type { JourneyCache } from '../journey-cache.ts'
import { addDeltas } from './batch.ts'
import type { Batch } from './batch.ts'
import type { PersonWork } from './person-work.ts'

/** An order is attributed to journeys entered at most this long before it (K05). */
const ATTRIBUTION_MS = 30 * 86_400_000

const RESEARCH: ReadonlySet<string> = new Set(RESEARCH_EVENTS)

/** What an event means for the person's offline orders: a new one, a refund, late research, or getting known. */
export function takeOrder(
  room: { batch: Batch; journeys: JourneyCache },
  work: PersonWork,
  event: TrackedEvent,
): void {
  if (isOfflineOrder(event)) return addOrder(room, work, event)
  if (work.orders.size === 0) return
  if (event.name === 'Order Refunded') refundOrder(room, work, event)
  if (RESEARCH.has(event.name)) {
    const touch = toResearch(event)
    for (const { order } of work.orders.values()) rewriteOrder(room, work, withResearch(order, [touch]))
  }
  if (work.profile?.identified)
    for (const { order } of work.orders.values())
      if (!order.identified) rewriteOrder(room, work, { ...order, identified: true })
}

function addOrder(
  room: { batch: Batch; journeys: JourneyCache },
  work: PersonWork,
  event: TrackedEvent,
): void {
  const orderId = toOrderId(event)
  if (!work.profile || work.orders.has(orderId)) return
  const { occurredAt } = event
  rewriteOrder(
    room,
    work,
    toOrderFact({
      orderId,
      personId: work.key.personId,
      occurredAt,
      event,
      identified: work.profile.identified,
      research: listResearch(work),
      journeyIds: listJourneysEntered(work, occurredAt),
    }),
  )
  const lastOrderAt = Math.max(work.profile.lastOrderAt ?? occurredAt, occurredAt)
  work.profile = { ...work.profile, lastOrderAt }
  work.profileChanged = true
}

function refundOrder(
  room: { batch: Batch; journeys: JourneyCache },
  work: PersonWork,
  event: TrackedEvent,
): void {
  const stored = work.orders.get(toOrderId(event))
  if (stored) rewriteOrder(room, work, withRefund(stored.order, event))
}

/** Puts an order in the place of the one with its id, and counts the difference. */
export function rewriteOrder(
  room: { batch: Batch; journeys: JourneyCache },
  work: PersonWork,
  order: OrderFact,
): void {
  const { workspaceId } = work.key
  const before = work.orders.get(order.orderId)?.order ?? null
  const zone = room.journeys.findWorkspace(workspaceId)?.zone ?? 'UTC'
  work.orders.set(order.orderId, { order, changed: true })
  addDeltas(room.batch, workspaceId, toOrderDeltas({ before, after: order, zone }))
}

function toOrderId(event: TrackedEvent): string {
  const id = findAtPath(event.properties, 'order_id')
  return (typeof id === 'string' && id !== '') || typeof id === 'number'
    ? String(id).slice(0, 200)
    : event.eventId
}

/** The research the person did, as far as the batch has read it. */
export function listResearch(work: PersonWork): readonly ResearchEvent[] {
  return work.recent.flatMap(({ body }) => (body.kind === 'event' ? [toResearch(body.event)] : []))
}

function toResearch({ name, occurredAt, properties, channel }: TrackedEvent): ResearchEvent {
  return { name, occurredAt, properties, channel }
}

function listJourneysEntered(work: PersonWork, orderedAt: number): readonly string[] {
  const begun = [...work.runs.values()].map(({ enrollment }) => enrollment)
  const entered = [...work.entries, ...begun].filter(
    ({ enteredAt }) => enteredAt <= orderedAt && enteredAt >= orderedAt - ATTRIBUTION_MS,
  )
  return [...new Set(entered.map(({ journeyId }) => journeyId))].toSorted()
}
