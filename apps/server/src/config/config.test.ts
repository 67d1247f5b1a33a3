import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

const KEY = Buffer.alloc(32, 7)

test('nothing set is a demo of its own on loopback', () => {
  expect(parseConfig({})).toMatchObject({
    kind: 'valid',
    config: {
      databaseUrl: null,
      host: '127.0.0.1',
      port: 3_000,
      demo: true,
      publicUrl: null,
      secretKey: null,
      logLevel: 'warn',
    },
  })
})

test('a database of somebody else is no demo unless it is asked for', () => {
  const given = { DATABASE_URL: 'postgres://u:p@db/periplo', PERIPLO_SECRET_KEY: KEY.toString('base64') }
  expect(parseConfig(given)).toMatchObject({ config: { demo: false, secretKey: KEY } })
  expect(parseConfig({ ...given, PERIPLO_DEMO: '1' })).toMatchObject({ config: { demo: true } })
})

test('a demo is not shown to the network unless it is asked for', () => {
  expect(parseConfig({ PERIPLO_HOST: '0.0.0.0' })).toMatchObject({ config: { demo: false } })
  expect(parseConfig({ PERIPLO_HOST: '::1' })).toMatchObject({ config: { demo: true } })
})

test.each([
  { given: { PERIPLO_ROLES: 'worker' }, config: { roles: new Set(['worker']) }, why: 'one role' },
  {
    given: { PERIPLO_ROLES: ' api , worker ' },
    config: { roles: new Set(['api', 'worker']) },
    why: 'both, with spaces',
  },
  {
    given: { PERIPLO_PUBLIC_URL: 'https://a.example/' },
    config: { publicUrl: 'https://a.example' },
    why: 'no slash at the end',
  },
  {
    given: { PERIPLO_SECRET_KEY: KEY.toString('hex') },
    config: { secretKey: KEY },
    why: 'a key in hexadecimal',
  },
  {
    given: { PERIPLO_EGRESS_ALLOW: '10.0.0.0/8, fd00::/8,192.168.1.7' },
    config: { egressAllow: [{ cidr: '10.0.0.0/8' }, { cidr: 'fd00::/8' }, { cidr: '192.168.1.7' }] },
    why: 'networks and addresses',
  },
  {
    given: { PERIPLO_TRUSTED_PROXY: '10.0.0.0/8, 192.168.1.7' },
    config: { trustedProxies: ['10.0.0.0/8', '192.168.1.7'] },
    why: 'proxies and networks of them',
  },
  { given: {}, config: { trustedProxies: [], partitions: 64 }, why: 'nobody believed, everything taken' },
  { given: { PERIPLO_PARTITIONS: '32' }, config: { partitions: 32 }, why: 'room for another worker' },
  { given: { PERIPLO_PORT: '' }, config: { port: 3_000 }, why: 'empty is absent' },
])('$given ($why)', ({ given, config }) => {
  expect(parseConfig(given)).toMatchObject({ kind: 'valid', config })
})

test.each([
  {
    given: { PERIPLO_PORT: 'http' },
    says: 'PERIPLO_PORT must be a port from 1 to 65535, or 0 for a free one.',
  },
  {
    given: { PERIPLO_PORT: '70000' },
    says: 'PERIPLO_PORT must be a port from 1 to 65535, or 0 for a free one.',
  },
  {
    given: { PERIPLO_ROLES: 'api,wrker' },
    says: 'PERIPLO_ROLES must name api, worker or both, separated by a comma.',
  },
  {
    given: { PERIPLO_LOG: 'loud' },
    says: 'PERIPLO_LOG must be one of fatal, error, warn, info, debug, trace, silent.',
  },
  { given: { PERIPLO_DEMO: 'maybe' }, says: 'PERIPLO_DEMO must be 1 or 0.' },
  { given: { PERIPLO_SECRET_KEY: 'short' }, says: 'PERIPLO_SECRET_KEY must be 32 random bytes' },
  {
    given: { PERIPLO_EGRESS_ALLOW: '10.0.0.0/40' },
    says: 'PERIPLO_EGRESS_ALLOW must list addresses or networks',
  },
  {
    given: { PERIPLO_TRUSTED_PROXY: 'everybody' },
    says: 'PERIPLO_TRUSTED_PROXY must list addresses or networks',
  },
  { given: { PERIPLO_PARTITIONS: '65' }, says: 'PERIPLO_PARTITIONS must be at most 64 partitions' },
  { given: { PERIPLO_PARTITIONS: '0' }, says: 'PERIPLO_PARTITIONS must be at least 1 partition.' },
  { given: { DATABASE_URL: 'mysql://db' }, says: 'DATABASE_URL must be a PostgreSQL address' },
  { given: { SMTP_URL: 'mail.example.com' }, says: 'SMTP_URL must be a mail server' },
  { given: { PERIPLO_PUBLIC_URL: 'studio.example.com' }, says: 'PERIPLO_PUBLIC_URL must be a web address' },
  {
    given: { DATABASE_URL: 'postgres://u:p@db/x' },
    says: 'PERIPLO_SECRET_KEY must be set when DATABASE_URL is',
  },
])('$given is refused in one sentence that repeats no value', ({ given, says }) => {
  const parsed = parseConfig(given)
  expect(parsed).toMatchObject({ kind: 'invalid', sentences: [expect.stringContaining(says)] })
})

test('every bad value has its own sentence', () => {
  expect(parseConfig({ PERIPLO_PORT: 'x', PERIPLO_LOG: 'x', PERIPLO_DEMO: 'x' })).toMatchObject({
    kind: 'invalid',
    sentences: { length: 3 },
  })
})
