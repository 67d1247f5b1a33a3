import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellMerge,
  tellRate,
  tellRefusal,
  toDaySettings,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import { SERVICE_FROM_LOG } from './from-log.ts'

// Ana writes in a chat and is helped in two hours. Ben complains to the bot, calls an hour later, tells it all again, is
// handed on and back, and waited for; it takes four hours. Eva is helped by the bot in half an hour. Both orders are old
// news: Ana’s came back. Ben was unhappy twice. 30.00 went to agents’ time, 6.00 is fixed.

type Id = keyof typeof SERVICE_FROM_LOG

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** When each part of the story begins. */
interface Days {
  readonly ana: string
  readonly ben: string
  readonly eva: string
  readonly order: string
  readonly back: string
  readonly bad: readonly [first: string, second: string]
  readonly costs: string
}
const NOVEMBER: Days = {
  ana: '2026-11-02T09:00:00Z',
  ben: '2026-11-03T09:00:00Z',
  eva: '2026-11-04T09:00:00Z',
  order: '2026-11-01T10:00:00Z',
  back: '2026-11-10T10:00:00Z',
  bad: ['2026-11-05T10:00:00Z', '2026-11-06T10:00:00Z'],
  costs: '2026-11-15T10:00:00Z',
}

const did = ([user, event]: readonly [string, string], when: string, rest: Partial<Told> = {}): Told => ({
  event,
  at: when,
  user,
  ...rest,
})
/** A step of the user’s case, so many minutes after it began. */
const turned = (
  [user, event]: readonly [string, string],
  [begun, minutes]: readonly [string, number],
  { channel = 'chatbot', ...properties }: Told['properties'] & { readonly channel?: Told['channel'] } = {},
): Told => ({
  ...did([user, `Case ${event}`], new Date(at(begun) + minutes * MINUTE_MS).toISOString()),
  ...(channel !== undefined && { channel }),
  properties: { issue_id: `${user} ${begun.slice(0, 10)}`, ...properties },
})
const called = ([user, event]: readonly [string, string], when: string, seconds = 0): Told => ({
  ...did([user, `Call ${event}`], new Date(at(when) + seconds * 1_000).toISOString()),
  properties: { call_id: user },
})
const answered = ([user, metric, score]: readonly [string, string, number], when: string): Told =>
  did([user, 'Survey Answered'], when, { properties: { metric, score } })
const bought = (user: string, when: string): Told =>
  did([user, 'Order Completed'], when, { amount: 5_000, properties: { order_id: user } })
const gaveBack = (user: string, when: string, amount?: number): Told =>
  did([user, 'Order Refunded'], when, { amount, properties: { order_id: user } })
const cost = (amount: number, when: string, rest: Told['properties']): Told => ({
  event: 'Cost Reported',
  at: when,
  properties: { amount_minor: amount, currency: 'EUR', ...rest },
})

const tellAna = ({ ana, order, back }: Days): readonly Told[] => [
  turned(['ana', 'Opened'], [ana, 0], {
    channel: 'chat_human',
    agent_id: 'x',
    wait_s: 60,
    handle_time_s: 600,
  }),
  turned(['ana', 'Resolved'], [ana, 120], { first_contact: true }),
  answered(['ana', 'fcr', 1], ana),
  bought('ana', order),
  gaveBack('ana', back, 1_000),
]
const tellBen = ({ ben, order, bad }: Days): readonly Told[] => [
  turned(['ben', 'Opened'], [ben, 0], { topic: 'Queja' }),
  turned(['ben', 'Contacted'], [ben, 60], {
    channel: 'call_center_in',
    agent_id: 'y',
    wait_s: 120,
    handle_time_s: 1_200,
    context_transferred: false,
  }),
  turned(['ben', 'Transferred'], [ben, 90], { from: 'y', to: 'z' }),
  turned(['ben', 'Transferred'], [ben, 105], { from: 'z', to: 'y' }),
  turned(['ben', 'Contacted'], [ben, 120], { direction: 'outbound', pending_customer: true }),
  turned(['ben', 'Resolved'], [ben, 240], { first_contact: false }),
  called(['ben', 'Offered'], ben, 3_600),
  called(['ben', 'Answered'], ben, 3_720),
  answered(['ben', 'fcr', 0], bad[1]),
  bought('ben', order),
  answered(['ben', 'csat', 1], bad[0]),
  did(['ben', 'Delivery Failed'], bad[1]),
]
const tellEva = ({ eva }: Days): readonly Told[] => [
  turned(['eva', 'Opened'], [eva, 0]),
  turned(['eva', 'Resolved'], [eva, 30]),
  called(['eva', 'Offered'], eva),
  called(['eva', 'Abandoned'], eva, 30),
]
const tellCosts = (when: string): readonly Told[] => [
  cost(3_000, when, { allocation_key: 'agent_minutes' }),
  cost(600, when, { allocation_key: 'cases', scope: 'fixed' }),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  ...tellBen(days),
  ...tellEva(days),
  ...tellCosts(days.costs),
]
const STORY = tellStory(NOVEMBER)

