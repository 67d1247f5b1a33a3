import type { Session } from '@periplo/api'
import type { Ids } from '@periplo/model'
import type { Store } from '@periplo/store'
import { betterAuth } from 'better-auth'
import { parseCookies } from 'better-auth/cookies'
import { getMigrations } from 'better-auth/db/migration'
import type { FastifyBaseLogger } from 'fastify'
import { createAccountsLock } from './accounts-lock.ts'
import { ensureAccount, type NewAccount } from './ensure-account.ts'
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, verifyPassword } from './password.ts'
import { createSecondFactor } from './second-factor.ts'

/** Who may sign in, and who is signed in. */
export interface Accounts {
  /** Makes the tables of the accounts' schema, or brings them up to date. Two callers at once wait for each other. */
  migrate(): Promise<void>
  /** Answers the library's own requests; the caller has checked which, and where they come from. */
  handle(request: Request): Promise<Response>
  /** Who the cookies of a request say it is; null for nobody. */
  findSession(headers: Headers): Promise<Session | null>
  /** Whose password the cookies say was given, where sign-in waits for a code; undefined for nobody's. */
  findChallenged(headers: Headers): Promise<string | undefined>
  /** Ends every session of the member but the one the cookies are for. */
  endOtherSessions(headers: Headers): Promise<void>
  /** Ends every sign-in of the member that waits for a code. */
  endChallenges(memberId: string): Promise<void>
  /** The account's id; a new one unless the address is taken, whose password then stays as it is. Two callers at once make one. */
  ensureAccount(account: NewAccount): Promise<string>
}

/** What accounts need. */
export interface AccountsOptions {
  /** Connects with the accounts' schema as its search path. */
  readonly pool: Store['authPool']
  readonly publicUrl: string
  readonly secretKey: Buffer
  readonly ids: Ids
  readonly log: FastifyBaseLogger
}

const SESSION_S = 7 * 86_400
const REFRESH_S = 86_400

/** Set by us on every request handed on, so that nobody else's word is taken for it. */
export const ADDRESS_HEADER = 'x-periplo-address'

/** Accounts by e-mail and password over better-auth, in a schema of its own. Nobody signs up by HTTP. */
export function createAccounts(options: AccountsOptions): Accounts {
  const auth = betterAuth(toAuthOptions(options))
  const lock = createAccountsLock(options.pool, 'periplo_auth')
  return {
    migrate: () => lock(() => migrateAccounts(options)),
    handle: (request) => auth.handler(request),
    async findSession(headers) {
      const found = await auth.api.getSession({ headers })
      if (found === null) return null
      const { id, name, email, twoFactorEnabled } = found.user
      return { memberId: id, name, email, hasSecondFactor: twoFactorEnabled === true }
    },
    async findChallenged(headers) {
      const { createAuthCookie, internalAdapter } = await auth.$context
      const cookie = parseCookies(headers.get('cookie') ?? '').get(createAuthCookie('two_factor').name)
      const [challenge = ''] = cookie?.split('.', 1) ?? []
      // whoever made the cookie up is refused by its signature further on
      return (await internalAdapter.findVerificationValue(challenge))?.value
    },
    endOtherSessions: async (headers) => void (await auth.api.revokeOtherSessions({ headers })),
    async endChallenges(memberId) {
      const { adapter } = await auth.$context
      await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: memberId }] })
    },
    ensureAccount: (account) => lock(async () => ensureAccount(await auth.$context, account)),
  }
}

function toAuthOptions({ pool, publicUrl, secretKey, ids, log }: AccountsOptions) {
  const secure = publicUrl.startsWith('https:')
  return {
    appName: 'Periplo',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: secretKey.toString('base64'),
    database: pool,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    plugins: [createSecondFactor(secretKey)],
    session: { expiresIn: SESSION_S, updateAge: REFRESH_S },
    advanced: {
      cookiePrefix: 'periplo',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure },
      database: { generateId: () => ids.uuid() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // where a request comes from is checked once, for every route that acts by cookie
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      // its messages may quote what people typed: only the first words, which are its own, are kept
      log: (level, message) => log[level]({ from: 'better-auth' }, message.split(':', 1)[0]),
    },
  } satisfies Parameters<typeof betterAuth>[0]
}

async function migrateAccounts(options: AccountsOptions): Promise<void> {
  await options.pool.query('create schema if not exists periplo_auth')
  const { runMigrations } = await getMigrations(toAuthOptions(options))
  await runMigrations()
}
