import { expect, test } from 'vitest'
import { sayRejection } from './rejection-words.ts'

test.each([
  { locale: 'en', code: 'invalid-time', says: 'As it was.', why: 'the sender’s own language' },
  {
    locale: 'es',
    code: 'missing-event-name',
    says: 'Una llamada track nombra su evento.',
    why: 'a known reason',
  },
  { locale: 'es', code: 'of-a-newer-server', says: 'As it was.', why: 'one of another edition' },
] as const)('$code is told in $locale ($why)', ({ locale, code, says }) => {
  expect(sayRejection(locale, { code, reason: 'As it was.' })).toBe(says)
})
