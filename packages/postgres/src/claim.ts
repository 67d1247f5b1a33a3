import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { PostgresError } from './postgres-error.ts'

/** Held for as long as one process works on a data directory. */
export interface Claim {
  release(): Promise<void>
}

/**
 * Claims a data directory for this process. The claim is a name in the kernel (a Linux abstract socket), not
 * a file: only one process can hold it, and it is gone the moment that process is, however it ends.
 * Fails with `data-dir-in-use`. Two containers sharing a volume do not see each other's claims.
 */
export async function claimDataDir(dataDir: string): Promise<Claim> {
  const name = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 32)
  const holder = createServer((socket) => socket.destroy())
  holder.listen(`\0periplo-${name}`)
  try {
    await once(holder, 'listening')
    holder.unref()
  } catch (cause) {
    throw new PostgresError(
      'data-dir-in-use',
      `Another process is already running PostgreSQL on ${dataDir}; stop it first.`,
      { cause },
    )
  }
  return { release: () => new Promise((done) => holder.close(() => done())) }
}
