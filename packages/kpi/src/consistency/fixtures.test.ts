import { expect, test } from 'vitest'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellMerge,
  tellRefusal,
  tellReturn,
  toDaySettings,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { CONSISTENCY_FROM_LOG } from './from-log.ts'

// Ana is shown one price on the web and in the shop, Ben two. A campaign says `Visite usted Madrid` by e-mail and, mixing
// tú and usted, `Visite tu Madrid` by SMS; both are reached, Ana clicks.

type Id = keyof typeof CONSISTENCY_FROM_LOG

/** When somebody is shown the first and the second price, and when messages go out and are answered. */
interface Days {
  readonly first: string
  readonly second: string
  readonly sent: string
}
const NOVEMBER: Days = {
  first: '2026-11-02T10:00:00Z',
  second: '2026-11-03T10:00:00Z',
  sent: '2026-11-04T10:00:00Z',
}
const saw = ([user, price]: readonly [string, number], when: string, rest: Partial<Told> = {}): Told => ({
  event: 'Product Viewed',
  at: when,
  user,
  currency: 'EUR',
  properties: { sku: 'x', price },
  ...rest,
})
const sent = (user: string, when: string, channel: 'email' | 'sms'): Told => ({
  event: 'Message Sent',
  at: when,
  user,
  channel,
  properties: { campaign_id: 'k', body: channel === 'email' ? 'Visite usted Madrid' : 'Visite tu Madrid' },
})
const clicked = (user: string, when: string): Told => ({
  event: 'Message Clicked',
  at: when,
  user,
  channel: 'email',
  properties: { campaign_id: 'k' },
})
const found = ([user, score]: readonly [string, number], when: string): Told => ({
  event: 'Survey Answered',
  at: when,
  user,
  properties: { metric: 'perceived_consistency', score },
})

const tellAna = ({ first, second, sent: when }: Days): readonly Told[] => [
  saw(['ana', 10], first),
  saw(['ana', 10], second, { channel: 'store' }),
  sent('ana', when, 'email'),
  sent('ana', when, 'sms'),
  clicked('ana', when),
  found(['ana', 7], first),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  saw(['ben', 10], days.first),
  saw(['ben', 12], days.second, { channel: 'app' }),
  sent('ben', days.sent, 'email'),
  found(['ben', 4], days.sent),
]
const STORY = tellStory(NOVEMBER)
/** What Gus is shown and told in the next day. */
const tellGus = (when: string): readonly Told[] => [
  saw(['gus', 10], when),
  saw(['gus', 12], when, { channel: 'app' }),
  { ...sent('gus', when, 'email'), properties: { campaign_id: 'k', body: 'Algo muy distinto' } },
  found(['gus', 1], when),
]

const NOTHING = {
  'offer-consistency': null,
  'claim-match': null,
  'tone-fit': null,
  'address-conflict': null,
  'perceived-consistency': null,
  'cohesive-engagement': null,
} as const satisfies Record<Id, null>
/** The weight of `usted`, in one of two texts; `visite` and `madrid`, in both, weigh 1; `tu` is too plain. */
const RARE = Math.log(3 / 2) + 1
const USUAL = {
  'offer-consistency': 1 / 2,
  'claim-match': (100 * 2) / (Math.sqrt(2 + RARE ** 2) * Math.sqrt(2)),
  // formality and usted: 1 and ½ around ¾; warmth, length and exclamation are alike
  'tone-fit': 100 * (1 - Math.sqrt((2 * 0.25 ** 2) / 5)),
  'address-conflict': 1 / 2,
  'perceived-consistency': (7 + 4) / 2,
  'cohesive-engagement': 1 / 2,
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user }) => user === 'ben',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      saw(['ana', 10], NOVEMBER.first),
      { ...sent('ana', NOVEMBER.sent, 'email'), properties: { campaign_id: 'k' } },
      clicked('ana', NOVEMBER.sent),
      found(['ana', 8], NOVEMBER.sent),
    ],
    is: NOTHING,
    why: 'one channel, a message whose text nobody tells, an answer off its scale',
  },
  'one person': {
    told: tellAna(NOVEMBER),
    is: { ...USUAL, 'offer-consistency': 1, 'perceived-consistency': 7, 'cohesive-engagement': 1 },
    why: 'Ana alone; what is said is the same',
  },
  're-entry': {
    told: [
      ...STORY,
      saw(['ben', 10], '2026-11-20T10:00:00Z'),
      saw(['ben', 10], '2026-11-20T11:00:00Z', { channel: 'app' }),
      sent('ben', '2026-11-20T10:00:00Z', 'sms'),
      clicked('ben', '2026-11-20T11:00:00Z'),
      found(['ben', 7], '2026-11-20T12:00:00Z'),
    ],
    is: { ...USUAL, 'perceived-consistency': 7, 'cohesive-engagement': 1 },
    why: 'Ben sees one price now, which makes no good of the two; he clicks, and his last word counts',
  },
  'full refund': { told: [...STORY, ...tellReturn('ana')], is: USUAL, why: 'giving back shows no price' },
  'partial refund': { told: [...STORY, ...tellReturn('ana', 5_000)], is: USUAL, why: 'nor does a part' },
  'two currencies, one without a rate': {
    told: [
      ...STORY,
      saw(['eva', 10], NOVEMBER.first),
      saw(['eva', 9], NOVEMBER.second, { channel: 'app', currency: 'GBP' }),
      saw(['eva', 11], NOVEMBER.second, { channel: 'store', currency: 'USD' }),
    ],
    is: USUAL,
    why: 'prices in different currencies are not compared, with a rate or without',
  },
  'day of 25 hours': {
    told: [
      ...tellStory({ first: LONG_DAY.first, second: '2026-10-25T22:00:00Z', sent: LONG_DAY.last }),
      saw(['eva', 10], LONG_DAY.first),
      saw(['eva', 12], '2026-10-25T22:00:01Z', { channel: 'app' }),
      ...tellGus(LONG_DAY.next),
    ],
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: '24 hours end before the day does: Eva’s second price is a second too late to be compared',
  },
  'day of 23 hours': {
    told: [
      ...tellStory({ first: SHORT_DAY.first, second: SHORT_DAY.last, sent: SHORT_DAY.last }),
      ...tellGus(SHORT_DAY.next),
    ],
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from its first instant to its last second; what Gus is shown is of the next day',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: { ...USUAL, 'offer-consistency': 0, 'perceived-consistency': 4, 'cohesive-engagement': 1 },
    why: 'Ana and Ben are one, who saw two prices, clicked, and said 4 last',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, 'offer-consistency': 1, 'cohesive-engagement': 1 },
    why: 'Ben is not followed; what was written to him is still what we say, and his answer nobody’s',
  },
}

test.each(askCells(CONSISTENCY_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
