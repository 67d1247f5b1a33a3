import { expect, test } from 'vitest'
import type { JsonObject } from '@periplo/model'
import { at } from '../testing/sample-journey.ts'
import { settingsOf, tellLog } from '../testing/tell-log.ts'
import type { Told } from '../testing/tell-log.ts'
import {
  linkEfforts,
  toResolutionRoutes,
  toRoute,
  toStructuralEffort,
} from '../voice/k24-resolution-routes.ts'
import { listAnswers } from '../voice/answers.ts'
import { listCalls } from './calls.ts'
import { toCases } from './cases.ts'
import {
  toCaseHistory,
  toFirstContactResolution,
  toGrossFirstContactResolution,
} from './k28-first-contact-resolution.ts'
import { findFinalClose, toTimeToResolve } from './k29-time-to-resolve.ts'
import { toAbandonment, toFirstResponse, toQueueWait } from './k30-waiting.ts'
import { countReturns, toPingPong, toTransfersPerCase } from './k31-transfers.ts'
import { toJaccard, toRepeatMoments, toRepeatRate, toRepeatsPerCase } from './k32-repeat-moments.ts'
import { toChatFallback, toContainment } from './k33-containment.ts'

const ZONE = 'Europe/Madrid'
const HOUR = 3_600_000
const told = (event: string, when: string, properties: JsonObject = {}): Told => ({
  event,
  at: when,
  user: 'ana',
  channel: 'chat_human',
  properties: { issue_id: 'c', ...properties },
})
const OPENED = told('Case Opened', '2026-11-02T09:00:00Z')
const again = (when: string, properties: JsonObject = {}, rest: Partial<Told> = {}) => ({
  ...told('Case Contacted', when, properties),
  ...rest,
})
const closed = (when: string, properties: JsonObject = {}) => told('Case Resolved', when, properties)
const reopened = (when: string) => told('Case Reopened', when)
const casesOf = (story: readonly Told[], asOf = settingsOf().asOf) => toCases(tellLog(story, { asOf }), ZONE)

test.each([
  { story: [], contacts: [], why: 'nothing' },
  { story: [closed('2026-11-02T09:00:00Z')], contacts: [], why: 'a case nobody turned to us about is none' },
  { story: [OPENED, again('2026-11-02T10:00:00Z')], contacts: [2], why: 'one id, one case' },
  {
    story: [OPENED, again('2026-11-02T10:00:00Z', { direction: 'outbound' })],
    contacts: [1],
    why: 'our answer is no contact',
  },
  {
    story: [
      told('Case Opened', '2026-11-02T09:00:00Z', { interaction_id: 'i' }),
      again('2026-11-02T09:20:00Z', { interaction_id: 'i' }),
    ],
    contacts: [1],
    why: 'two events of one talk are one contact',
  },
  {
    story: [
      told('Case Opened', '2026-11-02T09:00:00Z', { issue_id: null, topic: 'Delivery' }),
      again('2026-11-09T09:00:00Z', { issue_id: null, topic: 'delivery' }),
    ],
    contacts: [2],
    why: 'one person and topic, seven days apart',
  },
  {
    story: [
      told('Case Opened', '2026-11-02T09:00:00Z', { issue_id: null, topic: 'delivery' }),
      again('2026-11-09T09:00:01Z', { issue_id: null, topic: 'delivery' }),
    ],
    contacts: [1, 1],
    why: 'a second later it is another matter',
  },
  {
    story: [
      told('Case Opened', '2026-11-02T09:00:00Z', { issue_id: null }),
      again('2026-11-02T10:00:00Z', { issue_id: null }),
    ],
    contacts: [1, 1],
    why: 'without a topic nothing says they belong together',
  },
])('cases of $contacts contacts ($why)', ({ story, contacts }) => {
  expect(casesOf(story).map((one) => one.contacts.length)).toEqual(contacts)
})

const firstContact = (story: readonly Told[], asOf = settingsOf().asOf) => {
  const cases = casesOf(story, asOf)
  return toFirstContactResolution(cases.slice(0, 1), toCaseHistory(cases), settingsOf({ asOf }))
}
const other = (when: string, topic: string): Told => ({
  ...told('Case Opened', when, { issue_id: 'd', topic }),
  channel: 'call_center_in',
})
const about = told('Case Opened', '2026-11-02T09:00:00Z', { topic: 'bill' })

