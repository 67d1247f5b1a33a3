import type { Instant, LogInput } from '@periplo/model'
import type { DuePartition, DueTerms, Lease, PersonKey } from '@periplo/store'

/** Up to when the timers of each partition and workspace may fire in one batch. */
export interface Horizons {
  readonly terms: DueTerms
  /** Up to when the timers of somebody who is due may fire. */
  until(person: PersonKey): Instant
}

interface Reading {
  readonly leases: readonly Lease[]
  /** What the batch takes, in log order. */
  readonly inputs: readonly LogInput[]
  readonly heads: ReadonlyMap<number, number>
  readonly turned: readonly { readonly workspaceId: string; readonly now: Instant }[]
  readonly now: Instant
}

/**
 * A timer may fire once no earlier input of its person is left: up to the present where the log is drained.
 * Where it is not, live workspaces share one clock, and their inputs stand in its order: up to the arrival of
 * the last one taken; if the batch took none of theirs (somebody's history is being replayed), whoever has no
 * input left may fire. Every turned workspace has a clock of its own: up to its own last input taken.
 */
export function toHorizons({ leases, inputs, heads, turned, now }: Reading): Horizons {
  const presents = new Map(turned.map((workspace) => [workspace.workspaceId, workspace.now]))
  const taken = Map.groupBy(inputs, (input) => input.partitionId)
  const partitions = leases.map(({ partitionId, applied }): DuePartition => {
    const own = taken.get(partitionId) ?? []
    const reached = own.at(-1)?.offset ?? applied
    if (reached >= (heads.get(partitionId) ?? 0))
      return { partitionId, until: now, unreadAfter: null, turned: null }
    const lastLive = own.findLast((input) => !presents.has(input.workspaceId))
    return {
      partitionId,
      until: lastLive?.receivedAt ?? now,
      unreadAfter: lastLive ? null : reached,
      turned: toReached(own, presents),
    }
  })
  const byId = new Map(partitions.map((partition) => [partition.partitionId, partition]))
  return {
    terms: { partitions, presents },
    until({ partitionId, workspaceId }) {
      const partition = byId.get(partitionId)
      if (!partition) return 0
      return presents.has(workspaceId)
        ? ((partition.turned ?? presents).get(workspaceId) ?? 0)
        : partition.until
    },
  }
}

function toReached(
  inputs: readonly LogInput[],
  presents: ReadonlyMap<string, Instant>,
): ReadonlyMap<string, Instant> {
  const reached = new Map<string, Instant>()
  for (const { workspaceId, receivedAt } of inputs) {
    const present = presents.get(workspaceId)
    if (present !== undefined) reached.set(workspaceId, Math.min(present, receivedAt))
  }
  return reached
}
