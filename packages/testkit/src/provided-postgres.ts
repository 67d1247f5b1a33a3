import { inject } from 'vitest'

/** The PostgreSQL of one test run, as the workers are told of it. */
export interface ServedPostgres {
  /** Connection string of a superuser. */
  readonly url: string
  /** Begins the name of every database of this run, so that runs sharing a server do not meet. */
  readonly prefix: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: ServedPostgres
  }
}

/** The PostgreSQL of this run. Throws if the project was not given one. */
export function getServedPostgres(): ServedPostgres {
  const served: ServedPostgres | undefined = inject('postgres')
  if (served !== undefined) return served
  throw new Error('No PostgreSQL in this run: start vitest with --config test/vitest.config.ts')
}
