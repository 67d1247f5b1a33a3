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
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { TRAFFIC_FROM_LOG } from './from-log.ts'

// Ana and Ben are shown an advert, and Ana clicks. All three get an e-mail: Ana opens and clicks, Ben opens. Ana looks at
// a page for four minutes and at another; Ben at one page, hours later.

type Id = keyof typeof TRAFFIC_FROM_LOG

const MINUTE_MS = 60_000

/** When things are shown and sent, Ana’s two pages, and Ben’s. */
interface Days {
  readonly shown: string
  readonly pages: readonly [first: string, second: string]
  readonly page: string
}
const NOVEMBER: Days = {
  shown: '2026-11-02T10:00:00Z',
  pages: ['2026-11-02T10:01:00Z', '2026-11-02T10:05:00Z'],
  page: '2026-11-02T15:00:00Z',
}
const advert = (user: string, event: string, when: string): Told => ({
  event: `Ad ${event}`,
  at: when,
  user,
  channel: 'display',
})
const mail = (user: string, event: string, when: string): Told => ({
  event: `Email ${event}`,
  at: when,
  user,
  channel: 'email',
  properties: { message_id: user },
})
const page = (user: string, when: string): Told => ({ event: 'Page Viewed', at: when, user })

const tellAna = ({ shown, pages }: Days): readonly Told[] => [
  advert('ana', 'Impression', shown),
  advert('ana', 'Clicked', shown),
  mail('ana', 'Delivered', shown),
  mail('ana', 'Opened', shown),
  mail('ana', 'Link Clicked', shown),
  ...pages.map((when) => page('ana', when)),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  advert('ben', 'Impression', days.shown),
  mail('ben', 'Delivered', days.shown),
  mail('ben', 'Opened', days.shown),
  page('ben', days.page),
  mail('eva', 'Delivered', days.shown),
]
const STORY = tellStory(NOVEMBER)
/** An odd day; a second after Ben’s page another begins the visit of the next. */
const tellOddDay = ({ first, last, next }: OddDay, pages: Days['pages']): readonly Told[] => [
  ...tellStory({ shown: first, pages, page: last }),
  page('ben', next),
  advert('gus', 'Impression', next),
  advert('gus', 'Clicked', next),
  mail('gus', 'Delivered', next),
]

const NOTHING = {
  impressions: 0,
  clicks: 0,
  'click-rate': null,
  'open-rate': null,
  'click-to-open': null,
  'time-on-page': null,
  'visit-duration': null,
  'bounce-rate': null,
} as const satisfies Record<Id, number | null>
const USUAL = {
  impressions: 2,
  clicks: 1,
  'click-rate': 1 / 2,
  'open-rate': 2 / 3,
  'click-to-open': 1 / 2,
  'time-on-page': 4 * MINUTE_MS, // of the last page of each visit nobody knows
  'visit-duration': 2 * MINUTE_MS, // 4 and 0
  'bounce-rate': 1 / 2,
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ana',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      advert('ana', 'Clicked', NOVEMBER.shown),
      mail('ana', 'Opened', NOVEMBER.shown),
      mail('ana', 'Link Clicked', NOVEMBER.shown),
      { event: 'Product Viewed', at: NOVEMBER.shown, user: 'ana' },
    ],
    is: { ...NOTHING, clicks: 1 },
    why: 'clicked what was never shown, opened what never came, and looked at no page',
  },
  'one person': {
    told: tellAna(NOVEMBER),
    is: {
      impressions: 1,
      clicks: 1,
      'click-rate': 1,
      'open-rate': 1,
      'click-to-open': 1,
      'time-on-page': 4 * MINUTE_MS,
      'visit-duration': 4 * MINUTE_MS,
      'bounce-rate': 0,
    },
    why: 'Ana alone',
  },
  're-entry': {
    told: [
      ...STORY,
      advert('ana', 'Impression', '2026-11-20T10:00:00Z'),
      page('ana', '2026-11-20T10:00:00Z'),
      page('ana', '2026-11-20T10:10:00Z'),
    ],
    is: {
      ...USUAL,
      impressions: 3,
      'click-rate': 1 / 3,
      'time-on-page': 4 * MINUTE_MS, // 4 of 4 and 10: half had ended by then
      'visit-duration': 4 * MINUTE_MS, // 0, 4, 10
      'bounce-rate': 1 / 3,
    },
    why: 'Ana comes again: another visit, and another showing',
  },
  ...toMoneylessRows<Id>(STORY, { is: USUAL, why: 'buying without a page is no visit' }),
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY, ['2026-10-25T00:58:00Z', '2026-10-25T01:02:00Z']),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from two minutes to three to two past two it is four minutes that night; midnight ends Ben’s visit',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY, ['2026-03-29T00:58:00Z', '2026-03-29T01:02:00Z']),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from two minutes to two to two past three it is four minutes that night; midnight ends Ben’s visit',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: USUAL,
    why: 'visits of one person hours apart are two visits',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, 'visit-duration': 4 * MINUTE_MS, 'bounce-rate': 0 },
    why: 'what was shown and sent is counted of nobody; a visit takes somebody',
  },
}

test.each(askCells(TRAFFIC_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
