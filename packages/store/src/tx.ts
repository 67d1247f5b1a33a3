import type { PoolClient, QueryResultRow } from 'pg'
import { isConnectionLoss, toStoreFailure } from './failures.ts'
import type { Store } from './open-store.ts'

declare const inTransaction: unique symbol

/** A statement runner of the engine's role. Statements are prepared once per connection, under their name. */
export interface Runner {
  run<R extends QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<R[]>
}

/** An open transaction of the engine's role. Functions that take one promise nothing until it commits. */
export interface Tx extends Runner {
  readonly [inTransaction]: true
}

/**
 * What became of a transaction. `unknown`: the connection broke at COMMIT, so it may or may not have
 * happened; the caller must look before going on.
 */
export type TxOutcome<T> = { readonly kind: 'committed'; readonly value: T } | { readonly kind: 'unknown' }

/** Runs `work` in one transaction of the engine's role. A throw inside rolls everything back and is passed on. */
export async function inEngineTx<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<TxOutcome<T>> {
  const client = await store.enginePool.connect().catch((error: unknown) => {
    throw toStoreFailure(error)
  })
  let broken: Error | undefined
  const tx = toTx(client)
  try {
    await client.query('begin')
    const value = await work(tx)
    try {
      await client.query('commit')
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      broken = error instanceof Error ? error : new Error('connection lost')
      return { kind: 'unknown' }
    }
    return { kind: 'committed', value }
  } catch (error) {
    broken = await rollBack(client, error)
    throw toStoreFailure(error)
  } finally {
    client.release(broken)
  }
}

function toTx(client: PoolClient): Tx {
  const runner: Runner = {
    run: async <R extends QueryResultRow>(name: string, text: string, values: readonly unknown[]) =>
      (await client.query<R>({ name, text, values: [...values] })).rows,
  }
  return runner as Tx // oxlint-disable-line typescript/no-unsafe-type-assertion -- the brand exists for the compiler alone
}

async function rollBack(
  client: { query(text: string): Promise<unknown> },
  error: unknown,
): Promise<Error | undefined> {
  if (isConnectionLoss(error)) return error instanceof Error ? error : new Error('connection lost')
  try {
    await client.query('rollback')
    return undefined
  } catch (failure) {
    return failure instanceof Error ? failure : new Error('rollback failed')
  }
}

/** Single statements of the engine's role, each its own transaction. */
export function toRunner(store: Store): Runner {
  return {
    run: async <R extends QueryResultRow>(name: string, text: string, values: readonly unknown[]) => {
      try {
        return (await store.enginePool.query<R>({ name, text, values: [...values] })).rows
      } catch (error) {
        throw toStoreFailure(error)
      }
    },
  }
}
