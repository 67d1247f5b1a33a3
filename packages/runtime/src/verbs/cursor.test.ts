import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutPage, parseCursor, parsePlace, toCursor } from './cursor.ts'

test('a cursor survives the way through a URL', () => {
  const cursor = { at: 1_772_454_000_000, key: 'a-B_9' }
  expect(parseCursor(toCursor(cursor))).toEqual(cursor)
})

test.each([
  { text: null, why: 'the first page' },
  { text: '', why: 'nothing' },
  { text: '12', why: 'no key' },
  { text: '-1.a', why: 'before the epoch' },
  { text: '1.a b', why: 'a key that is none of ours' },
  { text: `1.${'a'.repeat(81)}`, why: 'too long' },
  { text: "1.'; drop table persons", why: 'not ours at all' },
])('a foreign cursor begins at the start ($why)', ({ text }) => {
  expect(parseCursor(text)).toBeNull()
  expect(parsePlace(text)).toEqual({ at: Number.MAX_SAFE_INTEGER, shown: 0 })
})

test('turning pages shows every item once, however many share a moment', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 })
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 7 }), (ats, limit) => {
      const all = ats.map((at, id) => ({ at, id })).toSorted((a, b) => b.at - a.at)
      const seen: (typeof all)[number][] = []
      let cursor: string | null = null
      do {
        const place = parsePlace(cursor)
        const found = all.filter(({ at }) => at <= place.at).slice(0, place.shown + limit + 1)
        const page = cutPage(found, { place, limit, atOf: (item) => item.at })
        seen.push(...page.items)
        cursor = page.next
      } while (cursor !== null)
      expect(seen).toEqual(all)
    }),
  )
})
