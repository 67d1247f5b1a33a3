import { expect, test } from 'vitest'
import { at } from '../testing/sample-journey.ts'
import {
  askCells,
  LONG_DAY,
  SHORT_DAY,
  tellLate,
  tellMerge,
  tellRefusal,
  toDaySettings,
  toMoneylessRows,
  toUnchangingRows,
} from '../testing/fixture-list.ts'
import type { FixtureTable, OddDay } from '../testing/fixture-list.ts'
import type { Told } from '../testing/tell-log.ts'
import type { FOUNDATION_MEASURES } from './foundation-measures.ts'
import { TRUST_FROM_LOG } from './from-log.ts'

// Ana says yes to e-mail, Ben no; both are written to all the same, and Ana opens it. Both ask what is known of them: Ana
// is told after two days, Ben never. Somebody without a name looks at a page. All of it is here within a minute. Zoe and Zed
// have been erased; of him the look at a page is still there.

type Id = keyof typeof FOUNDATION_MEASURES

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** When things are chosen and asked for, when messages go out, and when one is opened. */
interface Days {
  readonly chosen: string
  readonly sent: string
  readonly opened: string
}
const NOVEMBER: Days = {
  chosen: '2026-11-02T10:00:00Z',
  sent: '2026-11-08T10:00:00Z',
  opened: '2026-11-09T10:00:00Z',
}
const later = (when: string, ms: number): string => new Date(at(when) + ms).toISOString()
const told = ([user, event]: readonly [string, string], when: string, rest: Partial<Told> = {}): Told => ({
  event,
  at: when,
  received: later(when, MINUTE_MS),
  user,
  ...rest,
})
const chose = (user: string, state: 'granted' | 'denied', when: string): Told =>
  told([user, 'Consent Updated'], when, { properties: { purpose: 'marketing', channel: 'email', state } })
const asked = (user: string, when: string, id = user): Told =>
  told([user, 'Subject Request Opened'], when, { properties: { request_id: id, kind: 'access' } })
const answered = (user: string, when: string, id = user): Told =>
  told([user, 'Subject Request Closed'], when, { properties: { request_id: id, kind: 'access' } })
const wrote = (user: string, when: string, id = user): Told =>
  told([user, 'Message Sent'], when, { channel: 'email', step: 2, properties: { message_id: id } })
const opened = (user: string, when: string, id = user): Told =>
  told([user, 'Email Opened'], when, { channel: 'email', properties: { message_id: id } })

const erased = (user: string, when: string): Told =>
  told([user, 'Subject Request Closed'], when, { step: 9, properties: { kind: 'erasure' } })

const tellAna = (days: Days): readonly Told[] => [
  chose('ana', 'granted', days.chosen),
  asked('ana', days.chosen),
  answered('ana', later(days.chosen, 2 * DAY_MS)),
  wrote('ana', days.sent),
  opened('ana', days.opened),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  { ...chose('ben', 'denied', days.chosen), step: 1 },
  asked('ben', days.chosen),
  wrote('ben', days.sent),
  { event: 'Page Viewed', at: days.sent, received: later(days.sent, MINUTE_MS), device: 'd' },
  chose('zoe', 'granted', days.sent),
  erased('zoe', days.sent),
  told(['zed', 'Page Viewed'], days.sent),
  erased('zed', days.sent),
]
const STORY = tellStory(NOVEMBER)
/** An odd day: what is opened in the last second of 7 civil days; what Ben is told, and what Gus does in the next day. */
const tellOddDay = (day: OddDay, openedAt: string, toldBen: string): readonly Told[] => [
  ...tellStory({ chosen: day.first, sent: day.first, opened: openedAt }).map((one) =>
    one.device === undefined ? one : { ...one, at: day.last, received: later(day.last, MINUTE_MS) },
  ),
  answered('ben', toldBen),
  wrote('gus', day.next),
  asked('gus', day.next),
  erased('hal', day.next),
]

