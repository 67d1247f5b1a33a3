import { StudioError } from '@periplo/model'

/** Where the installation is and how it sends: the same variables the server reads. */
export interface Environment {
  readonly databaseUrl: string | null
  readonly dataDir: string | null
  readonly secretKey: Buffer | null
  readonly mail: { readonly smtpUrl: string | null; readonly from: string }
  readonly publicUrl: string
  readonly egressAllow: readonly { readonly cidr: string }[]
}

/** Reads the environment; an empty variable counts as absent. Fails with `input/invalid` for a key or an address that is none. */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const get = (name: string): string | null => variables[name]?.trim() || null
  const key = get('PERIPLO_SECRET_KEY')
  return {
    databaseUrl: parseDatabaseUrl(get('DATABASE_URL')),
    dataDir: get('PERIPLO_DATA_DIR'),
    secretKey: key === null ? null : parseKey(key),
    mail: { smtpUrl: get('SMTP_URL'), from: get('PERIPLO_MAIL_FROM') ?? 'Periplo <journeys@localhost>' },
    publicUrl: (get('PERIPLO_PUBLIC_URL') ?? 'http://127.0.0.1:3000').replace(/\/+$/, ''),
    egressAllow: (get('PERIPLO_EGRESS_ALLOW') ?? '')
      .split(',')
      .filter((part) => part.trim() !== '')
      .map((part) => ({ cidr: part.trim() })),
  }
}

function parseDatabaseUrl(text: string | null): string | null {
  if (text === null || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text))) return text
  throw new StudioError(
    'input/invalid',
    'DATABASE_URL must be a PostgreSQL address such as postgres://user:password@host/db.',
  )
}

function parseKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length === 32) return key
  throw new StudioError(
    'input/invalid',
    'PERIPLO_SECRET_KEY must be 32 random bytes, as base64 or hexadecimal (openssl rand -base64 32).',
  )
}
