import { describe, expect, test } from 'vitest'
import { InvariantError } from '@periplo/model'
import type { Condition, Duration, JourneySettings } from '@periplo/model'
import { findCause } from './cause.ts'
import { start } from './start.ts'
import { step } from './step.ts'
import { DAY, HOUR, MINUTE, NOON, toEvent, toJourney, toPerson } from './testing/build-journey.ts'
import type { Sketch } from './testing/build-journey.ts'
import { ENROLLMENT_ID, board, later, pathOf, placeOf } from './testing/ride.ts'

const IN: Sketch = { id: 'in', kind: 'event-entry', event: 'Began' }
const OUT: Sketch = { id: 'out', kind: 'exit' }
const WON: Sketch = { id: 'won', kind: 'goal' }
const hold = (id: string, amount: number, unit: Duration['unit']): Sketch => ({
  id,
  kind: 'delay',
  duration: { amount, unit },
})
const isAtLeast = (path: string, value: number): Condition => ({
  op: 'compare',
  operand: { from: 'event', path },
  is: 'at-least',
  value,
})

/** A day of waiting, then out; the rules are the journey's. */
const waiting = (settings: Partial<JourneySettings>) =>
  toJourney({ nodes: [IN, hold('hold', 1, 'days'), OUT], edges: ['in>hold', 'hold>out'], settings })

describe('the first step', () => {
  test('tells the whole way, in order', () => {
    const journey = toJourney({
      nodes: [IN, { ...hold('hold', 1, 'hours'), stage: 'decision' }, OUT],
      edges: ['in>hold', 'hold>out'],
    })
    const ride = board(journey, { at: NOON + MINUTE })
    const at = NOON
    expect(ride.facts).toEqual([
      { kind: 'enrollment-entered', at, entryNumber: 1 },
      { kind: 'stage-entered', at, stage: 'awareness', entryNumber: 1, from: {} },
      { kind: 'node-entered', at, node: 'in', visit: 1 },
      { kind: 'node-left', at, node: 'in', port: 'next', to: 'hold', enteredAt: at },
      { kind: 'stage-left', at, stage: 'awareness', enteredAt: at },
      { kind: 'stage-entered', at, stage: 'decision', entryNumber: 1, from: { awareness: at } },
      { kind: 'node-entered', at, node: 'hold', visit: 1 },
    ])
    const timer = {
      timerId: 'xstate.after.1 hours.journey.hold',
      nodeId: 'hold',
      dueAt: NOON + MINUTE + HOUR,
    }
    expect(ride.step.effects).toEqual([{ kind: 'timer-set', timer }])
    expect(ride.step.enrollment).toEqual({
      enrollmentId: ENROLLMENT_ID,
      personId: toPerson().personId,
      journeyId: journey.journeyId,
      versionId: journey.versionId,
      entryNumber: 1,
      correlation: '',
      status: 'active',
      endReason: null,
      seq: 1,
      nodeId: 'hold',
      nodeEnteredAt: at,
      stageId: 'decision',
      stageEnteredAt: at,
      dueAt: timer.dueAt,
      enteredAt: at,
      endedAt: null,
      convertedAt: null,
      convertibleUntil: null,
      envelope: {
        schema: 1,
        value: 'hold',
        entry: { name: 'Began', occurredAt: at, properties: {} },
        last: { name: 'Began', occurredAt: at, properties: {} },
        timers: [timer],
        visits: { in: 1, hold: 1 },
        stages: { awareness: at, decision: at },
      },
    })
  })

  test('tells the last way, in order', () => {
    const { step: last } = board(waiting({})).wake()
    const at = NOON + DAY
    expect(last.facts).toEqual([
      { kind: 'node-left', at, node: 'hold', port: 'next', to: 'out', enteredAt: NOON },
      { kind: 'node-entered', at, node: 'out', visit: 1 },
      { kind: 'enrollment-ended', at, node: 'out', enteredAt: at, reason: 'exit' },
      { kind: 'stage-left', at, stage: 'awareness', enteredAt: NOON },
    ])
    expect(last.enrollment).toMatchObject({
      seq: 2,
      status: 'ended',
      nodeId: 'out',
      endedAt: at,
      dueAt: null,
    })
  })
})

