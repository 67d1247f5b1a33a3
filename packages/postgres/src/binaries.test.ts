import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isTrustedCopy } from './binaries.ts'
import { defaultDataDir } from './data-dir.ts'

const isRoot = process.getuid?.() === 0

describe('a copy of the binaries', () => {
  let place: string
  beforeAll(async () => {
    place = await mkdtemp('/var/tmp/periplo-binaries-test-')
  })
  afterAll(() => rm(place, { recursive: true, force: true }))

  test.runIf(isRoot)('is trusted when only root can change it', async () => {
    const copy = await makeDirectory('good', 0o755)
    expect(await isTrustedCopy(copy)).toBe(true)
  })

  test('is missing without being an error', async () => {
    expect(await isTrustedCopy(join(place, 'nothing'))).toBe(false)
  })

  test.each([
    { name: 'group', mode: 0o775, why: 'its group may write' },
    { name: 'world', mode: 0o757, why: 'everybody may write' },
  ])('is refused when $why', async ({ name, mode }) => {
    await expect(isTrustedCopy(await makeDirectory(name, mode))).rejects.toMatchObject({
      code: 'binaries-untrusted',
    })
  })

  test('is refused when it is a symbolic link, wherever that leads', async () => {
    const link = join(place, 'link')
    await symlink(await makeDirectory('target', 0o755), link)
    await expect(isTrustedCopy(link)).rejects.toMatchObject({ code: 'binaries-untrusted' })
  })

  async function makeDirectory(name: string, mode: number): Promise<string> {
    const path = join(place, name)
    await mkdir(path)
    await chmod(path, mode)
    return path
  }
})

test('two clones never share a data directory, and one clone always finds its own', () => {
  expect(defaultDataDir('/srv/a')).not.toBe(defaultDataDir('/srv/b'))
  expect(defaultDataDir('/srv/a/')).toBe(defaultDataDir('/srv/b/../a'))
})