test.each([
  { story: [OPENED, closed('2026-11-02T09:10:00Z')], rate: 1, why: 'one contact, closed' },
  { story: [OPENED], rate: 0, why: 'never closed' },
  { story: [OPENED, closed('2026-11-09T09:00:00Z')], rate: 0, why: 'closed when the 7 days were over' },
  {
    story: [OPENED, again('2026-11-03T09:00:00Z'), closed('2026-11-03T09:10:00Z')],
    rate: 0,
    why: 'a second contact',
  },
  {
    story: [OPENED, told('Case Transferred', '2026-11-02T09:05:00Z'), closed('2026-11-02T09:10:00Z')],
    rate: 0,
    why: 'handed on',
  },
  {
    story: [OPENED, closed('2026-11-02T09:10:00Z'), reopened('2026-11-09T08:59:00Z')],
    rate: 0,
    why: 'reopened within 7 days',
  },
  {
    story: [OPENED, closed('2026-11-02T09:10:00Z'), reopened('2026-11-09T09:00:00Z')],
    rate: 1,
    why: 'reopened later',
  },
  {
    story: [about, closed('2026-11-02T09:10:00Z'), other('2026-11-05T09:00:00Z', 'bill')],
    rate: 0,
    why: 'came back by telephone on the same topic',
  },
  {
    story: [about, closed('2026-11-02T09:10:00Z'), other('2026-11-05T09:00:00Z', 'delivery')],
    rate: 1,
    why: 'on another topic',
  },
  {
    story: [about, closed('2026-11-02T09:10:00Z'), other('2026-11-09T09:00:00Z', 'bill')],
    rate: 1,
    why: 'after 7 days',
  },
])('first contact resolution $rate ($why)', ({ story, rate }) => {
  expect(firstContact(story).value).toBe(rate)
})

test('seven civil days are an hour longer where clocks go back', () => {
  const opened = told('Case Opened', '2026-10-20T08:00:00Z')
  const story = (when: string) => [opened, closed('2026-10-20T08:10:00Z'), again(when)]
  expect(firstContact(story('2026-10-27T08:30:00Z')).value).toBe(0)
  expect(firstContact(story('2026-10-27T09:00:00Z')).value).toBe(1)
})

test('a case is left out until its 7 days are over, whatever became of it', () => {
  const asOf = at('2026-11-05T00:00:00Z')
  expect(firstContact([OPENED, again('2026-11-03T09:00:00Z')], asOf)).toMatchObject({
    n: 0,
    status: 'no_data',
    flags: ['no_data', 'immature', 'small_n'],
  })
})

test('what agents say is told apart from what happened', () => {
  const cases = casesOf([
    OPENED,
    closed('2026-11-02T09:10:00Z', { first_contact: true }),
    again('2026-11-03T09:00:00Z'),
  ])
  expect(toGrossFirstContactResolution(cases, settingsOf()).value).toBe(1)
  expect(toFirstContactResolution(cases, toCaseHistory(cases), settingsOf()).value).toBe(0)
})

test.each([
  { story: [OPENED], close: null, why: 'open' },
  { story: [OPENED, closed('2026-11-02T12:00:00Z')], close: '2026-11-02T12:00:00Z', why: 'closed' },
  {
    story: [
      OPENED,
      closed('2026-11-02T12:00:00Z'),
      reopened('2026-11-09T12:00:00Z'),
      closed('2026-11-10T12:00:00Z'),
    ],
    close: '2026-11-10T12:00:00Z',
    why: 'reopened on the seventh day: the clock went on',
  },
  {
    story: [
      OPENED,
      closed('2026-11-02T12:00:00Z'),
      reopened('2026-11-09T12:00:01Z'),
      closed('2026-11-10T12:00:00Z'),
    ],
    close: '2026-11-02T12:00:00Z',
    why: 'reopened later: it had been closed',
  },
  {
    story: [OPENED, closed('2026-11-02T12:00:00Z'), reopened('2026-11-03T12:00:00Z')],
    close: null,
    why: 'open again',
  },
])('final close $close ($why)', ({ story, close }) => {
  const [one] = casesOf(story)
  expect(one && findFinalClose(one, ZONE)).toBe(close === null ? null : at(close))
})

const lasting = (id: string, hours: number | null): readonly Told[] => [
  told('Case Opened', '2026-11-02T00:00:00Z', { issue_id: id }),
  ...(hours === null
    ? []
    : [
        told('Case Resolved', new Date(at('2026-11-02T00:00:00Z') + hours * HOUR).toISOString(), {
          issue_id: id,
        }),
      ]),
]