describe('facts carry event time', () => {
  const journey = toJourney({
    nodes: [
      IN,
      { id: 'a', kind: 'wait-for-event', event: 'A', timeout: { amount: 1, unit: 'days' } },
      { id: 'b', kind: 'wait-for-event', event: 'B', timeout: { amount: 1, unit: 'days' } },
      OUT,
    ],
    edges: ['in>a', 'a:arrived>b', 'a:timed-out>out', 'b:arrived>out', 'b:timed-out>out'],
  })

  test('and never go back: an event older than the last fact is told at the last fact', () => {
    const ride = board(journey)
      .hear(later(2 * HOUR, 'A'))
      .hear(later(HOUR, 'B'), NOON + 3 * HOUR)
    expect(placeOf(ride)).toEqual(['out', 'exit'])
    expect(ride.step.enrollment.endedAt).toBe(NOON + 2 * HOUR)
    expect(ride.step.enrollment.envelope.last.occurredAt).toBe(NOON + HOUR)
  })

  test('while timers count from the moment of processing', () => {
    const ride = board(journey).hear(later(HOUR, 'A'), NOON + 5 * HOUR)
    expect(ride.step.enrollment).toMatchObject({ nodeEnteredAt: NOON + HOUR, dueAt: NOON + 5 * HOUR + DAY })
    expect(ride.wake(DAY).step.enrollment.endedAt).toBe(NOON + 5 * HOUR + DAY)
  })
})

describe('a timer', () => {
  const { enrollment } = board(waiting({})).step
  const fire = (timerId: string, at: number) =>
    step({ journey: waiting({}), enrollment, person: toPerson(), input: { kind: 'timer', timerId }, at })

  test.each([
    { timerId: 'xstate.after.1 days.journey.hold', at: NOON + DAY, fires: true, why: 'armed and due' },
    { timerId: 'xstate.after.1 days.journey.hold', at: NOON + 9 * DAY, fires: true, why: 'late' },
    { timerId: 'xstate.after.1 days.journey.hold', at: NOON + DAY - 1, fires: false, why: 'never early' },
    { timerId: 'xstate.after.1 days.journey.out', at: NOON + DAY, fires: false, why: 'not armed' },
    { timerId: 'xstate.init', at: NOON + DAY, fires: false, why: 'not a timer' },
  ])('$timerId at $at fires: $fires ($why)', ({ timerId, at, fires }) => {
    expect(fire(timerId, at) !== undefined).toBe(fires)
  })

  test('of an ended run wakes nobody', () => {
    const ended = board(waiting({})).wake().step.enrollment
    const input = { kind: 'timer', timerId: 'xstate.after.1 days.journey.hold' } as const
    expect(
      step({ journey: waiting({}), enrollment: ended, person: toPerson(), input, at: NOON + 9 * DAY }),
    ).toBeUndefined()
  })
})

