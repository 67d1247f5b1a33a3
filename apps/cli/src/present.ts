import { StudioError } from '@periplo/model'

/** 0: fine. 1: there are findings. 2: what was asked cannot be done. */
export type ExitCode = 0 | 1 | 2

/** What `--json` prints beside `{command, version, input}`: one result, or measures and what goes with them. */
export type Body =
  | { readonly result: unknown }
  | { readonly results: readonly unknown[]; readonly detail: unknown }

/** What a command came to: for programs, and for people. */
export type Presentation = Body & {
  readonly exitCode: ExitCode
  /** Text for standard output without `--json`, with its line breaks. */
  readonly text: string
}

/** What is being run, and for whom. */
export interface Run {
  readonly command: string
  readonly json: boolean
  readonly input: object
  /** What the object holds where the command fails; `{result: {error}}` unless said. */
  readonly toFailedBody?: (error: Failed) => Body
}

/** Why a command could not be done, for programs. */
export interface Failed {
  readonly code: string
  readonly message: string
}

/** The version of this program. */
export const VERSION = '0.1.0'

/**
 * Runs a command and prints what it came to. With `json`, standard output is exactly one object
 * `{command, version, input, …}` with the body of the command, a failure included; sentences for people go to
 * standard error.
 */
export async function present(run: Run, work: () => Promise<Presentation>): Promise<void> {
  const { command, json, input, toFailedBody = (error) => ({ result: { error } }) } = run
  const { exitCode, text, ...body } = await work().catch((error: unknown) => toFailure(error, toFailedBody))
  process.exitCode = exitCode
  process.stdout.write(json ? `${JSON.stringify({ command, version: VERSION, input, ...body })}\n` : text)
}

/** A failure somebody can act on is one sentence; anything else is a bug and shows where it happened. */
function toFailure(error: unknown, toFailedBody: (error: Failed) => Body): Presentation {
  const code = findCode(error)
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${code === undefined ? toStack(error) : message}\n`)
  return { exitCode: 2, text: '', ...toFailedBody({ code: code ?? 'bug', message }) }
}

/** PostgreSQL's errors are known by their name: the library is not loaded for commands that need no database. */
function findCode(error: unknown): string | undefined {
  if (error instanceof StudioError) return error.code
  const isOfPostgres = error instanceof Error && error.name === 'PostgresError' && 'code' in error
  return isOfPostgres ? String(error.code) : undefined
}

function toStack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
