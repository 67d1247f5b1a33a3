import { PROBLEMS, PROOF_FINDINGS } from '@periplo/model'
import type { ProblemCode, ProofCode, ProofFinding } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { LOCALES } from './locale.ts'
import type { Locale } from './locale.ts'
import { sayProblem } from './problem-words.ts'
import { sayFinding } from './proof-words.ts'

const PLACE = { title: 'Hello', port: 'yes' }
const DATA = { count: 1_234, limit: 7, channel: 'email', journey: 'Other', event: 'Bought' }
const SENTENCE = /^[“«¿¡\p{Lu}].*[.?]$/su

function say(locale: Locale, code: ProblemCode | ProofCode): string {
  if (Object.hasOwn(PROBLEMS, code)) {
    const problem = code as ProblemCode // oxlint-disable-line typescript/no-unsafe-type-assertion -- judged one line above
    return sayProblem(locale, { code: problem, severity: PROBLEMS[problem] }, PLACE)
  }
  return sayFinding(locale, toFinding(code as ProofCode), PLACE) // oxlint-disable-line typescript/no-unsafe-type-assertion -- the other kind
}

function toFinding(code: ProofCode, data: ProofFinding['data'] = DATA): ProofFinding {
  return { code, severity: PROOF_FINDINGS[code], path: [], data }
}

const CODES = [...Object.keys(PROBLEMS), ...Object.keys(PROOF_FINDINGS)] as (ProblemCode | ProofCode)[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- literal records have their own keys

test.each(CODES)('%s is a sentence in both languages, and not the same one', (code) => {
  for (const locale of LOCALES) expect(say(locale, code)).toMatch(SENTENCE)
  expect(say('es', code)).not.toBe(say('en', code))
})

describe('numbers are written as in the language', () => {
  test.each([
    { locale: 'en', count: 1, says: '1 message in', why: 'one' },
    { locale: 'en', count: 12_345, says: '12,345 messages in', why: 'many' },
    { locale: 'es', count: 1, says: '1 mensaje en', why: 'one' },
    { locale: 'es', count: 12_345, says: '12.345 mensajes en', why: 'many' },
  ] as const)('$locale: $says ($why)', ({ locale, count, says }) => {
    expect(sayFinding(locale, toFinding('heavy-week', { count, limit: 7 }), PLACE)).toContain(says)
  })
})