test.each([
  { hours: [1, 2, 3], median: 2, p90: 3, why: 'all closed: the middle one' },
  {
    hours: [1, 2, null, null],
    median: 2,
    p90: null,
    why: 'S falls to ¾ and ½; nine in ten are not in sight',
  },
  { hours: [1, null, null], median: null, p90: null, why: 'half is not in sight' },
  { hours: [], median: null, p90: null, why: 'no case' },
])('time to resolve of $hours h: median $median, p90 $p90 ($why)', ({ hours, median, p90 }) => {
  const cases = casesOf(hours.flatMap((each, id) => lasting(`c${id}`, each)))
  const found = toTimeToResolve(cases, 'counted', settingsOf())
  expect(found.median.value).toBe(median === null ? null : median * HOUR)
  expect(found.p90.value).toBe(p90 === null ? null : p90 * HOUR)
})

test('an open case counts as lasting at least as long as it has, up to asOf', () => {
  const cases = casesOf(
    [...lasting('a', 10), ...lasting('b', 20), ...lasting('c', null)],
    at('2026-11-02T15:00:00Z'),
  )
  const found = toTimeToResolve(cases, 'counted', settingsOf({ asOf: at('2026-11-02T15:00:00Z') }))
  expect(found.median).toMatchObject({ value: null, status: 'immature', numerator: 1, n: 3 })
})

test('the time we waited for the customer can be left out', () => {
  const story = [
    OPENED,
    again('2026-11-02T10:00:00Z', { direction: 'outbound', pending_customer: true }),
    again('2026-11-02T15:00:00Z'),
    closed('2026-11-02T16:00:00Z'),
  ]
  const [counted, working] = (['counted', 'left-out'] as const).map(
    (pending) => toTimeToResolve(casesOf(story), pending, settingsOf()).median.value,
  )
  expect([counted, working]).toEqual([7 * HOUR, 2 * HOUR])
})

test.each([
  {
    story: [OPENED, again('2026-11-02T11:00:00Z', { direction: 'outbound' })],
    hours: 2,
    why: 'our first answer',
  },
  {
    story: [told('Case Opened', '2026-11-02T09:00:00Z', { agent_id: 'x', wait_s: 1800 })],
    hours: 0.5,
    why: 'an agent took it after the wait',
  },
  { story: [OPENED, closed('2026-11-02T12:00:00Z')], hours: 3, why: 'closing is an answer' },
  { story: [OPENED], hours: null, why: 'still waiting' },
])('first response after $hours h ($why)', ({ story, hours }) => {
  expect(toFirstResponse(casesOf(story), settingsOf()).value).toBe(hours === null ? null : hours * HOUR)
})

const call = (event: string, when: string, properties: JsonObject) =>
  told(event, when, { queue: 'sales', ...properties })

test('calls wait, are answered or given up, once each', () => {
  const story = [
    call('Call Offered', '2026-11-02T09:00:00Z', { call_id: 'a' }),
    call('Call Answered', '2026-11-02T09:01:00Z', { call_id: 'a' }),
    call('Call Offered', '2026-11-02T09:00:00Z', { call_id: 'b' }),
    call('Call Abandoned', '2026-11-02T09:05:00Z', { call_id: 'b', wait_s: 300 }),
    call('Call Answered', '2026-11-02T09:00:00Z', { call_id: 'c', wait_s: 30 }),
    call('Call Offered', '2026-11-02T09:00:00Z', { call_id: 'd' }),
  ]
  const calls = listCalls(tellLog(story))
  expect(calls.map(({ outcome, waitMs }) => [outcome, waitMs])).toEqual([
    ['answered', 60_000],
    ['abandoned', 300_000],
    ['answered', 30_000],
    ['unknown', null],
  ])
  expect(toQueueWait(calls, settingsOf())).toMatchObject({ value: 45_000, n: 2 })
  expect(toAbandonment(calls, settingsOf())).toMatchObject({
    numerator: 1,
    denominator: 3,
    flags: ['small_n'],
  })
  const soon = settingsOf({ asOf: at('2026-11-02T10:00:00Z') })
  expect(toAbandonment(calls, soon).flags).toContain('immature')
  expect(toAbandonment([], settingsOf()).status).toBe('no_data')
})

const handed = (...ways: readonly string[]) =>
  ways.map((way) => ({ at: 0, between: 'agents' as const, from: way[0] ?? null, to: way[1] ?? null }))

