import { toBlankDefinition } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { expect, test } from 'vitest'
import { readDefinition } from './read-definition.ts'

test('a journey comes back as it was written', () => {
  const definition = toBlankDefinition('Cart')
  expect(readDefinition(JSON.stringify(definition), 'en')).toEqual({ kind: 'definition', definition })
})

test.each([
  { text: '{', kind: 'no-json', why: 'cut off' },
  { text: '[]', kind: 'no-journey', why: 'JSON of something else' },
  { text: '{"format":2}', kind: 'no-journey', why: 'a later format' },
])('$text is $kind ($why)', ({ text, kind }) => {
  expect(readDefinition(text, 'en').kind).toBe(kind)
})

test('what is no journey is told in the language of the reader, with its place', () => {
  const text = JSON.stringify({ ...toBlankDefinition('Cart'), stages: 4 })
  const tell = (locale: Locale) => {
    const read = readDefinition(text, locale)
    return read.kind === 'no-journey' ? `${read.place}: ${read.reason}` : read.kind
  }
  expect(tell('en')).toMatch(/^stages: .*expected array/)
  expect(tell('es')).toMatch(/^stages: .*se esperaba/)
})
