import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

/** What a command printed, and its exit code. */
export interface Printed {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The program as somebody at a terminal runs it: over a database, in a directory of their own. */
export function openTerminal({ url, dir }: { readonly url: string; readonly dir: string }) {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PERIPLO_SECRET_KEY: Buffer.alloc(32, 3).toString('base64'),
    XDG_STATE_HOME: `${dir}/state`,
  }
  return (...args: readonly string[]): Promise<Printed> =>
    new Promise((resolve) => {
      execFile(process.execPath, [MAIN, ...args], { env }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    })
}

/** The one object that `--json` prints. */
export interface PrintedObject {
  readonly command: string
  readonly version: string
  readonly input: Record<string, unknown>
  readonly result: Record<string, unknown>
}

/** Reads it. Throws where there is anything else on standard output. */
export function parsePrinted({ out }: Printed): PrintedObject {
  const printed: unknown = JSON.parse(out)
  if (isWhole(printed)) return printed
  throw new Error(`this is no object {command, version, input, result}: ${out}`)
}

function isWhole(printed: unknown): printed is PrintedObject {
  const parts = typeof printed === 'object' && printed !== null ? Object.keys(printed) : []
  return parts.toSorted().join(' ') === 'command input result version'
}
