import type { BacktestInput } from '@periplo/engine'
import type { Instant, LogInput } from '@periplo/model'
import type { StreamCursor } from '@periplo/store'
import { STREAM_START, inWorkspace, readMergedPersons, readStreamBatch } from '@periplo/store'
import type { Store } from '@periplo/store'

/** Inputs read at once: what a backtest holds of the log in memory. */
const PORTION = 2_000

/**
 * The workspace's events up to `until`, in the order of their arrival, as of the persons known today: what
 * somebody did before two persons were found to be one is theirs. Reads page by page, in transactions of
 * their own; ends when the signal aborts.
 */
export async function* readStream(
  store: Store,
  terms: { readonly workspaceId: string; readonly until: Instant; readonly signal: AbortSignal },
): AsyncGenerator<readonly BacktestInput[], void, undefined> {
  const { workspaceId, until, signal } = terms
  const merged = await inWorkspace(store, workspaceId, readMergedPersons)
  const forwarded = new Set<string>()
  let after: StreamCursor = STREAM_START
  while (!signal.aborted) {
    const page = { after, until }
    const inputs = await inWorkspace(store, workspaceId, (tx) => readStreamBatch(tx, page, PORTION))
    const last = inputs.at(-1)
    if (!last) return
    after = last
    yield inputs.flatMap((input) => toInput(input, { merged, forwarded }))
  }
}

/** What a person merged away does later stands in the survivor's log as well, and is taken from there. */
function toInput(
  { personId, partitionId, receivedAt, body }: LogInput,
  { merged, forwarded }: { readonly merged: ReadonlyMap<string, string>; readonly forwarded: Set<string> },
): readonly BacktestInput[] {
  const place = `${partitionId}/${personId}`
  if (body.kind === 'merge') forwarded.add(place)
  if (body.kind !== 'event' || forwarded.has(place)) return []
  return [{ personId: findSurvivor(personId, merged), receivedAt, event: body.event, mode: body.mode }]
}

function findSurvivor(personId: string, merged: ReadonlyMap<string, string>): string {
  let survivor = personId
  for (let next = merged.get(survivor); next !== undefined; next = merged.get(survivor)) survivor = next
  return survivor
}
