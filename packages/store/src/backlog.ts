import { toStoreFailure } from './failures.ts'
import type { Store } from './open-store.ts'

/** What is still to be done for one workspace at its present moment. */
export interface Backlog {
  /** Inputs of its partitions that are not applied yet, other workspaces' included. */
  readonly inputs: number
  /** Timers due and not fired. */
  readonly timers: number
  readonly messages: number
}

const READ = `
select
  (select coalesce(sum(h.head - o.applied), 0)::bigint from log_heads h join partition_offsets o using (partition_id)) as inputs,
  (select count(*) from enrollments e where e.workspace_id = $1 and e.due_at <= $2) as timers,
  (select count(*) from outbox m where m.workspace_id = $1 and m.status = 'pending') as messages`

/** Counts what is left to do; all zero means that nothing happens before the next input or the next timer. */
export async function readBacklog(store: Store, workspaceId: string, present: number): Promise<Backlog> {
  try {
    const { rows } = await store.enginePool.query<Backlog>(READ, [workspaceId, present])
    return rows[0] ?? { inputs: 0, timers: 0, messages: 0 }
  } catch (error) {
    throw toStoreFailure(error)
  }
}
