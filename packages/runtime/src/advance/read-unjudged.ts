import type { Lease, PersonKey } from '@periplo/store'
import { markFilled, readUnjudgedBatch, toRunner } from '@periplo/store'
import type { SegmentShelf } from '../segment-cache.ts'
import type { AdvanceRoom } from './advance-room.ts'

/** Before every id. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The most people judged anew in one batch, so that what happens meanwhile need not wait. */
const MOST_AT_ONCE = 500
/** The most partitions that are gone through side by side. */
const MOST_PARTITIONS = 8

/**
 * People of the leased partitions whom the newest rules of segments have not judged yet, about `limit` at most.
 * Partitions in which nobody is left are noted, so that no worker looks there again.
 */
export async function readUnjudged(
  room: AdvanceRoom,
  leases: readonly Lease[],
  limit: number,
): Promise<readonly PersonKey[]> {
  const held = leases.map(({ partitionId }) => partitionId)
  for (const { shelf, partitions } of room.journeys.segments.listUnfilled(held)) {
    if (room.serves && !room.serves.includes(shelf.workspaceId)) continue
    for (let at = 0; at < partitions.length; at += MOST_PARTITIONS) {
      const some = partitions.slice(at, at + MOST_PARTITIONS)
      const found = await readOf(room, { shelf, partitions: some, limit })
      if (found.length > 0) return found
    }
  }
  return []
}

interface Reading {
  readonly shelf: SegmentShelf
  readonly partitions: readonly number[]
  readonly limit: number
}

/**
 * Goes on where the last look ended. A partition is done only where a look from its beginning finds nobody: what
 * was read before may not have been written.
 */
async function readOf(
  room: AdvanceRoom,
  { shelf, partitions, limit }: Reading,
): Promise<readonly PersonKey[]> {
  const { segments } = room.journeys
  const { workspaceId, edition } = shelf
  const asked = partitions.map((partitionId) => ({
    partitionId,
    after: segments.findPlace({ workspaceId, edition, partitionId }) ?? NOBODY,
  }))
  const most = Math.ceil(Math.min(limit, MOST_AT_ONCE) / partitions.length)
  const terms = { workspaceId, edition, partitions: asked }
  const found = await readUnjudgedBatch(toRunner(room.store), terms, most)
  const last = new Map(found.map(({ partitionId, personId }) => [partitionId, personId]))
  for (const { partitionId } of asked)
    segments.notePlace({ workspaceId, edition, partitionId }, last.get(partitionId))
  const ended = asked.filter(({ partitionId }) => !last.has(partitionId))
  const done = ended.filter(({ after }) => after === NOBODY).map(({ partitionId }) => partitionId)
  if (done.length > 0) {
    await markFilled(room.store, { workspaceId, edition, partitions: done })
    segments.noteFilled(workspaceId, edition, done)
  }
  if (found.length > 0 || ended.length === done.length) return found
  return readOf(room, { shelf, partitions: ended.map(({ partitionId }) => partitionId), limit })
}
