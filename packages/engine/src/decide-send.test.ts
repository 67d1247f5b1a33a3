import { describe, expect, test } from 'vitest'
import { NO_SEND_RULES } from '@periplo/model'
import type { Condition, ConsentEntry, ConsentState, FrequencyCap, Purpose, SendRules } from '@periplo/model'
import { decideSend } from './decide-send.ts'
import type { SendDecision } from './decide-send.ts'

const WELCOME = { erased: false, suppressed: false, hasAddress: true, zone: 'UTC' }

function line(state: ConsentState, at: number, more: Partial<ConsentEntry> = {}): ConsentEntry {
  return { channel: 'email', purpose: 'marketing', state, at, origin: 'event:1', ...more }
}

const IN_STOCK: Condition = {
  op: 'compare',
  operand: { from: 'trait', path: 'stock' },
  is: 'at-least',
  value: 1,
}

function toAnswer(decision: SendDecision): string {
  return decision.kind === 'refuse' ? decision.reason : decision.kind
}

function decide(
  purpose: Purpose,
  consent: readonly ConsentEntry[],
  person: Partial<typeof WELCOME> = {},
): string {
  const message = { channel: 'email', purpose, sendKey: 'this', journeyId: 'j' } as const
  const asked = {
    message,
    person: { ...WELCOME, ...person },
    consent,
    rules: NO_SEND_RULES,
    slots: [],
    at: 100,
  }
  const decision = decideSend(asked)
  return decision.kind === 'send' ? 'send' : decision.reason
}

describe('the first reason of the order refuses', () => {
  const all = { erased: true, suppressed: true, hasAddress: false }
  test.each([
    { person: all, reason: 'erased' },
    { person: { ...all, erased: false }, reason: 'suppressed' },
    { person: { ...all, erased: false, suppressed: false }, reason: 'consent-denied' },
  ])('$reason', ({ person, reason }) => {
    expect(decide('marketing', [line('denied', 1)], person)).toBe(reason)
    expect(decide('transactional', [line('denied', 1, { purpose: 'transactional' })], person)).toBe(reason)
  })

  test.each([
    { traits: {}, reason: 'not-eligible', why: 'unknown is not yes' },
    { traits: { stock: 0 }, reason: 'not-eligible', why: 'sold out' },
    { traits: { stock: 1 }, reason: 'hold', why: 'only then the hour is asked' },
  ])('after consent and before quiet hours, the guard of the node: $reason ($why)', ({ traits, reason }) => {
    const scope = { person: { traits, zone: 'UTC', recent: [], consent: [] }, at: 100 }
    const asked = (purpose: Purpose, consent: readonly ConsentEntry[], person = WELCOME) =>
      toAnswer(
        decideSend({
          message: { channel: 'email', purpose, sendKey: 'this', journeyId: 'j' },
          person,
          consent,
          guard: { condition: IN_STOCK, scope },
          rules: { channels: { email: { quietHours: { fromMinute: 0, untilMinute: 60 } } } },
          slots: [],
          at: 100,
        }),
      )
    expect(asked('marketing', [line('granted', 1)])).toBe(reason)
    expect(asked('transactional', [])).toBe(reason === 'hold' ? 'send' : reason)
    expect(asked('marketing', [])).toBe('consent-unknown')
    expect(asked('transactional', [], { ...WELCOME, hasAddress: false })).toBe('no-address')
  })

  test('no-address comes after consent', () => {
    expect(decide('marketing', [], { hasAddress: false })).toBe('consent-unknown')
    expect(decide('marketing', [line('granted', 1)], { hasAddress: false })).toBe('no-address')
  })
})

test.each([
  { purpose: 'marketing', consent: [], answer: 'consent-unknown', why: 'marketing needs a yes' },
  { purpose: 'marketing', consent: [line('granted', 1)], answer: 'send', why: 'a yes' },
  {
    purpose: 'marketing',
    consent: [line('unknown', 1)],
    answer: 'consent-unknown',
    why: 'taken back to unknown',
  },
  {
    purpose: 'marketing',
    consent: [line('granted', 1), line('denied', 2)],
    answer: 'consent-denied',
    why: 'the latest holds',
  },
  {
    purpose: 'marketing',
    consent: [line('denied', 2), line('granted', 1)],
    answer: 'consent-denied',
    why: 'whatever the order of the lines',
  },
  {
    purpose: 'marketing',
    consent: [line('denied', 1), line('granted', 1)],
    answer: 'send',
    why: 'of one instant the later line',
  },
  {
    purpose: 'marketing',
    consent: [line('granted', 1), line('denied', 101)],
    answer: 'send',
    why: 'a later no does not hold yet',
  },
  {
    purpose: 'marketing',
    consent: [line('granted', 100)],
    answer: 'send',
    why: 'a yes of this instant holds',
  },
  {
    purpose: 'marketing',
    consent: [line('granted', 1, { channel: 'sms' })],
    answer: 'consent-unknown',
    why: 'another channel',
  },
  {
    purpose: 'marketing',
    consent: [line('granted', 1, { purpose: 'transactional' })],
    answer: 'consent-unknown',
    why: 'another purpose',
  },
  { purpose: 'transactional', consent: [], answer: 'send', why: 'needs no yes' },
  {
    purpose: 'transactional',
    consent: [line('denied', 1)],
    answer: 'send',
    why: 'a no to marketing is no no to this',
  },
  {
    purpose: 'transactional',
    consent: [line('denied', 1, { purpose: 'transactional' })],
    answer: 'consent-denied',
    why: 'a no to this',
  },
] as const)('$purpose: $answer ($why)', ({ purpose, consent, answer }) => {
  expect(decide(purpose, consent)).toBe(answer)
})

