import { expect, test } from 'vitest'
import { parseDefinition, toBlankDefinition } from './definition.ts'
import { PRESENT_FORMAT, upgradeDocument } from './upgrade.ts'

const blank = toBlankDefinition('J')

test('a drawing of every past format still loads', () => {
  for (let format = 1; format <= PRESENT_FORMAT; format += 1)
    expect(parseDefinition({ ...blank, format })).toEqual({ kind: 'valid', definition: blank })
})

test.each([
  { value: { ...blank, format: PRESENT_FORMAT + 1 }, why: 'of the future' },
  { value: { ...blank, format: 0 }, why: 'before the first' },
  { value: { ...blank, format: '1' }, why: 'of a format that is no number' },
  { value: [1], why: 'a list' },
  { value: null, why: 'nothing' },
  { value: JSON.parse('{"format":{"__proto__":1}}') as unknown, why: 'hostile' },
])('a document $why is left as it is, and refused', ({ value }) => {
  expect(upgradeDocument(value)).toBe(value)
  expect(parseDefinition(value).kind).toBe('invalid')
})
