import type { Instant, TrackedEvent } from '@periplo/model'
import { isSettled, toRunner, updateWorkspaceProgress } from '@periplo/store'
import { createIngest } from '../ingest/ingest.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { Bell } from '../loop.ts'
import type { Resources } from '../resources.ts'
import { toSeededIds } from './demo-workspace.ts'
import { listSentMessages } from './sent-messages.ts'
import type { Shop } from './shop/shop-simulator.ts'
import { HOUR_MS } from './shop/shop-world.ts'

/** What is lived through between two looks at what was sent. People react to a message after it at the earliest. */
export const CHUNK_MS = 6 * HOUR_MS

/** The longest pause between two looks at whether everything is done; workers of this process end it sooner. */
const LOOK_MS = 60

/** How far a history has come. */
export interface HistoryProgress {
  readonly done: number
  readonly total: number
  /** Events told so far. */
  readonly events: number
}

/** A history to be lived through by the shop's people and the real runtime. */
export interface History {
  readonly shop: Shop
  readonly workspaceId: string
  readonly seed: string
  readonly startAt: Instant
  readonly endAt: Instant
  /** How far an earlier start came: what lies before is not told again, only remembered. */
  readonly reachedAt: Instant
  readonly sourceIds: { readonly web: string; readonly desk: string }
  readonly signal: AbortSignal
  readonly onProgress: (progress: HistoryProgress) => void
}

/**
 * Lives through `[startAt, endAt)` of a turned workspace, chunk by chunk: what the shop's people do goes into
 * the log as one write, the present is turned to the chunk's end, and the next chunk waits until the running
 * worker has moved everybody and sent everything. False if it was stopped; calling it again goes on where
 * it stopped, to the same end.
 */
export async function fillHistory(resources: Resources, history: History): Promise<boolean> {
  const { shop, workspaceId, startAt, endAt, reachedAt, signal, onProgress } = history
  const moved = resources.signals.listen(workspaceId, signal)
  const total = Math.ceil((endAt - startAt) / CHUNK_MS)
  let events = 0
  for (let chunk = 0; chunk < total; chunk += 1) {
    const from = startAt + chunk * CHUNK_MS
    const until = Math.min(from + CHUNK_MS, endAt)
    const told = shop.advanceTo(until)
    events += told.length
    if (until > reachedAt) {
      await takeChunk(resources, history, { chunk, told })
      const progress = { done: chunk + 1, total }
      await updateWorkspaceProgress(resources.store, workspaceId, { turnedAt: until, history: progress })
      onProgress({ ...progress, events })
    }
    const isOpen = until >= reachedAt
    if (isOpen && !(await waitUntilSettled(resources, { workspaceId, until, signal, moved }))) return false
    shop.receive(await listSentMessages(resources, { workspaceId, from, until }))
  }
  return true
}

interface Chunk {
  readonly chunk: number
  readonly told: readonly TrackedEvent[]
}

/** One write, so that a stop leaves all of a chunk or nothing, and ids drawn for it are drawn once. */
async function takeChunk(resources: Resources, history: History, { chunk, told }: Chunk): Promise<void> {
  const { workspaceId, seed, sourceIds } = history
  const ingest: Ingest = createIngest({ ...resources, ids: toSeededIds(`${seed}/${chunk}`) })
  await ingest.take(
    told.map((event) => ({
      workspaceId,
      sourceId: isOfDesk(event) ? sourceIds.desk : sourceIds.web,
      event,
      receivedAt: event.occurredAt,
      mode: 'live',
    })),
  )
}

/** What devices of shoppers do not tell, the shop's own systems do. */
function isOfDesk({ identifiers }: TrackedEvent): boolean {
  return !identifiers.some(({ kind, value }) => kind === 'anonymous' && !value.startsWith('receipt-'))
}

interface Settling extends Pick<History, 'workspaceId' | 'signal'> {
  readonly until: Instant
  /** Rings when somebody was moved, or written to. */
  readonly moved: Bell
}

async function waitUntilSettled(
  resources: Resources,
  { workspaceId, until, signal, moved }: Settling,
): Promise<boolean> {
  const runner = toRunner(resources.store)
  for (const wake of resources.onAppend) wake()
  while (!signal.aborted) {
    if (await isSettled(runner, { workspaceId, until })) return true
    await moved.wait(LOOK_MS, signal)
  }
  return false
}
