import { expect, test } from 'vitest'
import { readSignInSearch } from './sign-in-search.ts'

test.each([
  { to: '/journeys?q=cart', kept: true, why: 'a path of ours' },
  { to: 'https://elsewhere.example/', kept: false, why: 'another site' },
  { to: '//elsewhere.example', kept: false, why: 'another site without a scheme' },
  { to: '/\\elsewhere.example', kept: false, why: 'browsers read the backslash as a slash' },
  { to: 'javascript:alert(1)', kept: false, why: 'a script' },
])('signing in leads to $to: $kept ($why)', ({ to, kept }) => {
  expect(readSignInSearch({ to }).to).toBe(kept ? to : undefined)
})
