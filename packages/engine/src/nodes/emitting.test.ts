import { describe, expect, test } from 'vitest'
import { ENROLLMENT_REQUESTED, MAX_CHAIN } from '@periplo/model'
import type { Effect, Emission, TrackedEvent } from '@periplo/model'
import { decideEntry } from '../decide-entry.ts'
import { HOUR, NOON, toEvent, toJourney, toPerson } from '../testing/build-journey.ts'
import { board, later, placeOf } from '../testing/ride.ts'

const OTHER = '0198c0de-0000-7000-8000-000000000007'
const origin = (depth: number): Pick<TrackedEvent, 'origin'> => ({
  origin: { enrollmentId: OTHER, journeyId: OTHER, versionId: OTHER, nodeId: 'n', depth },
})
const emissions = (effects: readonly Effect[]): readonly Emission[] =>
  effects.flatMap((effect) => (effect.kind === 'emit' ? [effect.emission] : []))

describe('emit-event', () => {
  const journey = toJourney({
    nodes: [
      { id: 'in', kind: 'event-entry', event: 'Began' },
      {
        id: 'tell',
        kind: 'emit-event',
        event: 'Told',
        properties: [
          { name: 'cart', value: { from: 'entry', path: 'cart' } },
          { name: 'gone', value: { from: 'event', path: 'gone' } },
          { name: 'again', value: { from: 'run', path: 'entry_number' } },
          { name: 'fixed', value: false },
        ],
      },
      { id: 'rest', kind: 'wait-for-event', event: 'Go', timeout: { amount: 1, unit: 'hours' } },
      { id: 'out', kind: 'exit' },
    ],
    edges: ['in>tell', 'tell>rest', 'rest:timed-out>tell', 'rest:arrived>out'],
  })
  const begin = (given: Partial<TrackedEvent> = {}) =>
    board(journey, { event: toEvent('Began', { properties: { cart: 'c1' }, ...given }) })

  test('hands on what it copies, and leaves out what is missing', () => {
    expect(emissions(begin().step.effects)).toMatchObject([
      {
        nodeId: 'tell',
        name: 'Told',
        occurredAt: NOON,
        depth: 1,
        properties: { cart: 'c1', again: 1, fixed: false },
      },
    ])
    expect(emissions(begin().step.effects)[0]?.properties).not.toHaveProperty('gone')
  })

  test('names each visit’s event by itself, and the same every time', () => {
    const ids = (ride: ReturnType<typeof begin>) => emissions(ride.step.effects).map(({ eventId }) => eventId)
    const [first, second] = [begin(), begin().wake()]
    expect(ids(begin())).toEqual(ids(first))
    expect(ids(second)).not.toEqual(ids(first))
  })

  test.each([
    { depth: MAX_CHAIN - 1, emits: 1, refused: undefined, why: 'the last of the chain' },
    { depth: MAX_CHAIN, emits: 0, refused: 'loop', why: 'one too many' },
  ])('brought about by $depth events it emits $emits ($why)', ({ depth, emits, refused }) => {
    const { step } = begin(origin(depth))
    expect(emissions(step.effects)).toHaveLength(emits)
    const told = step.facts.find((fact) => fact.kind === 'emitted')
    expect(told?.refused).toBe(refused)
    expect(step.enrollment.nodeId).toBe('rest')
  })

  test('begins a new chain after a wait', () => {
    const woken = begin(origin(MAX_CHAIN)).wake()
    expect(emissions(woken.step.effects)).toMatchObject([{ depth: 1, occurredAt: NOON + HOUR }])
  })
})

describe('start-journey', () => {
  const journey = toJourney({
    nodes: [
      { id: 'in', kind: 'event-entry', event: 'Began' },
      { id: 'rest', kind: 'wait-for-event', event: 'Go', timeout: { amount: 2, unit: 'hours' } },
      { id: 'on', kind: 'start-journey', journeyId: OTHER },
    ],
    edges: ['in>rest', 'rest:arrived>on', 'rest:timed-out>on'],
  })

  test('ends the run and asks the other journey, with the entering event’s properties', () => {
    const ride = board(journey, { event: toEvent('Began', { properties: { cart: 'c1', deep: { a: 1 } } }) })
    const ended = ride.hear(later(HOUR, 'Go'))
    expect(placeOf(ended)).toEqual(['on', 'handed-on'])
    expect(emissions(ended.step.effects)).toMatchObject([
      {
        name: ENROLLMENT_REQUESTED,
        enrol: { journeyId: OTHER },
        properties: { cart: 'c1', deep: { a: 1 } },
      },
    ])
  })
})

describe('api-entry', () => {
  const journey = toJourney({
    nodes: [
      { id: 'in', kind: 'event-entry', event: ENROLLMENT_REQUESTED },
      {
        id: 'asked',
        kind: 'api-entry',
        filter: { op: 'exists', operand: { from: 'event', path: 'plan' } },
      },
      { id: 'out', kind: 'exit' },
    ],
    edges: ['in>out', 'asked>out'],
  })
  const decide = (given: Partial<TrackedEvent>) => {
    const event = toEvent(ENROLLMENT_REQUESTED, given)
    return decideEntry({ journey, person: toPerson(), event, at: NOON, history: [] })
  }
  const { journeyId } = journey

  test.each([
    { given: { enrol: { journeyId }, properties: { plan: 'pro' } }, by: 'asked', why: 'asked for' },
    { given: { enrol: { journeyId } }, by: undefined, why: 'the filter says no' },
    {
      given: { enrol: { journeyId: OTHER }, properties: { plan: 'pro' } },
      by: undefined,
      why: 'asked of another journey',
    },
    { given: { properties: { plan: 'pro' } }, by: 'in', why: 'an event that only has the name is an event' },
  ])('lets in by $by ($why)', ({ given, by }) => {
    const decision = decide(given)
    expect(decision.kind === 'enter' ? decision.nodeId : undefined).toBe(by)
  })

  test('lets the person through', () => {
    const event = toEvent(ENROLLMENT_REQUESTED, { enrol: { journeyId } })
    expect(placeOf(board(journey, { event, nodeId: 'asked' }))).toEqual(['out', 'exit'])
  })
})
