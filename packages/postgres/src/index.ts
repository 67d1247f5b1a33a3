/** Starts and stops the PostgreSQL that npm ships: for the product, and for tests. */
export { POSTGRES_MAJOR } from './binaries.ts'
export { defaultDataDir, isInitialized } from './data-dir.ts'
export { PostgresError, type PostgresErrorCode } from './postgres-error.ts'
export {
  findRunningPostgres,
  type RunningPostgres,
  type StartDisposable,
  type StartDurable,
  type StartOptions,
  type StartSettings,
  startPostgres,
} from './start-postgres.ts'
