import { assert, integer, property, record, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexBoxes, overlapOf } from './box-index.ts'
import type { Box } from './geometry.ts'
import type { LabelRequest, PlacedLabel } from './place-labels.ts'
import { measureWords } from './measure-words.ts'
import { placeLabels } from './place-labels.ts'

const CARD: Box = { left: 0, top: 0, width: 184, height: 76 }

function fork(key: string, depth: number, texts: readonly string[]): LabelRequest {
  // three ways out below one card, each going round the one before it
  const points = [
    { x: 30 + depth * 50, y: 76 },
    { x: 30 + depth * 50, y: 90 + depth * 4 },
    { x: 214 + depth * 8, y: 90 + depth * 4 },
    { x: 214 + depth * 8, y: -200 },
    { x: 260, y: -200 },
  ]
  return { key, points, lineWidth: 4, texts }
}

function boxOf({ x, y, text }: PlacedLabel): Box {
  const width = measureWords(text) + 8
  return { left: x - width / 2, top: y - 8, width, height: 16 }
}

describe('words on ways', () => {
  test('the three branches of a split never cover one another or their card', () => {
    const requests = ['Control 14.3 %', 'Reminder 39.6 %', 'Code 46.1 %'].map((text, depth) =>
      fork(text, depth, [text, text.slice(-6)]),
    )
    const boxes = [...placeLabels(requests, [CARD]).values()].map(boxOf)
    expect(boxes).toHaveLength(3)
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) expect(overlapOf(box, other)).toBe(0)
      expect(overlapOf(box, CARD)).toBe(0)
    }
  })

  test('a word that would slide under the card beside a gutter moves to the free side', () => {
    const upright = [
      { x: 10, y: 0 },
      { x: 10, y: 400 },
    ]
    const beside: Box = { left: 20, top: 0, width: 184, height: 400 }
    const request = { key: 'a', points: upright, lineWidth: 2, texts: ['28.0 %'] }
    const [label] = [...placeLabels([request], [beside]).values()]
    expect(label && overlapOf(boxOf(label), beside)).toBe(0)
  })

  test('where the full words have no room the short ones stand', () => {
    const narrow = [
      { x: 30, y: 0 },
      { x: 30, y: 200 },
    ]
    const walls: Box[] = [
      { left: -200, top: -50, width: 200, height: 300 },
      { left: 60, top: -50, width: 200, height: 300 },
    ]
    const request = { key: 'a', points: narrow, lineWidth: 2, texts: ['Reminder 39.6 %', '39.6 %'] }
    expect(placeLabels([request], walls).get('a')?.text).toBe('39.6 %')
  })

  test('a way without words gets none', () => {
    expect(placeLabels([{ ...fork('a', 0, []) }], [CARD]).size).toBe(0)
  })
})

test('the index finds exactly the boxes a search through all of them finds', () => {
  const box = record({
    left: integer({ min: -900, max: 900 }),
    top: integer({ min: -900, max: 900 }),
    width: integer({ min: 1, max: 600 }),
    height: integer({ min: 1, max: 600 }),
  })
  const law = property(uniqueArray(box, { minLength: 1, maxLength: 20 }), ([wanted, ...boxes]) => {
    if (!wanted) return
    const found = indexBoxes(boxes).over(wanted)
    const expected = boxes.filter((other) => overlapOf(other, wanted) > 0)
    expect(new Set(found)).toEqual(new Set(expected))
    expect(found).toHaveLength(expected.length)
  })
  assert(law)
})
