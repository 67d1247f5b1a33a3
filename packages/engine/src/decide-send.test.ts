import { describe, expect, test } from 'vitest'
import { NO_SEND_RULES } from '@periplo/model'
import type { ConsentEntry, ConsentState, Purpose, SendRules } from '@periplo/model'
import { decideSend } from './decide-send.ts'

const WELCOME = { erased: false, suppressed: false, hasAddress: true, zone: 'UTC' }

function line(state: ConsentState, at: number, more: Partial<ConsentEntry> = {}): ConsentEntry {
  return { channel: 'email', purpose: 'marketing', state, at, origin: 'event:1', ...more }
}

function decide(
  purpose: Purpose,
  consent: readonly ConsentEntry[],
  person: Partial<typeof WELCOME> = {},
): string {
  const message = { channel: 'email', purpose } as const
  const asked = { message, person: { ...WELCOME, ...person }, consent, rules: NO_SEND_RULES, at: 100 }
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

  test('no-address comes last', () => {
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
    const message = { channel: 'email', purpose } as const
    expect(decideSend({ message, person, consent, rules, at: Date.parse(at) })).toEqual(is)
  })
})
