import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '@periplo/model'

const KEY_BYTES = 32

/**
 * The installation's key, made on first use and kept in the data directory, readable by its owner alone.
 * Two processes at once get the same key. Fails with `secret/unreadable` where the file holds none.
 */
export async function readOrCreateSecretKey(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'secret-key')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (!(await exists(path))) await createKey(path)
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
  if (key.length === KEY_BYTES) return key
  throw new StudioError(
    'secret/unreadable',
    `The file ${path} does not hold a key of ${KEY_BYTES} bytes in base64.`,
  )
}

/** Written whole beside its place first: whoever finds the file finds all of it, and the first to link it wins. */
async function createKey(path: string): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(unfinished, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    await link(unfinished, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await unlink(unfinished)
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
