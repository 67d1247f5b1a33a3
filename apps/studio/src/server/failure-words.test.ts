import { FAILURES } from '@periplo/model'
import { expect, test } from 'vitest'
import { sayFailure } from './failure-words.ts'

function refuse(failure: string, message: string): Error {
  return Object.assign(new Error(message), { name: 'TRPCClientError', data: { code: 'X', failure } })
}

test.each(Object.keys(FAILURES))('%s is a Spanish sentence for whoever reads Spanish', (code) => {
  expect(sayFailure('es', refuse(code, 'In English.'))).toMatch(/^[A-ZÁÉÍÓÚÑ].*\.( \(In English\.\))?$/)
  expect(sayFailure('en', refuse(code, 'In English.'))).toBe('In English.')
})

test.each([
  {
    locale: 'es',
    error: refuse('new/code', 'Of a newer server.'),
    says: 'Of a newer server.',
    why: 'unknown code',
  },
  {
    locale: 'es',
    error: refuse('template/invalid', '“Welcome”, line 3.'),
    says: 'Un texto no se puede componer. (“Welcome”, line 3.)',
    why: 'the place is worth reading',
  },
  {
    locale: 'en',
    error: new Error('told already'),
    says: 'told already',
    why: 'thrown by the screen itself',
  },
  {
    locale: 'es',
    error: Object.assign(new Error('Something went wrong on our side. Reference: 7-a'), {
      name: 'TRPCClientError',
      data: { code: 'INTERNAL_SERVER_ERROR', failure: null, reference: '7-a' },
    }),
    says: 'Algo ha fallado por nuestra parte. Referencia: 7-a',
    why: 'a bug of the server, by what an operator finds it by',
  },
] as const)('says $says ($why)', ({ locale, error, says }) => {
  expect(sayFailure(locale, error)).toBe(says)
})

test('no answer is no code and no address, but a sentence', () => {
  const error = Object.assign(new Error('Failed to fetch'), { name: 'TRPCClientError' })
  expect(sayFailure('es', error)).toMatch(/^No se puede contactar/)
})