const NOTHING = {
  'identity-match': null,
  'duplicate-profiles': null,
  'consent-opt-in': null,
  'preference-changes': null,
  'request-time': null,
  'requests-in-time': null,
  'erasure-complete': null,
  'suppression-accuracy': null,
  freshness: null,
  'closed-loop': null,
} as const satisfies Record<Id, null>
const USUAL = {
  'identity-match': 2 / 3,
  'duplicate-profiles': 0,
  'consent-opt-in': 1 / 2,
  'preference-changes': 2 / 3,
  'request-time': [2 * DAY_MS, 'immature'], // Ben’s is open
  'requests-in-time': 1 / 2, // and overdue
  'erasure-complete': 1 / 2,
  'suppression-accuracy': 1 / 2,
  freshness: MINUTE_MS,
  'closed-loop': 1 / 2,
} as const

const ROWS: FixtureTable<Id> = {
  ...toUnchangingRows<Id>({
    story: STORY,
    is: USUAL,
    nothing: NOTHING,
    late: ({ event }) => event === 'Email Opened',
    parted: ['ana', 'ben'],
  }),
  'denominator 0': {
    told: [{ event: 'Message Sent', at: NOVEMBER.sent, received: later(NOVEMBER.sent, MINUTE_MS) }],
    is: { ...NOTHING, freshness: MINUTE_MS },
    why: 'a message without a name to nobody known: all there is to say is when it was here',
  },
  'one person': {
    told: tellAna(NOVEMBER),
    is: {
      'identity-match': 1,
      'duplicate-profiles': 0,
      'consent-opt-in': 1,
      'preference-changes': 1,
      'request-time': 2 * DAY_MS,
      'requests-in-time': 1,
      'erasure-complete': null,
      'suppression-accuracy': 1,
      freshness: MINUTE_MS,
      'closed-loop': 1,
    },
    why: 'Ana alone',
  },
  'late after seal': {
    told: tellLate(STORY, ({ event }) => event === 'Email Opened'),
    // place 7.6 of nine delays: eight of a minute, one of 51 days
    is: { ...USUAL, freshness: MINUTE_MS + 0.6 * (51 * DAY_MS - MINUTE_MS) },
    why: 'the opening is heard of 51 days late: back in time, and not fresh',
  },
  're-entry': {
    told: [
      ...STORY,
      chose('ben', 'granted', '2026-11-20T10:00:00Z'),
      wrote('ben', '2026-11-21T10:00:00Z', 'again'),
      opened('ben', '2026-11-22T10:00:00Z', 'again'),
      asked('ana', '2026-11-20T10:00:00Z', 'again'),
      answered('ana', '2026-11-24T10:00:00Z', 'again'),
    ],
    is: {
      ...USUAL,
      'consent-opt-in': 1,
      'request-time': [3 * DAY_MS, 'immature'], // 2 and 4
      'requests-in-time': 2 / 3,
      'suppression-accuracy': 2 / 3,
      'closed-loop': 2 / 3,
    },
    why: 'Ben says yes after all and opens the next; Ana asks again and is told after four days',
  },
  ...toMoneylessRows<Id>(STORY, { is: USUAL, why: 'money is no matter of trust' }),
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY, '2026-10-31T22:59:59Z', '2026-11-23T23:00:00Z'),
    settings: toDaySettings(LONG_DAY),
    is: {
      ...USUAL,
      'request-time': (2 * DAY_MS + 30 * DAY_MS + 60 * MINUTE_MS) / 2,
      'requests-in-time': 1,
    },
    why: '7 and 30 civil days hold an hour more: Ben is told in their last instant, in time',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY, '2026-04-04T21:59:59Z', '2026-04-27T22:00:01Z'),
    settings: toDaySettings(SHORT_DAY),
    is: {
      ...USUAL,
      'request-time': (2 * DAY_MS + 30 * DAY_MS - 60 * MINUTE_MS + 1_000) / 2,
      'requests-in-time': 1 / 2,
    },
    why: '7 and 30 civil days hold an hour less: Ben is told a second too late',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      ...USUAL,
      'identity-match': 1 / 2,
      'duplicate-profiles': 1 / 2,
      'consent-opt-in': 0,
      'preference-changes': 1 / 2,
      'suppression-accuracy': 0,
    },
    why: 'Ana and Ben are one, who said no last, and was written to twice all the same',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, 'consent-opt-in': 1 / 3, 'suppression-accuracy': 1 },
    why: 'Ben’s choices and requests are kept, another no among them; what was sent to him is nobody’s',
  },
}

test.each(askCells(TRUST_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})