describe('the way out of a wait', () => {
  const journey = toJourney({
    nodes: [
      IN,
      hold('hold', 1, 'days'),
      {
        id: 'ask',
        kind: 'condition',
        condition: { op: 'compare', operand: { from: 'trait', path: 'plan' }, is: 'equals', value: 'gold' },
      },
      OUT,
      WON,
    ],
    edges: ['in>hold', 'hold>ask', 'ask:yes>won', 'ask:no>out'],
  })

  test('is chosen on waking, with the values of that moment', () => {
    const { enrollment } = board(journey, { person: toPerson({ traits: { plan: 'silver' } }) }).step
    const input = { kind: 'timer', timerId: enrollment.envelope.timers[0]?.timerId ?? '' } as const
    const person = toPerson({ traits: { plan: 'gold' } })
    expect(step({ journey, enrollment, person, input, at: NOON + DAY })?.enrollment.nodeId).toBe('won')
  })

  test('sees the awaited event as the event at hand, until another one moves the run', () => {
    const waits = toJourney({
      nodes: [
        IN,
        { id: 'wait', kind: 'wait-for-event', event: 'Rated', timeout: { amount: 1, unit: 'days' } },
        hold('hold', 1, 'hours'),
        { id: 'ask', kind: 'condition', condition: isAtLeast('stars', 4) },
        OUT,
        WON,
      ],
      edges: ['in>wait', 'wait:arrived>hold', 'wait:timed-out>hold', 'hold>ask', 'ask:yes>won', 'ask:no>out'],
    })
    expect(
      placeOf(
        board(waits)
          .hear(later(HOUR, 'Rated', { stars: 5 }))
          .wake(),
      )[0],
    ).toBe('won')
    expect(
      placeOf(
        board(waits)
          .hear(later(HOUR, 'Rated', { stars: 2 }))
          .wake(),
      )[0],
    ).toBe('out')
    expect(placeOf(board(waits).wake().wake())[0]).toBe('out')
  })
})

describe('rules of the journey', () => {
  const goal = { event: 'Ordered', filter: isAtLeast('total', 10) }
  const exits = [{ event: 'Ordered' }, { event: 'Left', filter: isAtLeast('n', 1) }]

  test.each([
    {
      event: later(HOUR, 'Ordered', { total: 10 }),
      place: ['hold', 'goal'],
      why: 'the goal comes before the exits',
    },
    {
      event: later(HOUR, 'Ordered', { total: 9 }),
      place: ['hold', 'exit-rule'],
      why: 'no goal, so the exit',
    },
    { event: later(HOUR, 'Left', { n: 1 }), place: ['hold', 'exit-rule'], why: 'another exit' },
    { event: later(HOUR, 'Left'), place: ['hold', 'active'], why: 'the filter does not know' },
    { event: later(HOUR, 'Left by car', { n: 1 }), place: ['hold', 'active'], why: 'nobody listens' },
  ] as const)('in a delay, $event.name $event.properties: $place ($why)', ({ event, place }) => {
    expect(placeOf(board(waiting({ goal, exits })).hear(event))).toEqual(place)
  })

  test('come before what the wait itself listens to', () => {
    const journey = toJourney({
      nodes: [
        IN,
        { id: 'wait', kind: 'wait-for-event', event: 'Ordered', timeout: { amount: 1, unit: 'days' } },
        OUT,
      ],
      edges: ['in>wait', 'wait:arrived>out', 'wait:timed-out>out'],
      settings: { goal },
    })
    expect(placeOf(board(journey).hear(later(HOUR, 'Ordered', { total: 10 })))).toEqual(['wait', 'goal'])
    expect(placeOf(board(journey).hear(later(HOUR, 'Ordered', { total: 9 })))).toEqual(['out', 'exit'])
  })

  test('end the run where the person stands, and cancel its timer', () => {
    const { step: last } = board(waiting({ goal, exits })).hear(later(HOUR, 'Ordered', { total: 10 }))
    const at = NOON + HOUR
    expect(last.facts).toEqual([
      { kind: 'enrollment-ended', at, node: 'hold', enteredAt: NOON, reason: 'goal' },
      { kind: 'goal-reached', at, enteredAt: NOON, entryNumber: 1 },
      { kind: 'stage-left', at, stage: 'awareness', enteredAt: NOON },
    ])
    expect(last.effects).toEqual([{ kind: 'timer-cancel', timerId: 'xstate.after.1 days.journey.hold' }])
    expect(last.enrollment).toMatchObject({
      status: 'ended',
      endReason: 'goal',
      convertedAt: at,
      endedAt: at,
      dueAt: null,
    })
  })

  test('do not judge the entering event', () => {
    expect(placeOf(board(waiting({ exits: [{ event: 'Began' }] })))).toEqual(['hold', 'active'])
  })
})

