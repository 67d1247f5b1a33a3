import type { Lease, PersonKey } from '@periplo/store'
import { markVisited, readInsideBatch, toRunner } from '@periplo/store'
import type { AdvanceRoom } from './advance-room.ts'

/**
 * People of the leased partitions whom a directive has not reached yet, about `limit` at most. Partitions in
 * which nobody is left are noted, so that no worker looks there again.
 */
export async function readVisits(
  room: AdvanceRoom,
  leases: readonly Lease[],
  limit: number,
): Promise<readonly PersonKey[]> {
  const { store, journeys, serves } = room
  for (const { workspaceId, journeyId, directive, directiveNo, visited } of journeys.listUnvisited()) {
    const partitions = leases.flatMap(({ partitionId }) =>
      visited[partitionId] === '0' ? [partitionId] : [],
    )
    if (partitions.length === 0 || (serves && !serves.includes(workspaceId))) continue
    const found = await readInsideBatch(
      toRunner(store),
      { workspaceId, journeyId, partitions, held: directive?.kind === 'release' },
      Math.ceil(limit / partitions.length),
    )
    const left = new Set(found.map(({ partitionId }) => partitionId))
    const done = partitions.filter((partitionId) => !left.has(partitionId))
    if (done.length > 0) {
      await markVisited(store, { journeyId, directiveNo, partitions: done })
      journeys.noteVisited(journeyId, directiveNo, done)
    }
    if (found.length > 0) return found
  }
  return []
}
