import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOrCreateSecretKey } from './secret-key.ts'

let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'periplo-key-'))
})
afterEach(() => rm(dir, { recursive: true }))

test('the key is made once, and only its owner may read it', async () => {
  const key = await readOrCreateSecretKey(join(dir, 'data'))
  expect(key).toHaveLength(32)
  expect(await readOrCreateSecretKey(join(dir, 'data'))).toEqual(key)
  expect((await stat(join(dir, 'data', 'secret-key'))).mode & 0o777).toBe(0o600)
})

test('processes that start at once agree on one key and leave nothing else behind', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => readOrCreateSecretKey(dir)))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(await readdir(dir)).toEqual(['secret-key'])
})

test('a damaged key is named, never replaced', async () => {
  await writeFile(join(dir, 'secret-key'), 'torn')
  await expect(readOrCreateSecretKey(dir)).rejects.toMatchObject({ code: 'secret/unreadable' })
})
