import { expect, test } from 'vitest'
import { toOutcome } from './own-account.ts'

test.each([
  { status: 200, code: undefined, kind: 'done', why: 'it was done' },
  { status: 400, code: 'INVALID_PASSWORD', kind: 'wrong', why: 'another password' },
  { status: 401, code: 'INVALID_CODE', kind: 'wrong', why: 'another code' },
  { status: 401, code: 'INVALID_BACKUP_CODE', kind: 'wrong', why: 'a backup code that was used' },
  { status: 400, code: 'input/invalid', kind: 'wrong', why: 'no code at all' },
  { status: 429, code: 'input/rate-limited', kind: 'too-often', why: 'too many guesses' },
  { status: 429, code: 'ACCOUNT_TEMPORARILY_LOCKED', kind: 'too-often', why: 'locked for a while' },
  { status: 401, code: 'access/unauthenticated', kind: 'over', why: 'nobody is signed in' },
  { status: 401, code: 'INVALID_TWO_FACTOR_COOKIE', kind: 'over', why: 'ten minutes went by' },
  { status: 400, code: 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', kind: 'over', why: 'the sign-in was ended' },
  { status: 500, code: 'internal', kind: 'unreachable', why: 'a bug' },
  { status: 503, code: 'store/unavailable', kind: 'unreachable', why: 'no database' },
])('$status $code is told as $kind ($why)', ({ status, code, kind }) => {
  expect(toOutcome(status, { code }).kind).toBe(kind)
})
