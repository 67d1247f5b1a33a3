import type { Lease, PersonKey, StoredMove } from '@periplo/store'
import { markAsked, markVisited, readAskedBatch, readInsideBatch, toRunner } from '@periplo/store'
import type { AdvanceRoom } from './advance-room.ts'

/**
 * People of the leased partitions whom a directive or a move has not reached yet, about `limit` at most. Partitions in
 * which nobody is left are noted, so that no worker looks there again. The moves of a paused journey wait.
 */
export async function readVisits(
  room: AdvanceRoom,
  leases: readonly Lease[],
  limit: number,
): Promise<readonly PersonKey[]> {
  const inside = await readUnvisited(room, leases, limit)
  return inside.length > 0 ? inside : readUnasked(room, leases, limit)
}

async function readUnvisited(
  room: AdvanceRoom,
  leases: readonly Lease[],
  limit: number,
): Promise<readonly PersonKey[]> {
  const { store, journeys, serves } = room
  for (const { workspaceId, journeyId, directive, directiveNo, visited } of journeys.listUnvisited()) {
    const partitions = listUnmarked(leases, visited)
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

async function readUnasked(
  { store, journeys, serves, clock }: AdvanceRoom,
  leases: readonly Lease[],
  limit: number,
): Promise<readonly PersonKey[]> {
  const now = clock.now().getTime()
  const isAhead = ({ workspaceId, at }: StoredMove): boolean =>
    at > now && journeys.findWorkspace(workspaceId)?.clock === 'live' // of a clock that goes before ours
  for (const move of journeys.moves.listUnasked()) {
    const { journeyId, no, visited } = move
    const partitions = listUnmarked(leases, visited)
    const isServed = !serves || serves.includes(move.workspaceId)
    if (partitions.length === 0 || !isServed || journeys.isPaused(journeyId)) continue
    if (isAhead(move)) continue
    const batch = Math.ceil(limit / partitions.length)
    const found = await readAskedBatch(toRunner(store), { move, partitions }, batch)
    const left = new Set(found.map(({ partitionId }) => partitionId))
    const done = partitions.filter((partitionId) => !left.has(partitionId))
    if (done.length > 0) {
      await markAsked(store, { journeyId, no, partitions: done })
      journeys.moves.noteAsked(move, done)
    }
    if (found.length > 0) return found
  }
  return []
}

function listUnmarked(leases: readonly Lease[], visited: string): readonly number[] {
  return leases.flatMap(({ partitionId }) => (visited[partitionId] === '0' ? [partitionId] : []))
}
