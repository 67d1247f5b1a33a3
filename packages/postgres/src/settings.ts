/** Server parameters by name, as `postgres -c name=value` takes them. */
export type Settings = Readonly<Record<string, string>>

/** True of every PostgreSQL we start: reachable over loopback TCP, and a socket where the start names a place for it; times in UTC, quiet unless it matters. */
const EVERYWHERE: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  huge_pages: 'off',
}

/**
 * For data that must survive: every commit reaches the disk. Sized for two cores and an idle product of at
 * most 400 MB; checkpoints are far apart, so that sustained writes do not log whole pages again and again.
 * A new segment of the log is not filled with zeros first, which would hold up every commit for some 60 ms.
 * The log names failures without statements and details, which would carry personal data.
 */
const DURABLE: Settings = {
  ...EVERYWHERE,
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_connections: '40',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  io_workers: '2',
  max_wal_size: '4GB',
  min_wal_size: '256MB',
  wal_buffers: '16MB',
  wal_init_zero: 'off',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/**
 * {@link DURABLE} on a machine with this much memory. An eighth of it, between 128 MB and 2 GB, is the database's
 * own cache: a million runs fit, and pages that are never touched cost nothing. Half is what it may expect the
 * system to cache.
 */
export function toDurable(memoryBytes: number): Settings {
  const memoryMb = Math.floor(memoryBytes / 2 ** 20)
  const cacheMb = Math.min(2_048, Math.max(128, Math.floor(memoryMb / 8)))
  return {
    ...DURABLE,
    shared_buffers: `${cacheMb}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memoryMb / 2))}MB`,
  }
}

/** For tests: a crash of the machine loses everything, and nothing waits for a disk. */
export const DISPOSABLE: Settings = {
  ...EVERYWHERE,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'on',
  shared_buffers: '64MB',
  max_connections: '200',
  max_wal_size: '1GB',
}

/** The settings as command line arguments. */
export function toArguments(settings: Settings): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
