import type { Store } from '@periplo/store'

/** Runs one piece of work at a time, over every process on the database. */
export type AccountsLock = <T>(work: () => Promise<T>) => Promise<T>

/**
 * A lock over what `name` stands for. It belongs to a session of PostgreSQL, so that it also goes when this
 * process dies. Callers of one process queue here, and so never hold more than one of the pool's connections.
 */
export function createAccountsLock(pool: Store['authPool'], name: string): AccountsLock {
  let last: Promise<unknown> = Promise.resolve()
  const runLocked = async <T>(work: () => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
      return await work()
    } finally {
      const isGone = await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).then(
        () => false,
        () => true,
      )
      client.release(isGone)
    }
  }
  return (work) => {
    const turn = last.then(() => runLocked(work))
    last = turn.catch(() => undefined)
    return turn
  }
}
