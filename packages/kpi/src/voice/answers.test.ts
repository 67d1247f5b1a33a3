import { expect, test } from 'vitest'
import type { JsonObject } from '@periplo/model'
import { tellLog, settingsOf } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import { byChannelAndSegment, listCounted } from './answer-parts.ts'
import { keepLatestAnswers, listAnswers } from './answers.ts'
import type { Answer } from './answers.ts'
import { toNps } from './k21-nps.ts'
import { toCsat } from './k22-csat.ts'
import { toCes, toEffort } from './k23-ces.ts'
import { toAgentEffort, toEmployeeNps } from './k27-agents.ts'
import { toResponseRate } from './response-rate.ts'

const FRAME = { window: { from: 0, to: 1 }, asOf: 1 }
const said = (user: string, when: string, properties: JsonObject): Told => ({
  event: 'Survey Answered',
  at: when,
  user,
  channel: 'email',
  properties: { metric: 'nps', ...properties },
})
const answer = (score: number, rest: Partial<Answer> = {}): Answer => ({
  personId: null,
  answeredAt: 0,
  surveyId: null,
  score,
  scaleMin: 1,
  scaleMax: 5,
  polarity: 'high-is-good',
  channel: null,
  segment: null,
  issueId: null,
  comment: null,
  ...rest,
})

test.each([
  {
    about: { channel: 'store' },
    channel: 'store',
    why: 'what was asked about, not the e-mail it was asked in',
  },
  { about: { interaction_id: 'i-1' }, channel: 'chat_human', why: 'the interaction happened in the chat' },
  { about: { issue_id: 'c-1' }, channel: 'call_center_in', why: 'the case began with a call' },
  { about: {}, channel: null, why: 'nobody says; the channel of the survey would be wrong' },
  { about: { channel: 'nowhere' }, channel: null, why: 'not a channel' },
])('an answer about $about belongs to $channel ($why)', ({ about, channel }) => {
  const log = tellLog([
    {
      event: 'Case Opened',
      at: '2026-11-01T09:00:00Z',
      user: 'ana',
      channel: 'call_center_in',
      properties: { issue_id: 'c-1' },
    },
    {
      event: 'Case Contacted',
      at: '2026-11-01T10:00:00Z',
      user: 'ana',
      channel: 'chat_human',
      properties: { issue_id: 'c-1', interaction_id: 'i-1' },
    },
    said('ana', '2026-11-02T09:00:00Z', { score: 9, about }),
  ])
  expect(listAnswers(log, 'nps').map((one) => one.channel)).toEqual([channel])
})

test.each([
  { score: 11, count: 0, why: 'off the scale' },
  { score: '9', count: 1, why: 'decimal text is a number' },
  { score: null, count: 0, why: 'no score' },
])('$count answers for a score of $score ($why)', ({ score, count }) => {
  expect(listAnswers(tellLog([said('ana', '2026-11-02T09:00:00Z', { score })]), 'nps')).toHaveLength(count)
})

test.each([
  { days: ['2026-08-01', '2026-10-29'], kept: ['2026-10-29'], why: '89 days: the later one alone' },
  {
    days: ['2026-08-01', '2026-10-30'],
    kept: ['2026-08-01', '2026-10-30'],
    why: '90 civil days, one of 25 hours: both',
  },
  {
    days: ['2026-07-01', '2026-09-01', '2026-11-01'],
    kept: ['2026-07-01', '2026-11-01'],
    why: 'the dropped one drops nobody',
  },
])('of answers on $days count $kept ($why)', ({ days, kept }) => {
  const log = tellLog(
    days.map((day) =>
      said(
        'ana',
        `${day}T10:00:00+01:00`.replace(
          '10:00:00+01:00',
          day < '2026-10-25' ? '10:00:00+02:00' : '10:00:00+01:00',
        ),
        { score: 9 },
      ),
    ),
  )
  const left = keepLatestAnswers(listAnswers(log, 'nps'), 'Europe/Madrid')
  expect(left.map(({ answeredAt }) => new Date(answeredAt).toISOString().slice(0, 10))).toEqual(kept)
})

