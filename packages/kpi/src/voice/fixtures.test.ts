import { describe, expect, test } from 'vitest'
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
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import type { ADVOCACY_MEASURES } from './advocacy-measures.ts'
import { VOICE_FROM_LOG } from './from-log.ts'
import type { SENTIMENT_MEASURES } from './sentiment-measures.ts'

// Ana, Ben, Dan and Eva are asked whether they would recommend: 9, 6, 10 and silence. Ana and Ben have had a case: she
// wrote once and found it easy, he wrote, called, and was handed on.

/** What is said in words, and what is done for others, has its own rows: `sentiment-fixtures`, `advocacy-fixtures`. */
type Id = Exclude<
  keyof typeof VOICE_FROM_LOG,
  keyof typeof SENTIMENT_MEASURES | keyof typeof ADVOCACY_MEASURES
>

/** When the survey is sent and answered, and when the cases begin. */
interface Days {
  readonly sent: string
  readonly answered: string
  readonly cases: string
}
const NOVEMBER: Days = {
  sent: '2026-11-02T09:00:00Z',
  answered: '2026-11-05T10:00:00Z',
  cases: '2026-11-01T09:00:00Z',
}
const toDays = ({ first, last }: OddDay): Days => ({ sent: first, answered: last, cases: first })

const sent = (user: string, when: string): Told => ({
  event: 'Survey Sent',
  at: when,
  user,
  properties: { metric: 'nps', survey_id: 's' },
})
const said = ([user, metric, score]: readonly [string, string, number], when: string): Told => ({
  event: 'Survey Answered',
  at: when,
  user,
  properties: { metric, score, survey_id: 's' },
})
/** What somebody says of a case of theirs. */
const found = ([user, score]: readonly [string, number], when: string, begun: string): Told => {
  const answered = said([user, 'ces', score], when)
  return { ...answered, properties: { ...answered.properties, issue_id: toIssue(user, begun) } }
}
const toIssue = (user: string, when: string): string => `${user} ${when.slice(0, 10)}`
const turned = ([user, event]: readonly [string, string], when: string, rest: Partial<Told> = {}): Told => ({
  event,
  at: when,
  user,
  channel: 'chat_human',
  properties: { issue_id: toIssue(user, when) },
  ...rest,
})

const tellAna = ({ sent: asked, cases }: Omit<Days, 'answered'>): readonly Told[] => [
  sent('ana', asked),
  said(['ana', 'nps', 9], asked),
  said(['ana', 'csat', 5], asked),
  found(['ana', 7], asked, cases),
  turned(['ana', 'Case Opened'], cases),
  turned(['ana', 'Case Resolved'], cases, { step: 1 }),
]
const tellBen = ({ sent: asked, answered, cases }: Days): readonly Told[] => [
  sent('ben', asked),
  said(['ben', 'nps', 6], answered),
  said(['ben', 'csat', 3], answered),
  found(['ben', 4], answered, cases),
  turned(['ben', 'Case Opened'], cases),
  turned(['ben', 'Case Contacted'], cases, { channel: 'call_center_in', step: 1 }),
  turned(['ben', 'Case Transferred'], cases, { step: 2 }),
]
const tellStory = (days: Days): readonly Told[] => [
  ...tellAna(days),
  ...tellBen(days),
  sent('dan', days.sent),
  said(['dan', 'nps', 10], days.answered),
  sent('eva', days.sent),
]
const STORY = tellStory(NOVEMBER)

/** On an odd day; Zed answers in the last second of 14 civil days, Eva a second later, and Gus is of the next day. */
const tellOddDay = (day: OddDay, [inTime, late]: readonly [string, string]): readonly Told[] => [
  ...tellStory(toDays(day)),
  sent('zed', day.first),
  said(['zed', 'nps', 0], inTime),
  said(['eva', 'nps', 0], late),
  ...tellAna({ sent: day.next, cases: day.next }).map((one) => ({
    ...one,
    user: 'gus',
    properties: { ...one.properties, issue_id: 'gus' },
  })),
]

