import { expect, test } from 'vitest'
import { readChoice, readDay, readText } from './search.ts'

test.each([
  { raw: {}, text: undefined, why: 'absent' },
  { raw: { q: '' }, text: undefined, why: 'an empty filter is none' },
  { raw: { q: 42 }, text: '42', why: 'the router reads digits as a number' },
  { raw: { q: true }, text: 'true', why: 'and words as booleans' },
  { raw: { q: ['a'] }, text: undefined, why: 'a list is nothing we wrote' },
  { raw: { q: 'ana' }, text: 'ana', why: 'plain' },
])('reads text from $raw ($why)', ({ raw, text }) => {
  expect(readText(raw, 'q')).toBe(text)
})

test.each([
  { value: '2026-10-31', day: '2026-10-31', why: 'a day' },
  { value: '2026-02-30', day: undefined, why: 'no such day' },
  { value: '2026-13-01', day: undefined, why: 'no such month' },
  { value: '31/10/2026', day: undefined, why: 'another notation' },
])('reads the day of $value ($why)', ({ value, day }) => {
  expect(readDay({ from: value }, 'from')).toBe(day)
})

test('a choice nobody offers is no choice', () => {
  expect(readChoice({ mode: 'live' }, 'mode', ['design', 'measure'])).toBeUndefined()
  expect(readChoice({ mode: 'measure' }, 'mode', ['design', 'measure'])).toBe('measure')
})
