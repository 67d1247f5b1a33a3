import { expect, test } from 'vitest'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import { listCounted } from './answer-parts.ts'
import { countThemes, findThemes } from './reason-themes.ts'

test.each([
  {
    comment: 'El envío llegó tarde y roto',
    themes: ['delivery', 'product'],
    why: 'two themes, one of them twice',
  },
  { comment: 'The staff were so friendly', themes: ['service'], why: 'English words' },
  { comment: 'ATENCIÓN pésima', themes: ['service'], why: 'case and accents do not matter' },
  { comment: 'Everything as usual', themes: [], why: 'nothing we know' },
  { comment: 'a happy customer', themes: [], why: '`app` inside a word is none' },
])('$comment is about $themes ($why)', ({ comment, themes }) => {
  expect(findThemes(comment)).toEqual(themes)
})

test('themes are told by who names them, the most painful first', () => {
  const told = (
    [
      [9, 'gran precio'],
      [2, 'el envío llegó tarde'],
      [3, 'tardó mucho, mal precio'],
      [8, 'buena calidad'],
      [0, null],
    ] as const
  ).map(([score, comment], person) => ({
    event: 'Survey Answered',
    at: '2026-11-02T09:00:00Z',
    user: `p${person}`,
    properties: { metric: 'nps', score, comment },
  }))
  expect(countThemes(listCounted(tellLog(told), 'nps', settingsOf()))).toEqual([
    { theme: 'delivery', promoters: 0, passives: 0, detractors: 2 },
    { theme: 'price', promoters: 1, passives: 0, detractors: 1 },
    { theme: 'product', promoters: 0, passives: 1, detractors: 0 },
  ])
  expect(countThemes([])).toEqual([])
})