const NOTHING = {
  nps: null,
  'nps-response-rate': null,
  csat: null,
  'csat-mean': null,
  ces: null,
  'ces-easy': null,
  'route-effort': null,
  'effort-link': null,
  'structural-effort': null,
} as const satisfies Record<Id, null>
const USUAL = {
  nps: (100 * (2 - 1)) / 3,
  'nps-response-rate': 3 / 4, // Eva keeps silent
  csat: 1 / 2,
  'csat-mean': (5 + 3) / 2,
  ces: (0 + 50) / 2, // 7 of 7 is no effort, 4 is half of it
  'ces-easy': 1 / 2,
  'route-effort': (0 + 50) / 2,
  'effort-link': null, // it takes three
  'structural-effort': [(1 + 4) / 2, 'estimated'], // Ben: two contacts, a handover, a change of channel
} as const

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
      said(['ana', 'nps', 11], NOVEMBER.sent),
      said(['ana', 'csat', 6], NOVEMBER.sent),
      said(['ana', 'ces', 8], NOVEMBER.sent),
      { event: 'Survey Sent', at: NOVEMBER.sent, properties: { metric: 'nps', survey_id: 's' } },
      turned(['ana', 'Case Resolved'], NOVEMBER.cases),
    ],
    is: NOTHING,
    why: 'answers off their scales, a survey sent to nobody known, a case nobody turned to us about',
  },
  'one person': {
    told: tellAna(NOVEMBER),
    is: {
      nps: 100,
      'nps-response-rate': 1,
      csat: 1,
      'csat-mean': 5,
      ces: 0,
      'ces-easy': 1,
      'route-effort': 0,
      'effort-link': null,
      'structural-effort': [1, 'estimated'],
    },
    why: 'Ana alone',
  },
  're-entry': {
    told: [
      ...STORY,
      sent('ana', '2026-11-19T10:00:00Z'),
      said(['ana', 'nps', 5], '2026-11-20T10:00:00Z'),
      said(['ana', 'csat', 1], '2026-11-20T10:00:00Z'),
      found(['ana', 1], '2026-11-20T10:00:00Z', '2026-11-18'),
      turned(['ana', 'Case Opened'], '2026-11-18T10:00:00Z'),
    ],
    is: {
      nps: (100 * (1 - 2)) / 3,
      'nps-response-rate': 4 / 5,
      csat: 0,
      'csat-mean': (1 + 3) / 2,
      ces: (100 + 50) / 2,
      'ces-easy': 0,
      'route-effort': (100 + 50) / 2,
      'effort-link': null,
      'structural-effort': [(1 + 4 + 1) / 3, 'estimated'],
    },
    why: 'Ana is asked again within 90 days: only her last word counts, and each survey is one',
  },
  ...toMoneylessRows<Id>(STORY, { is: USUAL, why: 'money changes no answer' }),
  'day of 25 hours': {
    told: tellOddDay(LONG_DAY, ['2026-11-07T22:59:59Z', '2026-11-07T23:00:00Z']),
    settings: toDaySettings(LONG_DAY),
    is: { ...USUAL, 'nps-response-rate': 4 / 5 },
    why: 'from its first instant to its last second; 14 civil days from then hold an hour more',
  },
  'day of 23 hours': {
    told: tellOddDay(SHORT_DAY, ['2026-04-11T21:59:59Z', '2026-04-11T22:00:00Z']),
    settings: toDaySettings(SHORT_DAY),
    is: { ...USUAL, 'nps-response-rate': 4 / 5 },
    why: 'from its first instant to its last second; 14 civil days from then hold an hour less',
  },
  merge: {
    told: [...STORY, ...tellMerge(['ana', 'ben'], 'for good')],
    is: {
      ...USUAL,
      nps: 0, // Ben’s 6, the later one, and Dan’s 10
      csat: 0,
      'csat-mean': 3,
      ces: 50,
      'ces-easy': 0,
      'route-effort': 50,
    },
    why: 'Ana and Ben are one, who answered both times they were asked; their cases stay two',
  },
  'consent withdrawn': {
    told: [tellRefusal('ben'), ...STORY],
    is: { ...USUAL, 'nps-response-rate': 2 / 3 },
    why: 'what Ben said and went through counts, as nobody’s; whether he answered may not be followed',
  },
}

test.each(askCells(VOICE_FROM_LOG, ROWS))('$row: $id is $value, $status ($why)', ({ ask, value, status }) => {
  expect(ask()).toEqual({ value, status })
})

describe('effort told and counted', () => {
  const tellCases = (persons: number): readonly Told[] =>
    Array.from({ length: persons }, (_, at) => `p${at}`).flatMap((user, at) => [
      turned([user, 'Case Opened'], NOVEMBER.cases),
      ...(at % 2 === 0
        ? []
        : [turned([user, 'Case Contacted'], NOVEMBER.cases, { channel: 'call_center_in', step: 1 })]),
      found([user, at % 2 === 0 ? 7 : 1], NOVEMBER.answered, NOVEMBER.cases),
    ])
  const measured = (id: 'route-effort' | 'effort-link', persons: number) =>
    VOICE_FROM_LOG[id](tellLog(tellCases(persons)), settingsOf()).map(({ breakdown, value }) => [
      breakdown,
      value.value,
    ])

  test.each([
    { persons: 59, routes: [{ route: 'chat_human' }], why: '30 by one route, 29 by the other' },
    {
      persons: 60,
      routes: [{ route: 'chat_human' }, { route: 'chat_human > call_center_in' }],
      why: '30 by each',
    },
  ])('of $persons persons shows the routes $routes ($why)', ({ persons, routes }) => {
    expect(
      measured('route-effort', persons)
        .slice(1)
        .map(([route]) => route),
    ).toEqual(routes)
  })

  test('tells the mean of each route', () => {
    expect(measured('route-effort', 60)).toEqual([
      [{}, 50],
      [{ route: 'chat_human' }, 0],
      [{ route: 'chat_human > call_center_in' }, 100],
    ])
  })

  test('go together where who calls as well finds it hard', () => {
    expect(measured('effort-link', 4)).toEqual([[{}, 1]])
  })
})