/** The story on an odd day; Ben’s order comes back a second after 30 civil days, and Gus is of the next day. */
const tellOddDay = (day: OddDay, days: Pick<Days, 'ana' | 'eva' | 'back'>, late: string): readonly Told[] => [
  ...tellStory({ ...days, ben: day.first, order: day.first, bad: [day.first, day.last], costs: day.last }),
  gaveBack('ben', late),
  turned(['gus', 'Opened'], [day.next, 0], { topic: 'queja' }),
  called(['gus', 'Offered'], day.next),
  called(['gus', 'Abandoned'], day.next, 1),
  answered(['gus', 'fcr', 0], day.next),
  bought('gus', day.next),
  ...tellCosts(day.next),
]

const NOTHING = {
  'first-contact-resolution': null,
  'first-contact-resolution-gross': null,
  'first-contact-resolution-survey': null,
  'time-to-resolve': null,
  'time-to-resolve-p90': null,
  'time-to-resolve-working': null,
  'first-response': null,
  'queue-wait': null,
  'queue-abandonment': null,
  'transfers-per-case': null,
  'ping-pong': null,
  'repeat-rate': null,
  'repeats-per-case': null,
  'bot-containment': null,
  'chat-to-phone': null,
  'cost-to-serve': null,
  'cost-to-serve-first-channel': null,
  'complaint-rate': null,
  'return-rate': null,
  'unhappy-persons': null,
} as const satisfies Record<Id, null>
const USUAL = {
  'first-contact-resolution': 2 / 3, // all but Ben’s
  'first-contact-resolution-gross': 1 / 3, // Ana’s agent said so
  'first-contact-resolution-survey': 1 / 2, // Ana, not Ben
  'time-to-resolve': 2 * HOUR_MS, // ½, 2, 4
  'time-to-resolve-p90': 4 * HOUR_MS,
  'time-to-resolve-working': 2 * HOUR_MS, // ½, 2, and 4 less the 2 of Ben’s
  'first-response': 30 * MINUTE_MS, // 1, 62, and 30 by its closing
  'queue-wait': 2 * MINUTE_MS,
  'queue-abandonment': 1 / 2,
  'transfers-per-case': 2 / 3,
  'ping-pong': 1,
  'repeat-rate': 1, // of one case with two contacts
  'repeats-per-case': 1 / 3,
  'bot-containment': 1 / 2, // Eva’s, not Ben’s
  'chat-to-phone': 1 / 3,
  'cost-to-serve': (3_000 + 600) / 3,
  'cost-to-serve-first-channel': (1_000 + 600) / 3, // Ben’s 20 of 30 minutes were no chat
  'complaint-rate': 1 / 3,
  'return-rate': 1 / 2,
  'unhappy-persons': 1 / 3,
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
      ...tellCosts(NOVEMBER.costs),
      ...[
        turned(['ana', 'Resolved'], [NOVEMBER.ana, 0]),
        called(['ana', 'Offered'], NOVEMBER.ana),
        answered(['ana', 'fcr', 2], NOVEMBER.ana),
        bought('ana', '2026-10-01T10:00:00Z'),
      ].map((one) => ({ ...one, user: undefined })),
    ],
    is: NOTHING,
    why: 'costs of nobody’s cases, a case nobody turned to us about, a call whose end nobody knows',
  },
  'one person': {
    told: [...tellAna(NOVEMBER), ...tellCosts(NOVEMBER.costs)],
    is: {
      ...NOTHING,
      'first-contact-resolution': 1,
      'first-contact-resolution-gross': 1,
      'first-contact-resolution-survey': 1,
      'time-to-resolve': 2 * HOUR_MS,
      'time-to-resolve-p90': 2 * HOUR_MS,
      'time-to-resolve-working': 2 * HOUR_MS,
      'first-response': MINUTE_MS,
      'transfers-per-case': 0,
      'repeats-per-case': 0,
      'chat-to-phone': 0,
      'cost-to-serve': 3_600,
      'cost-to-serve-first-channel': 3_600,
      'complaint-rate': 0,
      'return-rate': 1,
      'unhappy-persons': 0,
    },
    why: 'Ana alone: no call, no bot, no handover',
  },
  're-entry': {
    told: [
      ...STORY,
      turned(['ana', 'Opened'], ['2026-11-20T09:00:00Z', 0], { channel: 'chat_human' }),
      turned(['ana', 'Resolved'], ['2026-11-20T09:00:00Z', 60]),
    ],
    is: {
      ...USUAL,
      'first-contact-resolution': 3 / 4,
      'first-contact-resolution-gross': 1 / 4,
      'time-to-resolve': HOUR_MS, // ½, 1, 2, 4
      'time-to-resolve-working': HOUR_MS,
      'transfers-per-case': 2 / 4,
      'repeats-per-case': 1 / 4,
      'chat-to-phone': 1 / 4,
      'cost-to-serve': 3_600 / 4,
      'cost-to-serve-first-channel': (1_000 + 600) / 4,
      'complaint-rate': 1 / 4,
    },
    why: 'Ana comes with another case, closed in an hour: cases count, not persons',
  },
  'full refund': {
    told: [...STORY, gaveBack('ben', '2026-11-12T10:00:00Z')],
    is: { ...USUAL, 'return-rate': 1 },
    why: 'both orders came back, and no case is less for it',
  },
  'partial refund': {
    told: [...STORY, gaveBack('ben', '2026-11-12T10:00:00Z', 500)],
    is: { ...USUAL, 'return-rate': 1 },
    why: 'wholly or in part is one return',
  },
  'two currencies, one without a rate': {
    told: [
      ...STORY,
      tellRate('2026-11-16', 0.5),
      cost(1_200, '2026-11-16T10:00:00Z', { allocation_key: 'agent_minutes', currency: 'USD' }),
      cost(900, '2026-11-16T10:00:00Z', { allocation_key: 'agent_minutes', currency: 'GBP' }),
    ],
    is: {
      ...USUAL,
      'cost-to-serve': [(3_600 + 600) / 3, 'estimated'],
      'cost-to-serve-first-channel': [(1_200 + 600) / 3, 'estimated'],
    },
    why: '12 dollars are 6 euros, a third of them Ana’s; the pounds are left out, and make it a guess',
  },
  'day of 25 hours': {
    told: tellOddDay(
      LONG_DAY,
      { ana: '2026-10-25T00:30:00Z', eva: '2026-10-25T22:00:00Z', back: '2026-11-23T22:59:59Z' },
      '2026-11-23T23:00:00Z',
    ),
    settings: toDaySettings(LONG_DAY),
    is: USUAL,
    why: 'from half past two to half past three is two hours that night; 30 civil days from then hold an hour more',
  },
  'day of 23 hours': {
    told: tellOddDay(
      SHORT_DAY,
      { ana: '2026-03-29T00:30:00Z', eva: '2026-03-29T21:00:00Z', back: '2026-04-27T21:59:59Z' },
      '2026-04-27T22:00:00Z',
    ),
    settings: toDaySettings(SHORT_DAY),
    is: USUAL,
    why: 'from half past one to half past four is two hours that night; 30 civil days from then hold an hour less',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: { ...USUAL, 'first-contact-resolution-survey': 0, 'unhappy-persons': 1 / 2 },
    why: 'two cases of one person are two cases; of answers the last counts',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, 'unhappy-persons': 0 },
    why: 'Ben’s case, answer and order count as nobody’s; what befell him is not put together',
  },
}

test.each(askCells(SERVICE_FROM_LOG, ROWS))(
  '$row: $id is $value, $status ($why)',
  ({ ask, value, status }) => {
    expect(ask()).toEqual({ value, status })
  },
)
