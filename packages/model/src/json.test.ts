import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAtPath, findJsonFlaw, isCleanText, isJsonList, isJsonObject } from './json.ts'
import type { JsonValue } from './json.ts'

const nest = (depth: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = { in: value }
  return value
}
const withKeys = (count: number): unknown =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]))

test.each([
  { value: nest(32), flaw: undefined, why: 'as deep as allowed' },
  { value: nest(33), flaw: 'too-deep', why: 'one level more' },
  { value: withKeys(1_000), flaw: undefined, why: 'as many keys as allowed' },
  { value: withKeys(1_001), flaw: 'too-many-keys', why: 'one key more' },
  { value: Array.from({ length: 1_001 }, () => 0), flaw: 'too-many-keys', why: 'items of lists count' },
  { value: [withKeys(600), withKeys(600)], flaw: 'too-many-keys', why: 'keys count in total' },
  { value: JSON.parse('{"a":{"__proto__":{"x":1}}}'), flaw: 'forbidden-key', why: 'reaches every object' },
  { value: { constructor: 1 }, flaw: 'forbidden-key', why: 'leads to a prototype' },
  { value: { prototype: 1 }, flaw: 'forbidden-key', why: 'is a prototype' },
  { value: { a: 'x\u0000y' }, flaw: 'bad-text', why: 'PostgreSQL has no NUL' },
  { value: { 'x\u0000': 1 }, flaw: 'bad-text', why: 'not in keys either' },
  { value: ['\uD83D'], flaw: 'bad-text', why: 'half a surrogate pair' },
  { value: ['\uD83D\uDE00'], flaw: undefined, why: 'a whole pair is text' },
  { value: { a: Number.NaN }, flaw: 'non-finite-number', why: 'JSON cannot say it' },
  { value: { a: Infinity }, flaw: 'non-finite-number', why: 'JSON cannot say it' },
  { value: null, flaw: undefined, why: 'null is a value' },
])('$why: $flaw', ({ value, flaw }) => {
  expect(findJsonFlaw(value)).toBe(flaw)
})

test('a document without flaw comes back from JSON as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      fc.pre(findJsonFlaw(value) === undefined)
      expect(JSON.stringify(JSON.parse(JSON.stringify(value)))).toBe(JSON.stringify(value))
    }),
  )
})

test('text is clean when UTF-8 and PostgreSQL can hold it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isCleanText(text)).toBe(survivesUtf8(text) && !text.includes('\u0000'))
    }),
  )
})

function survivesUtf8(text: string): boolean {
  try {
    return decodeURIComponent(encodeURIComponent(text)) === text
  } catch {
    return false
  }
}

const CART: JsonValue = { id: 'c1', items: [{ sku: 'a' }, { sku: 'b' }], empty: null }

test.each([
  { path: 'id', value: 'c1', why: 'a key' },
  { path: 'items.1.sku', value: 'b', why: 'an item of a list' },
  { path: 'items.2.sku', value: undefined, why: 'past the end' },
  { path: 'items.01', value: undefined, why: 'an index is written one way' },
  { path: 'items.length', value: undefined, why: 'no property of lists' },
  { path: 'empty', value: null, why: 'null is there' },
  { path: 'empty.more', value: undefined, why: 'nothing is inside null' },
  { path: 'id.0', value: undefined, why: 'nothing is inside text' },
  { path: 'constructor', value: undefined, why: 'own properties only' },
  { path: 'toString', value: undefined, why: 'own properties only' },
  { path: '', value: undefined, why: 'an unfinished draft names nothing' },
])('at "$path" stands $value ($why)', ({ path, value }) => {
  expect(findAtPath(CART, path)).toEqual(value)
})

test.each([
  { value: {}, object: true, list: false },
  { value: [], object: false, list: true },
  { value: null, object: false, list: false },
  { value: 'x', object: false, list: false },
])('$value is told from other values', ({ value, object, list }) => {
  expect([isJsonObject(value), isJsonList(value)]).toEqual([object, list])
})
