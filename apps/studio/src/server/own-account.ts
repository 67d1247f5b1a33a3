/** What came of asking the accounts' door for something. */
export type AccountOutcome<T = undefined> =
  | { readonly kind: 'done'; readonly value: T }
  /** The password or the code is not right. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-often' }
  /** The session, or the sign-in that waited for a code, is over. */
  | { readonly kind: 'over' }
  | { readonly kind: 'unreachable' }

/** Why something was not done. */
export type AccountFault = Exclude<AccountOutcome['kind'], 'done'>

/** What an authenticator app is set up with. */
export interface NewSecondFactor {
  /** `otpauth://totp/…`: what the app reads from a picture. */
  readonly uri: string
  readonly backupCodes: readonly string[]
}

/** Draws a secret and backup codes. Nothing is asked for at sign-in before {@link giveCode} has confirmed them. */
export async function beginSecondFactor(password: string): Promise<AccountOutcome<NewSecondFactor>> {
  const outcome = await ask('two-factor/enable', { password })
  if (outcome.kind !== 'done') return outcome
  const uri = outcome.value['totpURI']
  if (typeof uri !== 'string') return { kind: 'unreachable' }
  return { kind: 'done', value: { uri, backupCodes: toTexts(outcome.value['backupCodes']) } }
}

/** Gives the code an app shows: at sign-in, or to confirm that it was set up. */
export async function giveCode(code: string): Promise<AccountOutcome> {
  return toDone(await ask('two-factor/verify-totp', { code: code.replace(/\s/g, '') }))
}

/** Gives a backup code at sign-in; it works once. */
export async function giveBackupCode(code: string): Promise<AccountOutcome> {
  return toDone(await ask('two-factor/verify-backup-code', { code: code.trim() }))
}

/** Ends the second step. */
export async function endSecondFactor(password: string): Promise<AccountOutcome> {
  return toDone(await ask('two-factor/disable', { password }))
}

/** Backup codes in place of those before. */
export async function renewBackupCodes(password: string): Promise<AccountOutcome<readonly string[]>> {
  const outcome = await ask('two-factor/generate-backup-codes', { password })
  return outcome.kind === 'done' ? { kind: 'done', value: toTexts(outcome.value['backupCodes']) } : outcome
}

/** Changes the password, and signs the member out everywhere else. */
export async function changePassword(passwords: {
  readonly currentPassword: string
  readonly newPassword: string
}): Promise<AccountOutcome> {
  return toDone(await ask('change-password', passwords))
}

function toDone(outcome: AccountOutcome<unknown>): AccountOutcome {
  return outcome.kind === 'done' ? { kind: 'done', value: undefined } : outcome
}

type Body = Readonly<Record<string, unknown>>

async function ask(path: string, body: Body): Promise<AccountOutcome<Body>> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer: unknown = await response.json()
    return toOutcome(response.status, isBody(answer) ? answer : {})
  } catch {
    return { kind: 'unreachable' }
  }
}

const WRONG = new Set<unknown>(['INVALID_PASSWORD', 'INVALID_CODE', 'INVALID_BACKUP_CODE', 'input/invalid'])

/** What an answer of the accounts' door means. */
export function toOutcome(status: number, answer: Body): AccountOutcome<Body> {
  if (status === 200) return { kind: 'done', value: answer }
  if (status === 429) return { kind: 'too-often' }
  if (WRONG.has(answer['code'])) return { kind: 'wrong' }
  return { kind: status === 400 || status === 401 ? 'over' : 'unreachable' }
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null
}

function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
}
