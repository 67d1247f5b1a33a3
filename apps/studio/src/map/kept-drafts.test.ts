import { toBlankDefinition } from '@periplo/model'
import { expect, test } from 'vitest'
import type { Shelf } from './kept-drafts.ts'
import { findKeptDraft, keepDraft } from './kept-drafts.ts'

function toShelf(held = new Map<string, string>()): Shelf {
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, text) => void held.set(key, text),
    removeItem: (key) => void held.delete(key),
  }
}

const kept = { revision: 4, definition: toBlankDefinition('Cart') }

test('what was kept of one journey is found again, and nothing of another', () => {
  const shelf = toShelf()
  keepDraft(shelf, 'a', kept)
  expect(findKeptDraft(shelf, 'a')).toEqual(kept)
  expect(findKeptDraft(shelf, 'b')).toBeUndefined()
})

test('what was saved is forgotten', () => {
  const shelf = toShelf()
  keepDraft(shelf, 'a', kept)
  keepDraft(shelf, 'a', undefined)
  expect(findKeptDraft(shelf, 'a')).toBeUndefined()
})

test.each([
  { text: '{', why: 'cut off' },
  { text: '{"revision":1,"definition":{"format":9}}', why: 'of another edition' },
  { text: '{"revision":"1","definition":{}}', why: 'not ours' },
])('unreadable is as good as nothing ($why)', ({ text }) => {
  expect(findKeptDraft(toShelf(new Map([['periplo.unsaved.a', text]])), 'a')).toBeUndefined()
})

test('a shelf that refuses does not stop the hands', () => {
  const full: Shelf = {
    ...toShelf(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  expect(() => keepDraft(full, 'a', kept)).not.toThrow()
})
