import type { Instant, JsonObject, TrackedEvent } from '@periplo/model'
import type { Runtime } from '../open-runtime.ts'
import { renewLiveKey } from './demo-workspace.ts'
import { listSentMessages } from './sent-messages.ts'
import { toSegmentCall } from './segment-call.ts'
import type { Shop } from './shop/shop-simulator.ts'
import { untilAvailable } from './until-available.ts'

/** A shop that goes on while somebody watches. */
export interface LiveShop {
  readonly shop: Shop
  readonly workspaceId: string
  readonly signal: AbortSignal
  /** The machine's clock; asked again for every second. */
  readonly now: () => Instant
  /** Posts calls of the Segment Spec to the public tracking API, as one batch under this write key. Rejects if none was taken. */
  readonly postEvents: (batch: {
    readonly writeKey: string
    readonly calls: readonly JsonObject[]
  }) => Promise<void>
}

const TICK_MS = 1_000
/** How often the shop's people look into their mail, in ticks. */
const LOOK_EVERY = 5
/** Messages are looked for once they are this old: by then they are sent. */
const SENDING_MS = 3_000
/** The most events one post holds, and the most that are kept while the API does not answer. */
const POST_LIMIT = 100
const KEPT_LIMIT = 1_000

/**
 * Posts what happens in the shop, second by second, until the signal aborts. What would have happened since
 * the history's end is forgotten. While the API does not answer, events wait; of very many the oldest are lost.
 */
export async function keepShopOpen(runtime: Runtime, live: LiveShop): Promise<void> {
  const { shop, workspaceId, signal, now } = live
  const { resources } = runtime
  const writeKey = await untilAvailable(resources, signal, () => renewLiveKey(runtime, workspaceId))
  let seenUntil = now()
  shop.advanceTo(seenUntil)
  shop.openToWatchers(seenUntil)
  let waiting: readonly TrackedEvent[] = []
  for (let tick = 1; !signal.aborted; tick += 1) {
    await resources.pace(TICK_MS, signal)
    if (tick % LOOK_EVERY === 0) {
      const until = Math.max(seenUntil, now() - SENDING_MS)
      const sent = { workspaceId, from: seenUntil, until }
      shop.receive(await untilAvailable(resources, signal, () => listSentMessages(resources, sent)))
      seenUntil = until
    }
    waiting = [...waiting, ...shop.advanceTo(now())].slice(-KEPT_LIMIT)
    if (!signal.aborted) waiting = await post(runtime, { live, writeKey }, waiting)
  }
}

/** What is still to be posted afterwards. */
async function post(
  { resources }: Runtime,
  { live, writeKey }: { live: LiveShop; writeKey: string },
  waiting: readonly TrackedEvent[],
): Promise<readonly TrackedEvent[]> {
  const batch = waiting.slice(0, POST_LIMIT)
  if (batch.length === 0) return waiting
  try {
    await live.postEvents({ writeKey, calls: batch.map(toSegmentCall) })
    return waiting.slice(batch.length)
  } catch (error) {
    resources.log.warn(
      { err: error, waiting: waiting.length },
      'the demo shop could not post its events; it tries again',
    )
    return waiting
  }
}