describe('quiet hours hold marketing until they end in the zone of the person', () => {
  const NIGHT: SendRules = { channels: { email: { quietHours: { fromMinute: 1_320, untilMinute: 480 } } } }
  const hold = (until: string) => ({ kind: 'hold', reason: 'quiet-hours', until: Date.parse(until) })
  const refuse = (reason: string) => ({ kind: 'refuse', reason })
  const yes = line('granted', 1)
  test.each([
    { at: '2026-03-02T23:00:00Z', is: hold('2026-03-03T08:00:00Z'), why: 'at night' },
    { at: '2026-03-03T08:00:00Z', is: { kind: 'send' }, why: 'in the morning' },
    { at: '2026-03-02T23:00:00Z', zone: 'America/New_York', is: { kind: 'send' }, why: 'it is 18:00 there' },
    {
      at: '2026-03-02T17:30:00Z',
      zone: 'Asia/Kathmandu',
      is: hold('2026-03-03T02:15:00Z'),
      why: '23:15 there',
    },
    {
      at: '2026-03-02T23:00:00Z',
      zone: 'Mars/Olympus',
      is: hold('2026-03-03T08:00:00Z'),
      why: 'no zone is UTC',
    },
    {
      at: '2026-03-02T23:00:00Z',
      purpose: 'transactional',
      is: { kind: 'send' },
      why: 'a receipt is awaited',
    },
    { at: '2026-03-02T23:00:00Z', consent: [], is: refuse('consent-unknown'), why: 'nothing to hold' },
    { at: '2026-03-02T23:00:00Z', hasAddress: false, is: refuse('no-address'), why: 'nowhere to go' },
    { at: '2026-03-02T23:00:00Z', rules: NO_SEND_RULES, is: { kind: 'send' }, why: 'no such rule' },
  ] as const)('at $at: $is ($why)', ({ at, is, ...more }) => {
    const {
      zone = 'UTC',
      purpose = 'marketing',
      consent = [yes],
      hasAddress = true,
      rules = NIGHT,
    } = {
      zone: undefined,
      purpose: undefined,
      consent: undefined,
      hasAddress: undefined,
      rules: undefined,
      ...more,
    }
    const person = { ...WELCOME, zone, hasAddress }
    const message = { channel: 'email', purpose, sendKey: 'this', journeyId: 'j' } as const
    expect(decideSend({ message, person, consent, rules, slots: [], at: Date.parse(at) })).toEqual(is)
  })
})

