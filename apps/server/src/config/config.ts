import { isIP } from 'node:net'
import { PARTITION_COUNT } from '@periplo/store'
import { z } from 'zod'

/** What this process does: answer HTTP, run journeys, or both. */
export const SERVER_ROLES = ['api', 'worker'] as const
export type ServerRole = (typeof SERVER_ROLES)[number]

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const flag = z
  .enum(['1', 'true', 'yes', 'on', '0', 'false', 'no', 'off'], { error: 'must be 1 or 0' })
  .transform((text) => ['1', 'true', 'yes', 'on'].includes(text))

const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be a web address such as https://studio.example.com' })
  .transform((text) => text.replace(/\/+$/, ''))

const secretKey = z
  .string()
  .transform((text) =>
    /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64'),
  )
  .refine(
    (key) => key.length === 32,
    'must be 32 random bytes, as base64 or hexadecimal (openssl rand -base64 32)',
  )

const roles = z
  .string()
  .transform((text) => text.split(',').map((role) => role.trim()))
  .pipe(
    z.array(z.enum(SERVER_ROLES, { error: 'must name api, worker or both, separated by a comma' })).min(1),
  )

const networks = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine(
    (parts) => parts.every(isAllowance),
    'must list addresses or networks, such as 10.1.0.0/16, 192.168.1.7',
  )

const Environment = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      error: 'must be a PostgreSQL address such as postgres://user:password@host/db',
    })
    .optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be a mail server such as smtp://user:password@host:587' })
    .optional(),
  PERIPLO_MAIL_FROM: z.string().min(3).max(300).default('Periplo <journeys@localhost>'),
  PERIPLO_DATA_DIR: z.string().min(1).optional(),
  PERIPLO_HOST: z.string().min(1).default('127.0.0.1'),
  PERIPLO_PORT: z.coerce
    .number({ error: 'must be a port from 1 to 65535, or 0 for a free one' })
    .int('must be a whole number')
    .min(0, 'must be a port from 1 to 65535, or 0 for a free one')
    .max(65_535, 'must be a port from 1 to 65535, or 0 for a free one')
    .default(3_000),
  PERIPLO_ROLES: roles.default(['api', 'worker']),
  PERIPLO_DEMO: flag.optional(),
  PERIPLO_PUBLIC_URL: webAddress.optional(),
  PERIPLO_SECRET_KEY: secretKey.optional(),
  PERIPLO_EGRESS_ALLOW: networks.transform((list) => list.map((cidr) => ({ cidr }))).default([]),
  PERIPLO_TRUSTED_PROXY: networks.default([]),
  PERIPLO_PARTITIONS: z.coerce
    .number({ error: `must be a number of partitions from 1 to ${PARTITION_COUNT}` })
    .int('must be a whole number of partitions')
    .min(1, 'must be at least 1 partition')
    .max(PARTITION_COUNT, `must be at most ${PARTITION_COUNT} partitions: there are no more`)
    .default(PARTITION_COUNT),
  PERIPLO_RATE_LIMIT: z.coerce
    .number({ error: 'must be a number of events per second' })
    .int('must be a whole number of events per second')
    .min(1, 'must be at least 1 event per second')
    .max(1_000_000, 'must be at most 1,000,000 events per second')
    .default(5_000),
  PERIPLO_LOG: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('warn'),
})

/** How this process was told to run. */
export interface Config {
  /** Null where we start PostgreSQL ourselves. */
  readonly databaseUrl: string | null
  readonly dataDir: string | null
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly roles: ReadonlySet<ServerRole>
  /** Whether to fill a demo workspace, whose passwords everybody knows: by default only for this machine, with a database of our own. */
  readonly demo: boolean
  /** Where browsers and mail clients reach us; null for wherever we listen. */
  readonly publicUrl: string | null
  readonly secretKey: Buffer | null
  readonly mail: { readonly smtpUrl: string | null; readonly from: string }
  readonly egressAllow: readonly { readonly cidr: string }[]
  /** Addresses and networks of the proxies before us: what they say about who calls is believed. */
  readonly trustedProxies: readonly string[]
  /** The most partitions the worker of this process takes, from 1 to 64. */
  readonly partitions: number
  /** Events per second and source. */
  readonly rateLimit: number
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

/** What came of reading the environment: a sentence for each value that is not usable. */
export type ParsedConfig =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly sentences: readonly string[] }

/** Reads the environment. An empty variable counts as absent. Sentences never repeat a value: it may be a secret. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): ParsedConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, text]) => text?.trim()))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) return { kind: 'invalid', sentences: toSentences(parsed.error) }
  const env = parsed.data
  if (env.DATABASE_URL !== undefined && env.PERIPLO_SECRET_KEY === undefined) {
    return { kind: 'invalid', sentences: [KEY_SENTENCE] }
  }
  return {
    kind: 'valid',
    config: {
      databaseUrl: env.DATABASE_URL ?? null,
      dataDir: env.PERIPLO_DATA_DIR ?? null,
      host: env.PERIPLO_HOST,
      port: env.PERIPLO_PORT,
      roles: new Set(env.PERIPLO_ROLES),
      demo: env.PERIPLO_DEMO ?? (env.DATABASE_URL === undefined && isLoopback(env.PERIPLO_HOST)),
      publicUrl: env.PERIPLO_PUBLIC_URL ?? null,
      secretKey: env.PERIPLO_SECRET_KEY ?? null,
      mail: { smtpUrl: env.SMTP_URL ?? null, from: env.PERIPLO_MAIL_FROM },
      egressAllow: env.PERIPLO_EGRESS_ALLOW,
      trustedProxies: env.PERIPLO_TRUSTED_PROXY,
      partitions: env.PERIPLO_PARTITIONS,
      rateLimit: env.PERIPLO_RATE_LIMIT,
      logLevel: env.PERIPLO_LOG,
    },
  }
}

const KEY_SENTENCE =
  'PERIPLO_SECRET_KEY must be set when DATABASE_URL is: every process on one database needs the same key (openssl rand -base64 32).'

function toSentences(error: z.ZodError): readonly string[] {
  const byName = new Map(error.issues.map(({ path, message }) => [String(path[0]), message]))
  return [...byName].map(([name, message]) => `${name} ${message}.`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** An address, or a network of one: `10.1.0.0/16`. */
function isAllowance(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