describe('the goal', () => {
  const goal = { event: 'Ordered', filter: isAtLeast('total', 10) }
  const journey = waiting({ goal, conversionWindow: { amount: 3, unit: 'days' } })
  const order = (ms: number, total = 10) => later(ms, 'Ordered', { total })

  test.each([
    { event: order(2 * DAY), at: NOON + 2 * DAY, counts: true, why: 'after the end of the run' },
    { event: order(3 * DAY), at: NOON + 3 * DAY, counts: true, why: 'the last moment of the window' },
    { event: order(3 * DAY + 1), at: NOON + 3 * DAY + 1, counts: false, why: 'a moment too late' },
    { event: order(3 * DAY), at: NOON + 9 * DAY, counts: true, why: 'in time, told late' },
    { event: order(2 * DAY, 9), at: NOON + 2 * DAY, counts: false, why: 'the filter says no' },
    { event: later(2 * DAY, 'Left'), at: NOON + 2 * DAY, counts: false, why: 'another event' },
  ])('is counted after the end: $counts ($why)', ({ event, at, counts }) => {
    const ended = board(journey).wake()
    const ride = ended.hear(event, at)
    if (!counts) return expect(ride).toBe(ended)
    const convertedAt = event.occurredAt
    expect(ride.step).toEqual({
      enrollment: { ...ended.step.enrollment, seq: 3, convertedAt },
      effects: [],
      facts: [{ kind: 'goal-reached', at: convertedAt, enteredAt: NOON, entryNumber: 1 }],
      traits: ended.person.traits,
      audiences: [],
      points: 0,
    })
    expect(ride.hear(event, at)).toBe(ride)
  })

  test('told after the end but older than it is told at the end', () => {
    const ride = board(journey)
      .wake()
      .hear(order(HOUR), NOON + 2 * DAY)
    expect(ride.step.enrollment.convertedAt).toBe(NOON + DAY)
  })

  test('reached in the run is not counted again after it', () => {
    const reached = board(journey).hear(order(HOUR))
    expect(reached.hear(order(2 * HOUR))).toBe(reached)
  })

  test.each([
    { ms: HOUR, convertedAt: NOON + HOUR, why: 'the last moment of its window' },
    { ms: HOUR + 1, convertedAt: null, why: 'a moment after it: uncounted' },
  ])('reached in the run ends it as a success, converted at $convertedAt ($why)', ({ ms, convertedAt }) => {
    const slow = waiting({ goal, conversionWindow: { amount: 1, unit: 'hours' } })
    const ride = board(slow).hear(order(ms))
    expect(placeOf(ride)).toEqual(['hold', 'goal'])
    expect(ride.step.enrollment.convertedAt).toBe(convertedAt)
    expect(ride.facts.some((fact) => fact.kind === 'goal-reached')).toBe(convertedAt !== null)
  })

  test.each(['merged', 'erased'] as const)('is not counted for a run that was %s', (endReason) => {
    const { enrollment } = board(journey).wake().step
    const input = { kind: 'event', event: order(2 * DAY) } as const
    const question = { journey, person: toPerson(), input, at: NOON + 2 * DAY }
    expect(step({ ...question, enrollment: { ...enrollment, endReason } })).toBeUndefined()
    expect(step({ ...question, enrollment })).toBeDefined()
  })

  test('has a window of civil days', () => {
    const event = toEvent('Began', { occurredAt: Date.parse('2026-03-28T10:00+01:00') })
    const { enrollment } = board(journey, { event }).step
    expect(enrollment.convertibleUntil).toBe(Date.parse('2026-03-31T10:00+02:00'))
  })
})

