import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** How many events of a file an earlier run has written, so that the next takes the rest. */
export interface ProgressFile {
  readonly path: string
  readonly done: number
  /** Notes that so many are committed. The file appears whole or not at all. */
  note(done: number): Promise<void>
}

/**
 * Opens the progress of one file into one workspace. A file is what it holds, whatever it is called: other rows
 * under the same name begin anew. Lost or stale, it costs time and doubles nothing: events written within the
 * last days are recognised by their ids. Fails with the error of the file system where `file` cannot be read.
 */
export async function openProgressFile({
  file,
  ...into
}: {
  readonly workspaceId: string
  readonly file: string
  readonly mapping: object
}): Promise<ProgressFile> {
  const state = process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state')
  const content = await readFingerprint(file)
  const name = createHash('sha256')
    .update(JSON.stringify({ ...into, ...content }))
    .digest('hex')
    .slice(0, 32)
  const path = join(state, 'periplo', 'imports', `${name}.json`)
  const told = { file: resolve(file), workspaceId: into.workspaceId, ...content }
  return {
    path,
    done: await readDone(path),
    async note(done) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(`${path}.new`, JSON.stringify({ ...told, done }))
      await rename(`${path}.new`, path)
    },
  }
}

/** Tells one content from another. */
async function readFingerprint(file: string): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256')
  const bytes = createReadStream(file)
  await pipeline(bytes, hash)
  return { sizeBytes: bytes.bytesRead, sha256: hash.digest('hex') }
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
