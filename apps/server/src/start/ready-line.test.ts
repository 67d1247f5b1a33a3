import { expect, test } from 'vitest'
import { toReadyLine } from './ready-line.ts'

const url = 'http://127.0.0.1:3000'

test.each([
  { accounts: [], says: '', why: 'no demo' },
  {
    accounts: [
      { email: 'ana@shop.example', password: 'first' },
      { email: 'eva@shop.example', password: 'first' },
      { email: 'ivo@shop.example', password: 'first' },
    ],
    says: ' · sign in as ana@shop.example, eva@shop.example, or ivo@shop.example with the password first',
    why: 'one password for all',
  },
  {
    accounts: [
      { email: 'ana@shop.example', password: 'first' },
      { email: 'eva@shop.example', password: 'second' },
    ],
    says:
      ' · sign in as ana@shop.example with the password first' +
      ' · sign in as eva@shop.example with the password second',
    why: 'a password for each',
  },
])('one line names the address and every account to try: $why', ({ accounts, says }) => {
  expect(toReadyLine({ url, demoAccounts: accounts, firstSignIn: undefined })).toBe(
    `  Periplo is ready on ${url}${says}`,
  )
})

test('a new installation tells its first sign-in, and that it is told once', () => {
  const firstSignIn = { email: 'owner@periplo.local', password: 'drawn' }
  expect(toReadyLine({ url, demoAccounts: [], firstSignIn })).toBe(
    `  Periplo is ready on ${url} · first sign-in: owner@periplo.local with the password drawn, shown only this once`,
  )
})
