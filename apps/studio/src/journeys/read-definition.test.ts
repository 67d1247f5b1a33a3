import { toBlankDefinition } from '@periplo/model'
import { expect, test } from 'vitest'
import { readDefinition } from './read-definition.ts'

test('a journey comes back as it was written', () => {
  const definition = toBlankDefinition('Cart')
  expect(readDefinition(JSON.stringify(definition))).toEqual({ kind: 'definition', definition })
})

test.each([
  { text: '{', kind: 'no-json', why: 'cut off' },
  { text: '[]', kind: 'no-journey', why: 'JSON of something else' },
  { text: '{"format":2}', kind: 'no-journey', why: 'a later format' },
])('$text is $kind ($why)', ({ text, kind }) => {
  expect(readDefinition(text).kind).toBe(kind)
})
