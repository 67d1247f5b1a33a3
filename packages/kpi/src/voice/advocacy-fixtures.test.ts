import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellCurrencies,
  tellMerge,
  tellRefusal,
  toDaySettings,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import type { ADVOCACY_MEASURES } from './advocacy-measures.ts'
import { VOICE_FROM_LOG } from './from-log.ts'

// Ana, Ben and Eva buy. Ana and Eva are promoters; Ana refers two, of whom one buys. Ben writes a review. Ten agents are
// asked, too.

type Id = keyof typeof ADVOCACY_MEASURES

/** The 90 days after everything are over. */
const LATER = { asOf: at('2027-06-30T22:00:00Z') }

/** When they are asked and refer, when they buy, and when a referral comes to something, in time and too late. */
interface Days {
  readonly asked: string
  readonly bought: string
  readonly inTime: string
  readonly late: string
}
const NOVEMBER: Days = {
  asked: '2026-11-04T11:00:00Z',
  bought: '2026-11-05T11:00:00Z',
  inTime: '2027-02-02T10:59:59Z',
  late: '2027-02-02T11:00:00Z',
}
const did = (
  [user, event]: readonly [string, string],
  when: string,
  properties: Told['properties'] = {},
): Told => ({ event, at: when, user, properties })
const bought = (user: string, when: string, rest: Partial<Told> = {}): Told => ({
  ...did([user, 'Order Completed'], when, { order_id: `${user} ${when}` }),
  amount: 5_000,
  ...rest,
})
const said = ([user, metric, score]: readonly [string, string, number], when: string): Told =>
  did([user, 'Survey Answered'], when, { metric, score })

const tellAna = ({ asked, bought: when, inTime, late }: Days): readonly Told[] => [
  bought('ana', when),
  said(['ana', 'nps', 9], asked),
  did(['ana', 'Referral Made'], asked, { referral_id: 'r1' }),
  did(['ana', 'Referral Made'], asked, { referral_id: 'r2' }),
  did(['ana', 'Referral Converted'], inTime, { referral_id: 'r1' }),
  did(['ana', 'Referral Converted'], late, { referral_id: 'r2' }),
]
const tellAgents = (when: string): readonly Told[] =>
  Array.from({ length: 10 }, (_, place) => `agent ${place}`).flatMap((agent, place) => [
    said([agent, 'enps', place < 6 ? 10 : place < 7 ? 7 : 5], when),
    said([agent, 'agent_effort', place < 5 ? 7 : 4], when),
  ])
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  bought('ben', days.bought),
  did(['ben', 'Product Reviewed'], days.bought),
  bought('eva', days.bought),
  said(['eva', 'nps', 10], days.asked),
  did(['eva', 'Referral Made'], days.late, { referral_id: 'r3' }),
  ...tellAgents(days.asked),
]
const STORY = tellStory(NOVEMBER)
const gaveBack = (amount?: number): Told => ({
  ...did(['ana', 'Order Refunded'], '2026-11-20T10:00:00Z', { order_id: `ana ${NOVEMBER.bought}` }),
  ...(amount !== undefined && { amount }),
})

/** The odd day alone; Gus buys, reviews, refers and is asked in the next. */
const tellOddDay = (day: OddDay, [inTime, late]: readonly [string, string]): readonly Told[] => [
  ...tellStory({ asked: day.first, bought: day.last, inTime, late }),
  bought('gus', day.next),
  did(['gus', 'Product Reviewed'], day.next),
  did(['gus', 'Referral Made'], day.next, { referral_id: 'r4' }),
  said(['gus', 'nps', 9], day.next),
  said(['agent 10', 'enps', 0], day.next),
  said(['agent 10', 'agent_effort', 1], day.next),
]

const NOTHING = {
  referrals: null,
  'referral-conversion': null,
  'review-rate': null,
  'promoter-referrals': null,
  'employee-nps': null,
  'agent-effort': null,
} as const satisfies Record<Id, null>
const USUAL = {
  referrals: (100 * 2) / 3, // Eva’s is of February
  'referral-conversion': 1 / 2,
  'review-rate': 1 / 3,
  'promoter-referrals': 1 / 2, // Eva’s comes a second after the 90 days
  'employee-nps': (100 * (6 - 3)) / 10,
  'agent-effort': (5 * 50) / 10, // five with none, five with half
} as const satisfies Record<Id, number>

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ user, event }) => user === 'ana' && event === 'Order Completed',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [
      bought('ana', '2026-10-05T11:00:00Z'),
      did(['ana', 'Product Reviewed'], NOVEMBER.bought),
      said(['ana', 'nps', 8], NOVEMBER.asked),
      said(['agent 0', 'enps', 11], NOVEMBER.asked),
      said(['agent 0', 'agent_effort', 8], NOVEMBER.asked),
    ],
    is: NOTHING,
    why: 'bought before the window, no promoter, nothing referred, answers off their scales',
  },
  'one person': {
    told: [...tellAna(NOVEMBER), ...tellAgents(NOVEMBER.asked).slice(0, 2)],
    is: {
      referrals: 200,
      'referral-conversion': 1 / 2,
      'review-rate': 0,
      'promoter-referrals': 1,
      'employee-nps': [null, 'suppressed'],
      'agent-effort': [null, 'suppressed'],
    },
    why: 'Ana alone, who is no customer less for reviewing nothing; what one agent says is not told',
  },
  're-entry': {
    told: [
      ...STORY,
      bought('ben', '2026-11-20T11:00:00Z'),
      did(['ana', 'Referral Made'], '2026-11-20T11:00:00Z', { referral_id: 'r5' }),
      did(['ana', 'Referral Converted'], '2026-11-25T11:00:00Z', { referral_id: 'r5' }),
      said(['agent 0', 'enps', 0], '2026-11-20T11:00:00Z'),
      said(['agent 0', 'agent_effort', 1], '2026-11-20T11:00:00Z'),
    ],
    is: {
      ...USUAL,
      referrals: 100,
      'referral-conversion': 2 / 3,
      'employee-nps': (100 * (5 - 4)) / 10,
      'agent-effort': (5 * 50 + 100) / 10,
    },
    why: 'a third referral of the same three customers; of each agent the last word',
  },
  'full refund': { told: [...STORY, gaveBack()], is: USUAL, why: 'who gave it back had bought' },
  'partial refund': { told: [...STORY, gaveBack(500)], is: USUAL, why: 'so had who gave back a part' },
  'two currencies, one without a rate': {
    told: [...STORY, ...tellCurrencies('ben')],
    is: USUAL,
    why: 'who bought is a customer, whatever it was worth',
  },
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY, ['2027-01-22T22:59:59Z', '2027-01-22T23:00:00Z']),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from its first instant to its last second; 90 civil days from then hold an hour more',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY, ['2026-06-26T21:59:59Z', '2026-06-26T22:00:00Z']),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from its first instant to its last second; 90 civil days from then hold an hour less',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: { ...USUAL, referrals: 100, 'review-rate': 1 / 2 },
    why: 'Ana and Ben are one of two customers, who wrote a review',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, referrals: 100, 'review-rate': 0 },
    why: 'Ben is no customer that is known, and his review is nobody’s',
  },
}

test.each(askCells(VOICE_FROM_LOG, ROWS, LATER))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