test.each([
  { ways: [], returns: 0, why: 'never handed on' },
  { ways: ['ab', 'bc'], returns: 0, why: 'onwards' },
  { ways: ['ab', 'ba'], returns: 1, why: 'back to the first' },
  { ways: ['ab', 'bc', 'cb', 'ba'], returns: 2, why: 'back twice' },
])('$ways is $returns returns ($why)', ({ ways, returns }) => {
  expect(countReturns(handed(...ways))).toBe(returns)
})

test('handovers are counted per case, ping-pong among cases handed on', () => {
  const on = (id: string, from: string, to: string) =>
    told('Case Transferred', '2026-11-02T10:00:00Z', { issue_id: id, from, to })
  const story = [
    ...['c', 'd', 'e'].map((id) => told('Case Opened', '2026-11-02T09:00:00Z', { issue_id: id })),
    on('c', 'ana', 'luis'),
    on('c', 'luis', 'ana'),
    on('d', 'ana', 'luis'),
  ]
  expect(toTransfersPerCase(casesOf(story), settingsOf())).toMatchObject({ value: 1, numerator: 3, n: 3 })
  expect(toPingPong(casesOf(story), settingsOf())).toMatchObject({ numerator: 1, denominator: 2 })
  expect(toPingPong([], settingsOf()).status).toBe('no_data')
})

test.each([
  { a: 'my parcel is lost', b: 'My parcel is LOST!', jaccard: 1, why: 'case and marks do not matter' },
  { a: 'no llegó mi paquete', b: 'no llego mi paquete azul', jaccard: 0.8, why: '4 words in both of 5' },
  { a: 'my parcel is lost', b: 'my bill is wrong', jaccard: 1 / 3, why: '2 of 6' },
  { a: '', b: '', jaccard: 0, why: 'nothing is alike' },
])('"$a" and "$b" are $jaccard alike ($why)', ({ a, b, jaccard }) => {
  expect(toJaccard(a, b)).toBeCloseTo(jaccard, 12)
})

const asked = (field: string, when: string, event = 'Info Requested') => told(event, when, { field })

test.each([
  { story: [OPENED, asked('email', '2026-11-02T09:01:00Z')], moments: [0, 0, 0], why: 'asked once' },
  {
    story: [OPENED, asked('email', '2026-11-02T09:01:00Z'), asked('email', '2026-11-02T09:09:00Z')],
    moments: [1, 0, 0],
    why: 'the same field twice',
  },
  {
    story: [OPENED, asked('email', '2026-11-02T09:01:00Z', 'Info Requested Again')],
    moments: [1, 0, 0],
    why: 'marked as a repeat',
  },
  {
    story: [OPENED, again('2026-11-03T09:00:00Z', { context_transferred: false })],
    moments: [0, 1, 0],
    why: 'what was known did not come along',
  },
  {
    story: [
      told('Case Opened', '2026-11-02T09:00:00Z', { statement: 'no llegó mi paquete' }),
      again('2026-11-03T09:00:00Z', { statement: 'no llegó mi paquete azul' }),
    ],
    moments: [0, 0, 1],
    why: 'told again',
  },
  {
    story: [
      told('Case Opened', '2026-11-02T09:00:00Z', { statement: 'no llegó mi paquete' }),
      again('2026-11-03T09:00:00Z', { statement: 'no llegó mi paquete', context_transferred: false }),
    ],
    moments: [0, 1, 0],
    why: 'told again for want of context is one moment, not two',
  },
])('repeat moments $moments ($why)', ({ story, moments }) => {
  const found = casesOf(story).map(toRepeatMoments)
  const counts = found.map(({ askedAgain, withoutContext, toldAgain }) => [
    askedAgain,
    withoutContext,
    toldAgain,
  ])
  expect(counts).toEqual([moments])
})

test('the rate is over cases with two contacts, the count over all', () => {
  const id = (issue_id: string) => ({ issue_id })
  const story = [
    told('Case Opened', '2026-11-02T09:00:00Z', id('c')),
    again('2026-11-03T09:00:00Z', { ...id('c'), context_transferred: false }),
    told('Case Opened', '2026-11-02T09:00:00Z', id('d')),
    again('2026-11-03T09:00:00Z', id('d')),
    told('Case Opened', '2026-11-02T09:00:00Z', id('e')),
    told('Info Requested Again', '2026-11-02T09:05:00Z', id('e')),
  ]
  expect(toRepeatRate(casesOf(story), settingsOf())).toMatchObject({ numerator: 1, denominator: 2 })
  expect(toRepeatsPerCase(casesOf(story), settingsOf()).value).toBeCloseTo(2 / 3, 12)
})

