import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parseEnvironment } from './environment.ts'
import { withInstallation } from './installation.ts'

test.each(['nonsense', 'mysql://localhost/db', 'postgres:/localhost', '127.0.0.1:5432'])(
  'an address that is none is refused before anything is asked of it: %s',
  (address) => {
    expect(() => parseEnvironment({ DATABASE_URL: address })).toThrow('must be a PostgreSQL address')
  },
)

test('a directory without a database is left as it is', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'periplo-cli-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const mistyped = parseEnvironment({ PERIPLO_DATA_DIR: dataDir })
  await expect(withInstallation(mistyped, () => Promise.resolve())).rejects.toThrow('There is no Periplo in')
  expect(await readdir(dataDir)).toEqual([])
})