test('answers of nobody all count', () => {
  expect(keepLatestAnswers([answer(1), answer(2)], 'Europe/Madrid')).toHaveLength(2)
})

test('two ids that turn out to be one person answered once; apart again they answered twice', () => {
  const told = [
    said('ana', '2026-11-02T09:00:00Z', { score: 0 }),
    said('eva', '2026-11-03T09:00:00Z', { score: 10 }),
  ]
  const link: Told = {
    event: 'Identity Linked',
    at: '2026-11-20T09:00:00Z',
    properties: { ids: ['user:ana', 'user:eva'] },
  }
  const unlink: Told = { ...link, event: 'Identity Unlinked', at: '2026-11-21T09:00:00Z' }
  const scores = (more: readonly Told[]) =>
    listCounted(tellLog([...told, ...more]), 'nps', settingsOf()).map(({ score }) => score)
  expect(scores([])).toEqual([0, 10])
  expect(scores([link])).toEqual([10])
  expect(scores([link, unlink])).toEqual([0, 10])
})

test('parts come by channel, by segment and by both, and small segments are withheld', () => {
  const told = Array.from({ length: 11 }, (_, at) =>
    said(`p${at}`, '2026-11-02T09:00:00Z', {
      score: 10,
      about: { channel: at < 8 ? 'store' : 'web' },
      segment: at < 10 ? 'senior' : 'junior',
    }),
  )
  const parts = byChannelAndSegment('nps', listCounted(tellLog(told), 'nps', settingsOf()), {
    measureOf: (answers, leastGroup) =>
      toNps(
        answers.map(({ score }) => score),
        FRAME,
        { leastGroup },
      ).measure,
    leastGroup: 10,
  })
  expect(parts.map(({ breakdown, value }) => [breakdown, value.n, value.status])).toEqual([
    [{}, 11, 'small_n'],
    [{ channel: 'store' }, 8, 'small_n'],
    [{ channel: 'web' }, 3, 'small_n'],
    [{ segment: 'junior' }, 1, 'suppressed'],
    [{ segment: 'senior' }, 10, 'small_n'],
    [{ channel: 'store', segment: 'senior' }, 8, 'suppressed'],
    [{ channel: 'web', segment: 'junior' }, 1, 'suppressed'],
    [{ channel: 'web', segment: 'senior' }, 2, 'suppressed'],
  ])
})

const sent = (user: string, when: string): Told => ({
  event: 'Survey Sent',
  at: when,
  user,
  properties: { metric: 'nps', survey_id: 's' },
})

test.each([
  { told: [], rate: null, open: false, why: 'nothing was sent' },
  { told: [sent('ana', '2026-11-02T09:00:00Z')], rate: 0, open: false, why: 'silence' },
  {
    told: [
      sent('ana', '2026-11-02T09:00:00Z'),
      said('ana', '2026-11-16T08:59:59Z', { survey_id: 's', score: 9 }),
    ],
    rate: 1,
    open: false,
    why: 'within 14 days',
  },
  {
    told: [
      sent('ana', '2026-11-02T09:00:00Z'),
      said('ana', '2026-11-16T09:00:00Z', { survey_id: 's', score: 9 }),
    ],
    rate: 0,
    open: false,
    why: 'too late',
  },
  {
    told: [
      sent('ana', '2026-11-02T09:00:00Z'),
      said('eva', '2026-11-03T09:00:00Z', { survey_id: 's', score: 9 }),
    ],
    rate: 0,
    open: false,
    why: 'somebody else answered',
  },
  {
    told: [
      sent('ana', '2026-11-02T09:00:00Z'),
      sent('ana', '2026-11-04T09:00:00Z'),
      said('ana', '2026-11-05T09:00:00Z', { survey_id: 's', score: 9 }),
    ],
    rate: 0.5,
    open: false,
    why: 'the reminder was answered',
  },
])('response rate $rate ($why)', ({ told, rate }) => {
  const terms = { metric: 'nps', definitionVersion: 'K21.1' } as const
  expect(toResponseRate(tellLog(told), settingsOf(), terms).value).toBe(rate)
})

