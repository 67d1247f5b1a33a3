import { StudioError } from '@periplo/model'
import { PostgresError } from '@periplo/postgres'

/** 0: fine. 1: there are findings. 2: what was asked cannot be done. */
export type ExitCode = 0 | 1 | 2

/** What a command came to: for programs, and for people. */
export interface Presentation {
  readonly exitCode: ExitCode
  /** JSON, the `result` of the object that `--json` prints. */
  readonly result: unknown
  /** Text for standard output without `--json`, with its line breaks. */
  readonly text: string
}

/** The version of this program. */
export const VERSION = '0.1.0'

/**
 * Runs a command and prints what it came to. With `json`, standard output is exactly one object
 * `{command, version, input, result}`, a failure included; sentences for people go to standard error.
 */
export async function present(
  { command, json, input }: { readonly command: string; readonly json: boolean; readonly input: object },
  work: () => Promise<Presentation>,
): Promise<void> {
  const presented = await work().catch(toFailure)
  process.exitCode = presented.exitCode
  if (!json) return void process.stdout.write(presented.text)
  const { result } = presented
  process.stdout.write(`${JSON.stringify({ command, version: VERSION, input, result })}\n`)
}

/** A failure somebody can act on is one sentence; anything else is a bug and shows where it happened. */
function toFailure(error: unknown): Presentation {
  const isExpected = error instanceof StudioError || error instanceof PostgresError
  const message = error instanceof Error ? error.message : String(error)
  const code = isExpected ? error.code : 'bug'
  process.stderr.write(`${isExpected ? message : toStack(error)}\n`)
  return { exitCode: 2, result: { error: { code, message } }, text: '' }
}

function toStack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
