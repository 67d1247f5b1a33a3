import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { mayPass, toFailure } from './failure.ts'

const answered = (data: object): Error =>
  TRPCClientError.from({ error: { code: -32_000, message: 'No.', data } })

test.each([
  {
    error: answered({ code: 'CONFLICT', failure: 'journey/stale-revision', issues: [] }),
    failure: { kind: 'refused', code: 'journey/stale-revision', message: 'No.' },
    why: 'the server named it',
  },
  {
    error: answered({ code: 'BAD_REQUEST', failure: null, issues: [{ path: 'name', reason: 'too short' }] }),
    failure: { kind: 'invalid', message: 'name: too short' },
    why: 'the first flaw and its place',
  },
  {
    error: TRPCClientError.from(new TypeError('Failed to fetch')),
    failure: { kind: 'unreachable' },
    why: 'nobody answered',
  },
  {
    error: answered({ code: 'INTERNAL_SERVER_ERROR', failure: null, issues: [], reference: 'x' }),
    failure: { kind: 'bug', message: 'No.', reference: 'x' },
    why: 'a bug over there',
  },
  {
    error: new RangeError('Invalid zone'),
    failure: { kind: 'bug', message: 'Invalid zone' },
    why: 'and here',
  },
])('$failure.kind: $why', ({ error, failure }) => {
  expect(toFailure(error)).toEqual(failure)
})

test('a refusal is final, silence is not', () => {
  expect(mayPass({ kind: 'unreachable' })).toBe(true)
  expect(mayPass({ kind: 'refused', code: 'journey/not-found', message: '' })).toBe(false)
})
