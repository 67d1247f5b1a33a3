import { mkdirSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '@periplo/postgres'
import { createIds, openRuntime, systemClock } from '@periplo/runtime'
import type { Runtime } from '@periplo/runtime'
import { migrate, openStore } from '@periplo/store'
import type { Store } from '@periplo/store'
import { Pool } from 'pg'
import { pino } from 'pino'

/** A durable PostgreSQL with our schema and a runtime on it: as in production, fsync on. */
export interface BenchRoom {
  readonly store: Store
  readonly runtime: Runtime
  /** Connects as the owner, for setting the scene and for looking. */
  readonly owner: Pool
  readonly dataDir: string
  close(): Promise<void>
}

/** Opens a fresh room under a temporary directory that PostgreSQL's own user can reach. */
export async function openRoom(): Promise<BenchRoom> {
  const base = `/var/tmp/periplo-bench-${process.pid}`
  mkdirSync(base, { recursive: true, mode: 0o755 })
  if (statfsSync(base).bavail * statfsSync(base).bsize < 8e9)
    throw new Error('the bench needs 8 GB of free disk')
  const postgres = await startPostgres({ durable: true, dataDir: join(base, 'data') })
  await migrate({ url: postgres.url })
  const store = openStore({ url: postgres.url })
  const owner = new Pool({ connectionString: postgres.url, max: 2, options: '-c search_path=periplo' })
  owner.on('error', () => undefined)
  const runtime = await openRuntime({
    store,
    clock: systemClock,
    ids: createIds(systemClock),
    log: pino({ level: 'warn' }, pino.destination(2)),
    mail: { smtpUrl: null, from: 'bench@periplo.example' },
    egressAllow: [{ cidr: '127.0.0.1/32' }],
    publicUrl: 'http://127.0.0.1',
    secretKey: Buffer.alloc(32, 7),
  })
  return {
    store,
    runtime,
    owner,
    dataDir: join(base, 'data'),
    async close() {
      await runtime.close()
      await store.close()
      await owner.end()
      await postgres.stop()
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/** Waits until every input is applied; resolves with the seconds since `startedMs`. */
export async function untilApplied({ owner }: BenchRoom, startedMs: number): Promise<number> {
  for (;;) {
    const { rows } = await owner.query<{ left: string }>(
      'select sum(h.head - o.applied) as left from log_heads h join partition_offsets o using (partition_id)',
    )
    if (Number(rows[0]?.left) === 0) return (performance.now() - startedMs) / 1000
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The value at a share of the sorted figures. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** A figure with at most three digits that matter. */
export function round(figure: number): number {
  return Number(figure.toPrecision(figure >= 100 ? 4 : 3))
}

/** CPU seconds spent so far by this process and by PostgreSQL with all its workers. Linux only; 0 for PostgreSQL elsewhere. */
export function readCpu({ dataDir }: BenchRoom): { readonly ours: number; readonly postgres: number } {
  const { user, system } = process.cpuUsage()
  const postmaster = Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
  let ticks = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      if (Number(pid) === postmaster || Number(fields[1]) === postmaster)
        ticks +=
          Number(fields[11]) +
          Number(fields[12]) +
          (Number(pid) === postmaster ? Number(fields[13]) + Number(fields[14]) : 0)
    } catch {
      // the process ended meanwhile
    }
  }
  return { ours: (user + system) / 1e6, postgres: ticks / 100 }
}
