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
import type { LogPosition, OrderFact, TrackedEvent } from '@periplo/model'
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
  input: LogPosition & { readonly event: TrackedEvent },
): void {
  const { event } = input
  if (isOfflineOrder(event)) return addOrder(room, work, input)
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
  input: LogPosition & { readonly event: TrackedEvent },
): void {
  const { event } = input
  const orderId = toOrderId(event)
  if (!work.profile || work.orders.has(orderId)) return
  const { occurredAt } = event
  const order = toOrderFact({
    orderId,
    personId: work.key.personId,
    occurredAt,
    event,
    identified: work.profile.identified,
    research: listResearch(work),
    journeyIds: listJourneysEntered(work, occurredAt),
  })
  rewriteOrder(room, work, listRefundsBefore(work, orderId, input).reduce(withRefund, order))
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

/** Refunds of an order that came before it; one that stands in two logs after a merge once. */
function listRefundsBefore(
  { recent }: PersonWork,
  orderId: string,
  { partitionId, offset }: LogPosition,
): readonly TrackedEvent[] {
  const refunds = recent.flatMap(({ body, ...at }) =>
    body.kind === 'event' && body.event.name === 'Order Refunded' && toOrderId(body.event) === orderId
      ? [{ key: `${body.sourceId}/${body.event.eventId}`, event: body.event, isLater: isAfter(at) }]
      : [],
  )
  function isAfter(at: LogPosition): boolean {
    return at.partitionId === partitionId && at.offset > offset
  }
  const later = new Set(refunds.filter((refund) => refund.isLater).map((refund) => refund.key))
  const before = refunds.filter((refund) => !later.has(refund.key))
  return [...new Map(before.map(({ key, event }) => [key, event])).values()]
}

/**
 * Takes over an order of somebody who was merged into this person. If both had told of it, it was counted
 * twice: the other's count is taken back, and what either was refunded stays refunded.
 */
export function adoptOrder(
  room: { batch: Batch; journeys: JourneyCache },
  work: PersonWork,
  order: OrderFact,
): void {
  const own = work.orders.get(order.orderId)?.order
  if (!own) {
    work.orders.set(order.orderId, { order, changed: true })
    return
  }
  const { workspaceId } = work.key
  const zone = room.journeys.findWorkspace(workspaceId)?.zone ?? 'UTC'
  addDeltas(room.batch, workspaceId, toOrderDeltas({ before: order, after: null, zone }))
  rewriteOrder(room, work, {
    ...own,
    netMinor: own.currency === order.currency ? Math.min(own.netMinor, order.netMinor) : own.netMinor,
    journeyIds: [...new Set([...own.journeyIds, ...order.journeyIds])].toSorted(),
  })
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
