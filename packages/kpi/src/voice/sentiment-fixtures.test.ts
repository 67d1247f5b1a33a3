import { expect, test } from 'vitest'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellMerge,
  tellRefusal,
  toDaySettings,
  toMoneylessRows,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { VOICE_FROM_LOG } from './from-log.ts'
import type { SENTIMENT_MEASURES } from './sentiment-measures.ts'

// On four Mondays Ana writes one good word, on the fifth Ben writes twenty times that something is bad. VADER gives
// `good` 1.9 and `bad` −2.5, and a text x ÷ √(x² + 15).

type Id = keyof typeof SENTIMENT_MEASURES

const GOOD = 1.9 / Math.sqrt(1.9 ** 2 + 15)
const BAD = -2.5 / Math.sqrt(2.5 ** 2 + 15)

const wrote = ([user, text]: readonly [string, string], when: string, language = 'en'): Told => ({
  event: 'Product Reviewed',
  at: when.includes('T') ? when : `${when}T10:00:00Z`,
  user,
  properties: { review_body: text, language },
})
const tellAna = (days: readonly string[]): readonly Told[] =>
  days.map((day) => wrote(['ana', 'the shop is good'], day))
const tellBen = (moments: readonly string[]): readonly Told[] =>
  Array.from({ length: 20 }, (_, place) =>
    wrote(['ben', 'bad delivery'], moments[place % moments.length] ?? ''),
  )
const MONDAYS = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23']
const STORY: readonly Told[] = [...tellAna(MONDAYS), ...tellBen(['2026-11-30'])]

const NOTHING = {
  sentiment: null,
  'sentiment-negative': null,
  'sentiment-coverage': null,
  'sentiment-spikes': null,
} as const satisfies Record<Id, null>
const USUAL = {
  sentiment: (4 * GOOD + 20 * BAD) / 24,
  'sentiment-negative': 20 / 24,
  'sentiment-coverage': (4 * 1 + 20 * 1) / (4 * 4 + 20 * 2),
  'sentiment-spikes': 1, // of five days, the fifth Monday
} as const satisfies Record<Id, number>
/** The odd day alone: Ben’s twenty, half in its first and half in its last second. */
const ODD_DAY = {
  sentiment: BAD,
  'sentiment-negative': 1,
  'sentiment-coverage': 1 / 2,
  'sentiment-spikes': 1,
}

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ana',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [wrote(['ana', 'très bon'], '2026-11-02', 'fr'), wrote(['ana', ''], '2026-11-03')],
    is: NOTHING,
    why: 'a language we have no words for, and no words',
  },
  'one person': {
    told: tellAna(MONDAYS),
    is: {
      sentiment: GOOD,
      'sentiment-negative': 0,
      'sentiment-coverage': 1 / 4,
      'sentiment-spikes': 0,
    },
    why: 'Ana alone',
  },
  're-entry': {
    told: [...STORY, wrote(['ben', 'good'], '2026-11-30')],
    is: {
      sentiment: (5 * GOOD + 20 * BAD) / 25,
      'sentiment-negative': 20 / 25,
      'sentiment-coverage': (4 + 20 + 1) / (16 + 40 + 1),
      'sentiment-spikes': 1,
    },
    why: 'Ben writes once more, and better: each text counts',
  },
  ...toMoneylessRows<Id>(STORY, { is: USUAL, why: 'money says nothing in words' }),
  'day of 25 hours': {
    told: [
      ...tellAna(['2026-09-27', '2026-10-04', '2026-10-11', '2026-10-18']),
      ...tellBen([LONG_DAY.first, LONG_DAY.last]),
      wrote(['ben', 'good'], LONG_DAY.next),
    ],
    settings: toDaySettings(LONG_DAY),
    is: ODD_DAY,
    why: 'from its first to its last second it is one Sunday of twenty texts',
  },
  'day of 23 hours': {
    told: [
      ...tellAna(['2026-03-01', '2026-03-08', '2026-03-15', '2026-03-22']),
      ...tellBen([SHORT_DAY.first, SHORT_DAY.last]),
      wrote(['ben', 'good'], SHORT_DAY.next),
    ],
    settings: toDaySettings(SHORT_DAY),
    is: ODD_DAY,
    why: 'from its first to its last second it is one Sunday of twenty texts; the next is Monday’s',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: USUAL,
    why: 'texts are counted, whoever wrote them',
  },
  'consent withdrawn': { told: [tellRefusal('ben'), ...STORY], is: USUAL, why: 'as nobody’s' },
}

test.each(askCells(VOICE_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