const bot: Told = { ...told('Case Opened', '2026-11-02T09:00:00Z'), channel: 'chatbot' }

test.each([
  { story: [bot], rate: 1, why: 'nobody else was needed' },
  { story: [bot, told('Bot Handoff', '2026-11-02T09:05:00Z')], rate: 0, why: 'handed over' },
  {
    story: [bot, again('2026-11-03T09:00:00Z', {}, { channel: 'call_center_in' })],
    rate: 0,
    why: 'called 24 hours later',
  },
  {
    story: [bot, again('2026-11-03T09:00:00.001Z', {}, { channel: 'call_center_in' })],
    rate: 1,
    why: 'a moment after the 24 hours',
  },
  {
    story: [
      bot,
      again('2026-11-03T08:00:00Z', {}, { channel: 'chatbot' }),
      again('2026-11-04T07:00:00Z', {}, { channel: 'email' }),
    ],
    rate: 0,
    why: 'counted from the last word with the bot',
  },
  { story: [OPENED], rate: null, why: 'it did not begin with the bot' },
])('containment $rate ($why)', ({ story, rate }) => {
  expect(toContainment(casesOf(story), settingsOf()).value).toBe(rate)
})

test.each([
  {
    story: [OPENED, again('2026-11-02T20:00:00Z', {}, { channel: 'call_center_in' })],
    rate: 1,
    why: 'called the same day',
  },
  {
    story: [OPENED, again('2026-11-04T09:00:00Z', {}, { channel: 'call_center_in' })],
    rate: 0,
    why: 'two days later',
  },
  {
    story: [again('2026-11-01T09:00:00Z', {}, { channel: 'call_center_in' }), OPENED],
    rate: 0,
    why: 'called before the chat',
  },
])('chat to telephone $rate ($why)', ({ story, rate }) => {
  expect(toChatFallback(casesOf(story), settingsOf()).value).toBe(rate)
})

test('a route is the channels in order, and its effort what it asked of the customer', () => {
  const story: readonly Told[] = [
    { ...told('Case Opened', '2026-11-02T09:00:00Z'), channel: 'web' },
    again('2026-11-02T10:00:00Z', {}, { channel: 'web' }),
    again('2026-11-02T11:00:00Z', { context_transferred: false }, { channel: 'call_center_in' }),
    told('Case Transferred', '2026-11-02T11:05:00Z', { from: 'a', to: 'b' }),
  ]
  const [one] = casesOf(story)
  expect(one && toRoute(one)).toEqual(['web', 'call_center_in'])
  expect(one && toStructuralEffort(one)).toBe(3 + 1 + 1 + 1)
})

test('told effort is shown from 30 answers on; before, what is counted stands in and says so', () => {
  const story = (count: number) => [
    OPENED,
    ...Array.from({ length: count }, (_, person) => ({
      ...told('Survey Answered', '2026-11-03T09:00:00Z', {
        metric: 'ces',
        score: 4,
        about: { issue_id: 'c' },
      }),
      user: `p${person}`,
    })),
  ]
  const routesOf = (count: number) => {
    const log = tellLog(story(count))
    return toResolutionRoutes(toCases(log, ZONE), listAnswers(log, 'ces'), settingsOf())
  }
  expect(routesOf(29)).toMatchObject([
    { route: 'chat_human', cases: 1, effort: null, structural: { value: 1, status: 'estimated' } },
  ])
  expect(routesOf(30)).toMatchObject([
    { effort: { value: 50, n: 30, status: 'ok' }, structural: { status: 'small_n' } },
  ])
})

test('told and counted effort go together where they do', () => {
  const story = ['1', '2', '3', '4'].flatMap((id) => [
    told('Case Opened', '2026-11-02T09:00:00Z', { issue_id: id }),
    ...Array.from({ length: Number(id) }, (_, more) =>
      again(`2026-11-0${more + 3}T09:00:00Z`, { issue_id: id }),
    ),
    told('Survey Answered', '2026-11-09T09:00:00Z', {
      metric: 'ces',
      score: 7 - Number(id),
      about: { issue_id: id },
    }),
  ])
  const log = tellLog(story)
  const cases = toCases(log, ZONE)
  expect(linkEfforts(cases, listAnswers(log, 'ces')).correlation).toBeCloseTo(1, 12)
  expect(linkEfforts(cases.slice(0, 2), listAnswers(log, 'ces'))).toEqual({ correlation: null, cases: 2 })
})
