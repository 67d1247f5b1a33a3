import { StudioError } from '@periplo/model'
import { PostgresError } from '@periplo/postgres'

/** The server cannot start, and the message is one sentence that says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** The sentence for the person at the terminal; undefined for a bug, which needs its stack. */
export function findSentence(error: unknown): string | undefined {
  if (error instanceof StartError || error instanceof StudioError || error instanceof PostgresError) {
    return error.message
  }
  return undefined
}