describe('a loop round a wait', () => {
  const journey = toJourney({
    nodes: [
      IN,
      {
        id: 'mail',
        kind: 'message',
        channel: 'email',
        purpose: 'marketing',
        subject: 's',
        body: 'b',
        onRefused: 'continue',
        stage: 'decision',
      },
      { id: 'wait', kind: 'wait-for-event', event: 'Ordered', timeout: { amount: 1, unit: 'hours' } },
      { ...WON, stage: 'advocacy' },
    ],
    edges: ['in>mail', 'mail>wait', 'wait:timed-out>mail', 'wait:arrived>won'],
  })

  test('counts visits, sends under another key each time, and arms the timer afresh', () => {
    const ride = board(journey)
      .wake()
      .wake(5 * MINUTE)
    expect(pathOf(ride)).toEqual(['in', 'mail', 'wait', 'mail', 'wait', 'mail', 'wait'])
    expect(ride.step.enrollment.envelope.visits).toEqual({ in: 1, mail: 3, wait: 3 })
    expect(ride.step.enrollment.dueAt).toBe(NOON + 3 * HOUR + 5 * MINUTE)
    expect(ride.step.effects).toMatchObject([{ kind: 'send', intent: { visit: 3 } }, { kind: 'timer-set' }])
  })

  test('goes back a stage and forward again: entered once, regressed as often as it went back', () => {
    const ride = board(journey)
      .wake()
      .hear(later(90 * MINUTE, 'Ordered'))
    const stages = ride.facts.flatMap((fact) => ('stage' in fact ? [`${fact.kind} ${fact.stage}`] : []))
    expect(stages).toEqual([
      'stage-entered awareness',
      'stage-left awareness',
      'stage-entered decision',
      'stage-left decision',
      'stage-regressed awareness',
      'stage-left awareness',
      'stage-left decision',
      'stage-regressed awareness',
      'stage-left awareness',
      'stage-entered advocacy',
      'stage-left advocacy',
    ])
    expect(placeOf(ride)).toEqual(['won', 'goal'])
  })

  test('that leads straight back into the wait arms its timer again', () => {
    const round = toJourney({
      nodes: [
        IN,
        { id: 'wait', kind: 'wait-for-event', event: 'Ordered', timeout: { amount: 1, unit: 'hours' } },
        WON,
      ],
      edges: ['in>wait', 'wait:timed-out>wait', 'wait:arrived>won'],
    })
    const ride = board(round).wake().wake()
    expect(ride.step.enrollment).toMatchObject({ dueAt: NOON + 3 * HOUR, envelope: { visits: { wait: 3 } } })
    expect(ride.step.effects.map((effect) => effect.kind)).toEqual(['timer-set'])
  })
})

test.each([
  { name: 'Never Heard Of', why: 'nobody in the journey listens' },
  { name: 'Began', why: 'only an entry listens' },
  { name: 'xstate.after.1 days.journey.hold', why: 'an event is no timer, whatever its name' },
  { name: '*', why: 'nor is it every event' },
])('the event $name never reaches the machine ($why)', ({ name }) => {
  const journey = waiting({ goal: { event: 'Ordered' } })
  const { enrollment } = board(journey).step
  const question = { journey, enrollment, person: toPerson(), at: NOON + 9 * DAY }
  expect(findCause({ ...question, input: { kind: 'event', event: toEvent(name) } })).toBeUndefined()
})

test('an enrollment moves on its own version only', () => {
  const journey = waiting({})
  const { enrollment } = board(journey).step
  const input = { kind: 'event', event: toEvent('X') } as const
  const other = { ...journey, versionId: '0198c0de-0000-7000-8000-0000000000ff' }
  expect(() => step({ journey: other, enrollment, person: toPerson(), input, at: NOON })).toThrow(
    InvariantError,
  )
})

test('nobody enters by an event that no entry listens to', () => {
  const entry = { nodeId: 'in', correlation: '', entryNumber: 1 }
  const input = { journey: waiting({}), person: toPerson(), at: NOON, entry, enrollmentId: ENROLLMENT_ID }
  expect(() => start({ ...input, event: toEvent('Other') })).toThrow(InvariantError)
})
