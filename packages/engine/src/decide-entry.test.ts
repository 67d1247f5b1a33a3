import { describe, expect, test } from 'vitest'
import type { JourneySettings } from '@periplo/model'
import { decideEntry } from './decide-entry.ts'
import type { EntryRecord } from './decide-entry.ts'
import { DAY, NOON, toEvent, toJourney, toPerson } from './testing/build-journey.ts'
import type { Sketch } from './testing/build-journey.ts'

const CART: Sketch = { id: 'cart', kind: 'event-entry', event: 'Cart Updated' }
const VIP: Sketch = {
  id: 'vip',
  kind: 'event-entry',
  event: 'Cart Updated',
  filter: { op: 'compare', operand: { from: 'trait', path: 'plan' }, is: 'equals', value: 'vip' },
}

function toEntryJourney(settings: Partial<JourneySettings> = {}, entries: readonly Sketch[] = [CART]) {
  const edges = entries.map(({ id }) => `${id}>out`)
  return toJourney({ nodes: [...entries, { id: 'out', kind: 'exit' }], edges, settings })
}

function toRecord(given: Partial<EntryRecord> = {}): EntryRecord {
  const ended = {
    enrollmentId: 'e',
    correlation: '',
    entryNumber: 1,
    status: 'ended',
    endedAt: NOON,
  } as const
  return { ...ended, ...given }
}

const ACTIVE = toRecord({ status: 'active', endedAt: null })
const COOL_DOWN = { mode: 'cool-down', coolDown: { amount: 1, unit: 'days' } } as const

describe('re-entry', () => {
  test.each([
    { mode: { mode: 'never' }, history: [], later: 0, answer: 'enter', why: 'the first time' },
    { mode: { mode: 'never' }, history: [toRecord()], later: DAY, answer: 'once-only', why: 'been here' },
    { mode: { mode: 'never' }, history: [ACTIVE], later: 0, answer: 'once-only', why: 'is here' },
    {
      mode: { mode: 'after-exit' },
      history: [ACTIVE],
      later: 0,
      answer: 'already-inside',
      why: 'one at a time',
    },
    { mode: { mode: 'after-exit' }, history: [toRecord()], later: 0, answer: 'enter', why: 'it is over' },
    { mode: COOL_DOWN, history: [ACTIVE], later: 9 * DAY, answer: 'already-inside', why: 'one at a time' },
    {
      mode: COOL_DOWN,
      history: [toRecord()],
      later: DAY - 1,
      answer: 'cooling-down',
      why: 'a moment too early',
    },
    { mode: COOL_DOWN, history: [toRecord()], later: DAY, answer: 'enter', why: 'the first moment' },
    {
      mode: COOL_DOWN,
      history: [toRecord(), toRecord({ endedAt: 0 })],
      later: 1,
      answer: 'cooling-down',
      why: 'the last end counts',
    },
    {
      mode: { mode: 'always' },
      history: [ACTIVE, ACTIVE],
      later: 0,
      answer: 'enter',
      why: 'any number at once',
    },
  ] as const)('$mode.mode: $answer ($why)', ({ mode, history, later, answer }) => {
    const journey = toEntryJourney({ reentry: mode })
    const question = {
      journey,
      person: toPerson(),
      event: toEvent('Cart Updated'),
      at: NOON + later,
      history,
    }
    const decision = decideEntry(question)
    expect(decision.kind === 'refuse' ? decision.reason : decision.kind).toBe(answer)
  })

  test('a cool-down of a day is a civil day of the person', () => {
    const journey = toEntryJourney({ reentry: COOL_DOWN })
    const history = [toRecord({ endedAt: Date.parse('2026-03-28T10:00+01:00') })]
    const question = { journey, person: toPerson(), event: toEvent('Cart Updated'), history }
    const early = decideEntry({ ...question, at: Date.parse('2026-03-29T09:59+02:00') })
    const due = decideEntry({ ...question, at: Date.parse('2026-03-29T10:00+02:00') })
    expect([early.kind, due.kind]).toEqual(['refuse', 'enter'])
  })
})

describe('with a correlation key', () => {
  const journey = toEntryJourney({ correlationKey: 'cart.id', reentry: { mode: 'after-exit' } })
  const decide = (properties: Record<string, unknown>, history: readonly EntryRecord[]) => {
    const event = toEvent('Cart Updated', { properties: JSON.parse(JSON.stringify(properties)) })
    return decideEntry({ journey, person: toPerson(), event, at: NOON, history })
  }

  test.each([
    { properties: { cart: { id: 'c1' } }, correlation: 'c1', why: 'a text' },
    { properties: { cart: { id: 17 } }, correlation: '17', why: 'a number' },
    { properties: { cart: { id: null } }, correlation: '', why: 'nothing' },
    { properties: {}, correlation: '', why: 'not there' },
    { properties: { cart: { id: { a: 1 } } }, correlation: '', why: 'no plain value' },
  ])('the value is "$correlation" ($why)', ({ properties, correlation }) => {
    expect(decide(properties, [])).toMatchObject({ kind: 'enter', correlation, entryNumber: 1 })
  })

  test('runs of other values do not stand in the way, but are counted', () => {
    const history = [toRecord({ ...ACTIVE, correlation: 'c2', entryNumber: 4 }), toRecord({ entryNumber: 2 })]
    expect(decide({ cart: { id: 'c1' } }, history)).toMatchObject({ kind: 'enter', entryNumber: 5 })
    expect(decide({ cart: { id: 'c2' } }, history)).toEqual({ kind: 'refuse', reason: 'already-inside' })
  })

  test('an endless value is kept as a short one, and stays apart from others', () => {
    const [a, b] = ['a', 'b'].map((end) => decide({ cart: { id: 'x'.repeat(5_000) + end } }, []))
    expect(a?.kind === 'enter' && a.correlation.length).toBe(32)
    expect(a).not.toEqual(b)
  })
})

describe('the entry node', () => {
  test('is the first in the order of the definition that fits', () => {
    const question = { event: toEvent('Cart Updated'), at: NOON, history: [] }
    const journey = toEntryJourney({}, [VIP, CART])
    const vip = decideEntry({ ...question, journey, person: toPerson({ traits: { plan: 'VIP' } }) })
    const other = decideEntry({ ...question, journey, person: toPerson() })
    expect([vip, other]).toMatchObject([{ nodeId: 'vip' }, { nodeId: 'cart' }])
  })

  test.each([
    { name: 'Cart Viewed', why: 'another event' },
    { name: 'Cart Updated', why: 'the filter does not know' },
    { name: '__proto__', why: 'a name that means something to JavaScript' },
  ])('ignores $name ($why)', ({ name }) => {
    const journey = toEntryJourney({}, [VIP])
    const question = { journey, person: toPerson(), event: toEvent(name), at: NOON, history: [ACTIVE] }
    expect(decideEntry(question)).toEqual({ kind: 'ignore' })
  })
})
