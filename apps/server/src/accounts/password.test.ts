import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

test('a password opens its own hash and no other', async () => {
  const hash = await hashPassword('correct horse battery')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]+\$[^$]+$/)
  expect(await verifyPassword({ hash, password: 'correct horse battery' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'correct horse batterz' })).toBe(false)
})

test('equal passwords have different hashes', async () => {
  expect(await hashPassword('correct horse battery')).not.toBe(await hashPassword('correct horse battery'))
})

test('a letter typed as one sign or as two is the same letter', async () => {
  const hash = await hashPassword('contrase\u00f1a larga')
  expect(await verifyPassword({ hash, password: 'contrasen\u0303a larga' })).toBe(true)
})

test('a hash of another tool with other costs is read (phc-winner-argon2, test.c, 0.3)', async () => {
  const hash = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
  expect(await verifyPassword({ hash, password: 'password' })).toBe(true)
})
