import type { Lease } from '@periplo/store'
import { createCourier } from './courier.ts'
import type { DeliverRoom } from './load-claims.ts'

/** What a delivery round came to. */
export interface Delivered {
  readonly claimed: number
}

/** Sends up to `limit` messages that are due in the leased partitions, and waits until all are settled. */
export async function deliverBatch(
  room: DeliverRoom,
  terms: { readonly leases: readonly Lease[]; readonly signal: AbortSignal },
  limit: number,
): Promise<Delivered> {
  const courier = createCourier(room)
  const claimed = await courier.dispatch(terms, limit)
  await courier.rest()
  return { claimed }
}