test('a survey that can still be answered is not counted yet', () => {
  const asOf = Date.parse('2026-11-10T00:00:00Z')
  const told = [
    sent('ana', '2026-11-02T09:00:00Z'),
    said('ana', '2026-11-03T09:00:00Z', { survey_id: 's', score: 9 }),
  ]
  const terms = { metric: 'nps', definitionVersion: 'K21.1' } as const
  expect(toResponseRate(tellLog(told, { asOf }), settingsOf({ asOf }), terms)).toMatchObject({
    n: 0,
    flags: ['no_data', 'immature', 'small_n'],
  })
})

test.each([
  { answers: [], satisfied: null, mean: null, why: 'nobody answered' },
  { answers: [answer(4), answer(5), answer(3), answer(1)], satisfied: 0.5, mean: 3.25, why: '4 and 5 of 5' },
  {
    answers: [answer(9, { scaleMax: 10 }), answer(8, { scaleMax: 10 })],
    satisfied: 0.5,
    mean: 4.333333333333333,
    why: '9 and 10 of 10; the mean on 1 to 5',
  },
  {
    answers: [answer(1, { polarity: 'low-is-good' }), answer(5, { polarity: 'low-is-good' })],
    satisfied: 0.5,
    mean: 3,
    why: 'a school mark: 1 is best',
  },
  {
    answers: [answer(2, { scaleMin: 1, scaleMax: 2 }), answer(1, { scaleMin: 1, scaleMax: 2 })],
    satisfied: 0.5,
    mean: 3,
    why: 'thumbs have one top box',
  },
])('CSAT $satisfied, mean $mean ($why)', ({ answers, satisfied, mean }) => {
  const csat = toCsat(answers, FRAME)
  expect(csat.satisfied.value).toBe(satisfied)
  if (mean === null) expect(csat.mean.value).toBeNull()
  else expect(csat.mean.value).toBeCloseTo(mean, 12)
})

const of7 = (score: number, rest: Partial<Answer> = {}) => answer(score, { scaleMax: 7, ...rest })

test.each([
  { one: of7(7), effort: 0, why: 'CES 2.0: 7 is easiest' },
  { one: of7(1), effort: 100, why: 'hardest' },
  { one: of7(4), effort: 50, why: 'in the middle' },
  { one: answer(5, { polarity: 'low-is-good' }), effort: 100, why: 'CES 1.0: 5 of 5 is most effort' },
  {
    one: answer(10, { scaleMin: 0, scaleMax: 10, polarity: 'low-is-good' }),
    effort: 100,
    why: '10 of 10 is bad',
  },
])('effort $effort ($why)', ({ one, effort }) => {
  expect(toEffort(one)).toBeCloseTo(effort, 12)
})

test('both ways of asking about effort make one figure, and 5 to 7 of 7 are easy', () => {
  const { effort, easy } = toCes([of7(5), of7(4), answer(1, { polarity: 'low-is-good' })], FRAME)
  expect(effort.value).toBeCloseTo((100 / 3 + 50 + 0) / 3, 12)
  expect(easy).toMatchObject({ numerator: 2, denominator: 3 })
})

test('those who work here are never told apart in groups under ten', () => {
  const staff = Array.from({ length: 9 }, () => answer(10, { scaleMin: 0, scaleMax: 10 }))
  expect(toEmployeeNps(staff, FRAME, { leastGroup: 10 })).toMatchObject({
    value: null,
    status: 'suppressed',
    definitionVersion: 'K27.1',
  })
  expect(toEmployeeNps([...staff, staff[0] ?? answer(10)], FRAME, { leastGroup: 10 }).value).toBe(100)
  expect(toAgentEffort(staff, FRAME, { leastGroup: 10 }).status).toBe('suppressed')
  expect(toAgentEffort([], FRAME, { leastGroup: 10 }).status).toBe('no_data')
})
