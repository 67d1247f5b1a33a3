import { expect, test } from 'vitest'
import { addDays } from '../civil-day.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { listReadTexts } from './sentiment-from-log.ts'
import { findSentimentSpikes } from './sentiment-spikes.ts'
import { listTexts } from './texts.ts'

const review = (day: string, text: string): Told => ({
  event: 'Product Reviewed',
  at: `${day}T12:00:00Z`,
  channel: 'review_site',
  properties: { review_body: text, language: 'es' },
})
/** Ten texts a Wednesday, one to three of them angry. */
const weeks = (count: number): readonly Told[] =>
  Array.from({ length: count }, (_, week) => addDays('2026-11-18', -7 * (week + 1))).flatMap((day, week) =>
    Array.from({ length: 10 }, (_, text) => review(day, text <= week % 3 ? 'pésimo' : 'excelente')),
  )
const wednesday = (angry: number, happy: number): readonly Told[] => [
  ...Array.from({ length: angry }, () => review('2026-11-18', 'pésimo')),
  ...Array.from({ length: happy }, () => review('2026-11-18', 'excelente')),
]
const find = (told: readonly Told[]) => findSentimentSpikes(listReadTexts(tellLog(told)), settingsOf())

test.each([
  { told: [], spikes: 0, why: 'nothing was written' },
  {
    told: [...weeks(6), ...wednesday(14, 6)],
    spikes: 0,
    why: '70 % where 20 % is usual: z = 0.5 / (1.4826 · 0.1) = 3.37 is not enough',
  },
  { told: [...weeks(6), ...wednesday(16, 4)], spikes: 1, why: '80 %' },
  { told: [...weeks(6), ...wednesday(16, 3)], spikes: 0, why: '19 texts are too few' },
  {
    told: [...weeks(3), ...wednesday(20, 0)],
    spikes: 0,
    why: 'three Wednesdays say nothing of what is usual',
  },
  { told: [...weeks(6), ...wednesday(0, 20)], spikes: 0, why: 'less anger than usual is no alarm' },
])('$spikes spikes ($why)', ({ told, spikes }) => {
  expect(find(told).length).toBe(spikes)
})

test('a spike tells its day, channel and what is usual', () => {
  expect(find([...weeks(6), ...wednesday(16, 4)])).toMatchObject([
    { day: '2026-11-18', channel: 'review_site', texts: 20, negativeShare: 0.8, usualShare: 0.2 },
  ])
})

test('of a transcript only the customer speaks, and events without words are no texts', () => {
  const log = tellLog([
    {
      event: 'Transcript Ready',
      at: '2026-11-02T09:00:00Z',
      channel: 'call_center_in',
      properties: {
        turns: [
          { role: 'agent', text: 'fatal' },
          { role: 'customer', text: 'genial' },
          { role: 'customer', text: 'gracias' },
        ],
      },
    },
    {
      event: 'Survey Answered',
      at: '2026-11-02T10:00:00Z',
      properties: { comment: 'bien', about: { channel: 'store' } },
    },
    { event: 'Survey Answered', at: '2026-11-02T11:00:00Z', properties: { score: 9 } },
    {
      event: 'Post Published',
      at: '2026-11-02T12:00:00Z',
      channel: 'social_comment',
      properties: { text: 'mal' },
    },
    { event: 'Product Viewed', at: '2026-11-02T13:00:00Z', properties: { text: 'no text of a customer' } },
  ])
  expect(listTexts(log).map(({ channel, text }) => [channel, text])).toEqual([
    ['call_center_in', 'genial\ngracias'],
    ['store', 'bien'],
    ['social_comment', 'mal'],
  ])
})
