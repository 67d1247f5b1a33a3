import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** How many events of a file an earlier run has written, so that the next takes the rest. */
export interface ProgressFile {
  readonly path: string
  readonly done: number
  /** Notes that so many are committed. The file appears whole or not at all. */
  note(done: number): Promise<void>
}

/**
 * Opens the progress of one file into one workspace. Lost or stale, it costs time and doubles nothing: events
 * written within the last days are recognised by their ids.
 */
export async function openProgressFile(key: {
  readonly workspaceId: string
  readonly file: string
  readonly mapping: object
}): Promise<ProgressFile> {
  const state = process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state')
  const name = createHash('sha256')
    .update(JSON.stringify({ ...key, file: resolve(key.file) }))
    .digest('hex')
    .slice(0, 32)
  const path = join(state, 'periplo', 'imports', `${name}.json`)
  return {
    path,
    done: await readDone(path),
    async note(done) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(
        `${path}.new`,
        JSON.stringify({ file: resolve(key.file), workspaceId: key.workspaceId, done }),
      )
      await rename(`${path}.new`, path)
    },
  }
}

async function readDone(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    const value: unknown = JSON.parse(text)
    const done = typeof value === 'object' && value !== null && 'done' in value ? value.done : 0
    return typeof done === 'number' && Number.isSafeInteger(done) && done >= 0 ? done : 0
  } catch {
    return 0
  }
}
