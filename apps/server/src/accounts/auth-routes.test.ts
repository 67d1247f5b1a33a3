import { seededIds, turnedClock } from '@periplo/testkit'
import { afterEach, expect, test } from 'vitest'
import { serve, type Served } from '../served.fixture.ts'

const PUBLIC_URL = 'http://localhost:3000'

let served: Served
afterEach(() => served.close())

const open = async (trustedProxies: readonly string[]): Promise<void> => {
  const seams = { clock: turnedClock('2026-11-20T10:15:31.000Z'), ids: seededIds('auth-routes') }
  served = await serve({ ...seams, publicUrl: PUBLIC_URL, trustedProxies })
}

let accounts = 0

/** A guess at an account nobody has guessed at before, from behind the proxy. */
const guess = async (address: string): Promise<number> => {
  const answer = await fetch(`${served.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: PUBLIC_URL, 'x-forwarded-for': address },
    body: JSON.stringify({ email: `${(accounts += 1)}@example.com`, password: 'wrong password' }),
  })
  return answer.status
}

const guessOften = async (address: string): Promise<void> => {
  for (let at = 0; at < 30; at += 1) await guess(address)
}

test('behind a trusted proxy, who guesses makes nobody else wait', async () => {
  await open(['127.0.0.0/8'])
  await guessOften('203.0.113.7')
  expect(await guess('203.0.113.7')).toBe(429)
  expect(await guess('198.51.100.2')).toBe(401)
})

test('an address in front of the proxy that a caller makes up is not believed', async () => {
  await open(['127.0.0.0/8'])
  await guessOften('203.0.113.7')
  expect(await guess('198.51.100.2, 203.0.113.7')).toBe(429)
})

test('without a trusted proxy, nobody says for themselves where they come from', async () => {
  await open([])
  await guessOften('203.0.113.7')
  expect(await guess('198.51.100.2')).toBe(429)
})
