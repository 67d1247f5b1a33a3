import { describe, expect, test } from 'vitest'
import type { ConsentEntry, ConsentState, Purpose } from '@periplo/model'
import { decideSend } from './decide-send.ts'

const WELCOME = { erased: false, suppressed: false, hasAddress: true }

function line(state: ConsentState, at: number, more: Partial<ConsentEntry> = {}): ConsentEntry {
  return { channel: 'email', purpose: 'marketing', state, at, origin: 'event:1', ...more }
}

function decide(
  purpose: Purpose,
  consent: readonly ConsentEntry[],
  person: Partial<typeof WELCOME> = {},
): string {
  const message = { channel: 'email', purpose } as const
  const decision = decideSend({ message, person: { ...WELCOME, ...person }, consent, at: 100 })
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