describe('caps refuse marketing beyond what a person gets of all journeys', () => {
  const DAILY: FrequencyCap = { most: 2, within: { amount: 1, unit: 'days' } }
  const WEEKLY: FrequencyCap = { most: 3, within: { amount: 7, unit: 'days' } }
  const HOURLY: FrequencyCap = { most: 1, within: { amount: 4, unit: 'hours' } }
  const NOON = '2026-03-29T12:00:00Z'
  test.each([
    { caps: [], sent: [NOON, NOON, NOON], is: 'send', why: 'nothing is too much' },
    { caps: [DAILY], sent: ['2026-03-29T11:00:00Z'], is: 'send', why: 'one of two' },
    {
      caps: [DAILY],
      sent: ['2026-03-29T09:00:00Z', '2026-03-29T11:00:00Z'],
      is: 'capped',
      why: 'two of two',
    },
    { caps: [DAILY], sent: ['2026-03-28T12:00:00Z', NOON], is: 'send', why: 'a day ago is over' },
    { caps: [DAILY], sent: ['2026-03-28T12:00:01Z', NOON], is: 'capped', why: 'a second less is not' },
    {
      caps: [DAILY],
      zone: 'Europe/Madrid',
      sent: ['2026-03-28T12:30:00Z', NOON],
      is: 'send',
      why: 'a day of 23 hours is over',
    },
    {
      caps: [DAILY],
      zone: 'Europe/Madrid',
      sent: ['2026-03-28T13:00:01Z', NOON],
      is: 'capped',
      why: 'and a second less is not',
    },
    {
      caps: [HOURLY],
      zone: 'Asia/Kathmandu',
      sent: ['2026-03-29T08:00:00Z'],
      is: 'send',
      why: 'hours are exact',
    },
    {
      caps: [DAILY, WEEKLY],
      sent: ['2026-03-23T12:00:00Z', '2026-03-25T12:00:00Z', NOON],
      is: 'capped',
      why: 'one of several',
    },
    { caps: [HOURLY], sent: ['2026-03-29T12:00:01Z'], is: 'capped', why: 'by a clock a little ahead' },
    { caps: [HOURLY], purpose: 'transactional', sent: [NOON], is: 'send', why: 'a receipt is awaited' },
    {
      caps: [HOURLY],
      sent: [NOON],
      sendKey: 'sent-0',
      is: 'send',
      why: 'it is the same message, tried again',
    },
    { caps: [HOURLY], zone: 'Mars/Olympus', sent: [NOON], is: 'capped', why: 'no zone is UTC' },
  ] as const)('$is ($why)', ({ caps, sent, is, ...more }) => {
    const { zone, purpose, sendKey } = {
      zone: 'UTC',
      purpose: 'marketing' as const,
      sendKey: 'this',
      ...more,
    }
    const slots = sent.map((at, index) => ({ sendKey: `sent-${index}`, at: Date.parse(at) }))
    const decision = decideSend({
      message: { channel: 'email', purpose, sendKey, journeyId: 'j' },
      person: { ...WELCOME, zone },
      consent: [line('granted', 1)],
      rules: { channels: { email: { caps: [...caps] } } },
      slots,
      at: Date.parse(NOON),
    })
    expect(decision).toEqual(is === 'send' ? { kind: 'send' } : { kind: 'refuse', reason: 'frequency-cap' })
  })

  test('a message that is held takes no part yet: it is counted when it leaves', () => {
    const quietHours = { fromMinute: 600, untilMinute: 840 }
    const decision = decideSend({
      message: { channel: 'email', purpose: 'marketing', sendKey: 'this', journeyId: 'j' },
      person: WELCOME,
      consent: [line('granted', 1)],
      rules: { channels: { email: { quietHours, caps: [HOURLY] } } },
      slots: [{ sendKey: 'other', at: Date.parse(NOON) }],
      at: Date.parse(NOON),
    })
    expect(decision).toMatchObject({ kind: 'hold' })
  })
})

describe('a cap keeps room for important journeys', () => {
  const NOON = Date.parse('2026-03-02T12:00:00Z')
  const cap = (most: number, kept: number): FrequencyCap => ({
    most,
    kept,
    within: { amount: 7, unit: 'days' },
  })
  test.each([
    { cap: cap(3, 1), sent: '', small: 'send', great: 'send', why: 'nothing yet' },
    { cap: cap(3, 1), sent: 's', small: 'send', great: 'send', why: 'one of two' },
    { cap: cap(3, 1), sent: 'ss', small: 'frequency-cap', great: 'send', why: 'the third is kept' },
    { cap: cap(3, 1), sent: 'sg', small: 'send', great: 'send', why: 'the kept one is used' },
    { cap: cap(3, 1), sent: 'gg', small: 'send', great: 'send', why: 'the great may use all, and did not' },
    { cap: cap(3, 1), sent: 'ssg', small: 'frequency-cap', great: 'frequency-cap', why: 'full' },
    { cap: cap(3, 1), sent: 'ggg', small: 'frequency-cap', great: 'frequency-cap', why: 'full of the great' },
    { cap: cap(2, 0), sent: 's', small: 'send', great: 'send', why: 'nothing is kept' },
    { cap: cap(2, 0), sent: 'ss', small: 'frequency-cap', great: 'frequency-cap', why: 'so nothing is left' },
  ] as const)('after "$sent": small $small, great $great ($why)', ({ cap, sent, small, great }) => {
    const slots = Array.from(sent).map((kind, at) => ({
      sendKey: `${at}`,
      at: NOON - at,
      important: kind === 'g',
    }))
    const decideFor = (journeyId: string): string => {
      const decision = decideSend({
        message: { channel: 'email', purpose: 'marketing', sendKey: 'this', journeyId },
        person: WELCOME,
        consent: [line('granted', 1)],
        rules: { channels: { email: { caps: [cap] } }, important: ['great'] },
        slots,
        at: NOON,
      })
      return decision.kind === 'refuse' ? decision.reason : decision.kind
    }
    expect([decideFor('small'), decideFor('great')]).toEqual([small, great])
  })
})
