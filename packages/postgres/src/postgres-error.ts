/**
 * Why PostgreSQL could not be started or stopped.
 *
 * - `binaries-missing`: npm ships no PostgreSQL for this platform, or it was not installed.
 * - `binaries-untrusted`: the copy of the binaries could have been changed by another user.
 * - `data-dir-unreadable`: the account PostgreSQL runs as cannot enter or write the directory.
 * - `data-dir-wrong-owner`: the directory belongs to another account.
 * - `data-dir-damaged`: the directory holds something, yet not a database we can open.
 * - `data-dir-in-use`: another process has started PostgreSQL on this directory and is still alive.
 * - `version-mismatch`: another major version of PostgreSQL wrote the directory.
 * - `port-in-use`: the port asked for is taken.
 * - `start-failed`: PostgreSQL gave up while starting; the message ends with its last words.
 * - `stopped`: the start was aborted through its signal.
 */
export type PostgresErrorCode =
  | 'binaries-missing'
  | 'binaries-untrusted'
  | 'data-dir-unreadable'
  | 'data-dir-wrong-owner'
  | 'data-dir-damaged'
  | 'data-dir-in-use'
  | 'version-mismatch'
  | 'port-in-use'
  | 'start-failed'
  | 'stopped'

/** The only error this package throws on purpose. Its message is one sentence for the person at the terminal. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError'
  readonly code: PostgresErrorCode

  constructor(code: PostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
