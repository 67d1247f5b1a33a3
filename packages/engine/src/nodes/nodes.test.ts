import { describe, expect, test } from 'vitest'
import type { Condition, ConsentEntry, JsonObject, TraitChange } from '@periplo/model'
import { DAY, HOUR, MINUTE, NOON, toEvent, toJourney, toPerson } from '../testing/build-journey.ts'
import type { Sketch } from '../testing/build-journey.ts'
import { board, later, pathOf, placeOf } from '../testing/ride.ts'

const IN: Sketch = { id: 'in', kind: 'event-entry', event: 'Began' }
const OUT: Sketch = { id: 'out', kind: 'exit' }
const WON: Sketch = { id: 'won', kind: 'goal' }

/** `in`, the node, and one exit per port, named after it. */
function around(node: Sketch, ports: readonly string[]) {
  const ends = ports.map((port): Sketch => ({ id: `by-${port}`, kind: 'exit' }))
  const edges = ports.map((port) => `${node.id}:${port}>by-${port}`)
  return toJourney({ nodes: [IN, node, ...ends], edges: [`in>${node.id}`, ...edges] })
}

describe('event-entry', () => {
  const journey = toJourney({
    nodes: [IN, { id: 'in-2', kind: 'event-entry', event: 'Began' }, OUT, WON],
    edges: ['in>out', 'in-2>won'],
  })
  test.each([
    { nodeId: 'in', place: ['out', 'exit'] },
    { nodeId: 'in-2', place: ['won', 'goal'] },
  ])('lets the person in by $nodeId, as decided, and passes on', ({ nodeId, place }) => {
    expect(placeOf(board(journey, { nodeId }))).toEqual(place)
  })
})

describe('delay', () => {
  const hold = (amount: number, unit: 'minutes' | 'hours' | 'days') =>
    around({ id: 'hold', kind: 'delay', duration: { amount, unit } }, ['next'])

  test.each([
    { amount: 5, unit: 'minutes', waitMs: 5 * MINUTE },
    { amount: 3, unit: 'hours', waitMs: 3 * HOUR },
    { amount: 2, unit: 'days', waitMs: 2 * DAY },
  ] as const)('holds for $amount $unit from the processing instant', ({ amount, unit, waitMs }) => {
    const ride = board(hold(amount, unit), { at: NOON + 7 })
    expect(placeOf(ride)).toEqual(['hold', 'active'])
    expect(ride.step.enrollment.dueAt).toBe(NOON + 7 + waitMs)
    const woken = ride.wake(3 * MINUTE)
    expect(placeOf(woken)).toEqual(['by-next', 'exit'])
    expect(woken.step.enrollment.endedAt).toBe(NOON + 7 + waitMs)
  })

  test.each([
    { zone: 'Europe/Madrid', at: '2026-03-28T12:00:00Z', hours: 23 },
    { zone: 'Europe/Madrid', at: '2026-10-24T12:00:00Z', hours: 25 },
    { zone: 'Asia/Kathmandu', at: '2026-03-28T12:00:00Z', hours: 24 },
  ])('of one day holds $hours hours in $zone from $at', ({ zone, at, hours }) => {
    const event = toEvent('Began', { occurredAt: Date.parse(at) })
    const { enrollment } = board(hold(1, 'days'), { event, person: toPerson({ zone }) }).step
    expect(enrollment.dueAt).toBe(Date.parse(at) + hours * HOUR)
  })
})

describe('wait-for-event', () => {
  const wait = around(
    {
      id: 'wait',
      kind: 'wait-for-event',
      event: 'Ordered',
      filter: { op: 'compare', operand: { from: 'event', path: 'total' }, is: 'at-least', value: 10 },
      correlation: { property: 'cart_id', entryProperty: 'cart.id' },
      timeout: { amount: 2, unit: 'hours' },
    },
    ['arrived', 'timed-out'],
  )
  const began = (cart: JsonObject): { event: ReturnType<typeof toEvent> } => ({
    event: toEvent('Began', { properties: { cart } }),
  })
  const C1 = began({ id: 'c1' })

  test.each([
    { boarding: C1, properties: { cart_id: 'c1', total: 10 }, moves: true, why: 'same cart, enough' },
    { boarding: C1, properties: { cart_id: 'c2', total: 10 }, moves: false, why: 'another cart' },
    { boarding: C1, properties: { cart_id: 'C1', total: 10 }, moves: false, why: 'ids keep their case' },
    { boarding: C1, properties: { cart_id: 'c1', total: 9 }, moves: false, why: 'the filter says no' },
    { boarding: C1, properties: { cart_id: 'c1' }, moves: false, why: 'the filter does not know' },
    { boarding: C1, properties: { total: 10 }, moves: false, why: 'no cart in the event' },
    { boarding: began({}), properties: { total: 10 }, moves: false, why: 'no cart on either side' },
    {
      boarding: began({ id: null }),
      properties: { cart_id: null, total: 10 },
      moves: false,
      why: 'null is no cart',
    },
    { boarding: began({ id: 7 }), properties: { cart_id: 7, total: 10 }, moves: true, why: 'a number' },
    {
      boarding: began({ id: 7 }),
      properties: { cart_id: '7', total: 10 },
      moves: false,
      why: 'a text is no number',
    },
  ])('hears $properties: $moves ($why)', ({ boarding, properties, moves }) => {
    const ride = board(wait, boarding).hear(later(HOUR, 'Ordered', properties))
    expect(placeOf(ride)).toEqual(moves ? ['by-arrived', 'exit'] : ['wait', 'active'])
  })

  test('ends by its timeout, and hears nothing afterwards', () => {
    const late = board(wait, C1).wake()
    expect(placeOf(late)).toEqual(['by-timed-out', 'exit'])
    expect(late.hear(later(3 * HOUR, 'Ordered', { cart_id: 'c1', total: 10 }))).toBe(late)
  })

  test('cancels its timer when the event arrives', () => {
    const { step } = board(wait, C1).hear(later(HOUR, 'Ordered', { cart_id: 'c1', total: 10 }))
    expect(step.effects).toEqual([{ kind: 'timer-cancel', timerId: 'xstate.after.2 hours.journey.wait' }])
    expect(step.enrollment).toMatchObject({ dueAt: null, envelope: { timers: [] } })
  })
})

describe('condition', () => {
  const ask = around(
    {
      id: 'ask',
      kind: 'condition',
      condition: { op: 'compare', operand: { from: 'trait', path: 'age' }, is: 'at-least', value: 18 },
    },
    ['yes', 'no'],
  )
  test.each([
    { traits: { age: 18 }, port: 'yes', why: 'it holds' },
    { traits: { age: 17 }, port: 'no', why: 'it does not' },
    { traits: {}, port: 'no', why: 'unknown goes the way of "no"' },
  ])('sends $traits by $port ($why)', ({ traits, port }) => {
    expect(placeOf(board(ask, { person: toPerson({ traits }) }))[0]).toBe(`by-${port}`)
  })
})

describe('random-split', () => {
  const split = (...weights: number[]) => {
    const branches = weights.map((weight, index) => ({ id: `b${index}`, title: '', weight }))
    return around(
      { id: 'split', kind: 'random-split', branches },
      branches.map(({ id }) => id),
    )
  }
  const shares = (...weights: number[]): readonly number[] => {
    const journey = split(...weights)
    const ends = Array.from({ length: 4_000 }, (_, index) => {
      return placeOf(board(journey, { person: toPerson({ personId: `p${index}` }) }))[0]
    })
    return weights.map((_, index) => ends.filter((end) => end === `by-b${index}`).length / ends.length)
  }

  test.each([
    { weights: [1, 1], expected: [0.5, 0.5], why: 'even' },
    { weights: [50, 30, 20], expected: [0.5, 0.3, 0.2], why: 'uneven' },
    { weights: [0, 3, 0, 1], expected: [0, 0.75, 0, 0.25], why: 'no weight, nobody' },
    { weights: [7, 0], expected: [1, 0], why: 'everybody' },
  ])('divides people $weights ($why)', ({ weights, expected }) => {
    for (const [index, share] of shares(...weights).entries()) {
      expect(Math.abs(share - (expected[index] ?? 0))).toBeLessThan(0.03)
      if (expected[index] === 0) expect(share).toBe(0)
    }
  })

  test('sends the same person the same way on every visit, run and version', () => {
    const [before, after] = [split(5, 5), split(5, 5)]
    for (let index = 0; index < 200; index += 1) {
      const person = toPerson({ personId: `p${index}`, traits: { index } })
      expect(placeOf(board(after, { person }))).toEqual(
        placeOf(board({ ...before, versionId: 'v2' }, { person })),
      )
    }
  })
})

describe('audience', () => {
  test.each([
    { act: 'add', before: ['lost'], after: ['lost', 'vip'], isTold: true, why: 'they come in' },
    { act: 'add', before: ['vip'], after: ['vip'], isTold: false, why: 'they were in' },
    { act: 'remove', before: ['lost', 'vip'], after: ['lost'], isTold: true, why: 'they leave' },
    { act: 'remove', before: [], after: [], isTold: false, why: 'they were not in' },
  ] as const)('$act of $before is $after ($why)', ({ act, before, after, isTold }) => {
    const journey = around({ id: 'list', kind: 'audience', act, audience: 'vip' }, ['next'])
    const ride = board(journey, { person: toPerson({ audiences: before }) })
    expect(placeOf(ride)).toEqual(['by-next', 'exit'])
    expect(ride.step.audiences).toEqual(after)
    expect(ride.step.effects.map(({ kind }) => kind)).toEqual(isTold ? ['audience'] : [])
    const told = ride.facts.filter(({ kind }) => kind === 'audience-changed')
    expect(told).toEqual(isTold ? [expect.objectContaining({ node: 'list', act, audience: 'vip' })] : [])
  })

  test('is seen by what comes after in the same step, and each visit is a change of its own', () => {
    const nodes: Sketch[] = [
      { id: 'in', kind: 'event-entry', event: 'Began' },
      { id: 'join', kind: 'audience', act: 'add', audience: 'vip' },
      { id: 'asks', kind: 'condition', condition: { op: 'audience', audience: 'vip' } },
      { id: 'leave', kind: 'audience', act: 'remove', audience: 'vip' },
      { id: 'out', kind: 'exit' },
    ]
    const edges = ['in>join', 'join>asks', 'asks:yes>leave', 'asks:no>out', 'leave>out']
    const { step } = board(toJourney({ nodes, edges }))
    const keys = step.effects.flatMap((effect) =>
      effect.kind === 'audience' ? [effect.change.changeKey] : [],
    )
    expect(step.audiences).toEqual([])
    expect(new Set(keys).size).toBe(2)
  })
})

describe('loyalty-points', () => {
  test.each([
    { act: 'add', points: 5, had: 0, has: 5, place: 'next', why: 'the first ones' },
    { act: 'subtract', points: 5, had: 5, has: 0, place: 'next', why: 'the last ones' },
    { act: 'subtract', points: 5, had: 4, has: 4, place: 'too-few', why: 'nothing is taken' },
    {
      act: 'subtract',
      points: 5,
      had: 4,
      has: -1,
      mayOverdraw: true,
      place: 'next',
      why: 'they may owe some',
    },
    { act: 'add', points: 5, had: -3, has: 2, place: 'next', why: 'what they owe is made up for' },
  ] as const)('$act $points of $had: $has ($why)', ({ had, has, place, why, ...change }) => {
    const node: Sketch = { id: 'pay', kind: 'loyalty-points', reason: why, ...change }
    const journey = around(
      node,
      change.act === 'add' || 'mayOverdraw' in change ? ['next'] : ['next', 'too-few'],
    )
    const ride = board(journey, { person: toPerson({ points: had }) })
    expect(placeOf(ride)).toEqual([`by-${place}`, 'exit'])
    expect(ride.step.points).toBe(has)
    const effects = ride.step.effects.flatMap((effect) => (effect.kind === 'points' ? [effect.change] : []))
    expect(effects).toEqual(
      has === had ? [] : [expect.objectContaining({ points: has - had, balance: has, reason: why })],
    )
  })

  test('is seen by what comes after in the same step, and each visit is a change of its own', () => {
    const nodes: Sketch[] = [
      { id: 'in', kind: 'event-entry', event: 'Began' },
      { id: 'one', kind: 'loyalty-points', act: 'add', points: 3, reason: 'r' },
      { id: 'two', kind: 'loyalty-points', act: 'add', points: 4, reason: 'r' },
      {
        id: 'seven',
        kind: 'condition',
        condition: { op: 'compare', operand: { from: 'loyalty', path: 'points' }, is: 'equals', value: 7 },
      },
      { id: 'won', kind: 'goal' },
      { id: 'out', kind: 'exit' },
    ]
    const ride = board(
      toJourney({ nodes, edges: ['in>one', 'one>two', 'two>seven', 'seven:yes>won', 'seven:no>out'] }),
    )
    expect(placeOf(ride)[0]).toBe('won')
    const keys = ride.step.effects.flatMap((effect) =>
      effect.kind === 'points' ? [effect.change.changeKey] : [],
    )
    expect(new Set(keys).size).toBe(2)
  })
})

describe('message', () => {
  const inStock: Condition = {
    op: 'compare',
    operand: { from: 'trait', path: 'stock' },
    is: 'at-least',
    value: 1,
  }

  test.each([
    { onRefused: 'exit', stock: 1, place: ['by-next', 'exit'], why: 'it holds' },
    { onRefused: 'exit', stock: 0, place: ['mail', 'refused'], why: 'it does not' },
    { onRefused: 'exit', stock: undefined, place: ['mail', 'refused'], why: 'nobody knows' },
    { onRefused: 'continue', stock: 0, place: ['by-next', 'exit'], why: 'asked when it leaves' },
  ] as const)(
    'with a guard, on refusal $onRefused and stock $stock ($why)',
    ({ onRefused, stock, place }) => {
      const text = { channel: 'email', purpose: 'transactional', subject: 's', body: 'b' } as const
      const journey = around({ id: 'mail', kind: 'message', ...text, guard: inStock, onRefused }, ['next'])
      const ride = board(journey, { person: toPerson({ traits: stock === undefined ? {} : { stock } }) })
      expect(placeOf(ride)).toEqual(place)
      const [sent] = ride.step.effects
      expect(sent?.kind === 'send' && sent.intent.run).toEqual(
        place[0] === 'mail' ? false : { entryNumber: 1, enteredAt: NOON, correlation: '' },
      )
      const refusals = ride.facts.flatMap((fact) => (fact.kind === 'message' ? [fact.reason] : []))
      expect(refusals).toEqual(place[0] === 'mail' ? ['not-eligible'] : [])
    },
  )

  const mail = (purpose: 'marketing' | 'transactional', onRefused: 'continue' | 'exit') =>
    around({ id: 'mail', kind: 'message', channel: 'email', purpose, subject: 's', body: 'b', onRefused }, [
      'next',
    ])
  const granted: ConsentEntry = {
    channel: 'email',
    purpose: 'marketing',
    state: 'granted',
    at: 0,
    origin: 'event:1',
  }

  test('wants the message sent, with what its template will see, and goes on', () => {
    const ride = board(mail('marketing', 'continue'))
    const { effects } = ride.step
    const began = { name: 'Began', occurredAt: NOON, properties: {} }
    const intent = {
      nodeId: 'mail',
      visit: 1,
      channel: 'email',
      purpose: 'marketing',
      entry: began,
      event: began,
    }
    expect(effects).toEqual([{ kind: 'send', intent: { ...intent, sendKey: expect.any(String) } }])
    expect(placeOf(ride)).toEqual(['by-next', 'exit'])
  })

  test.each([
    { purpose: 'marketing', onRefused: 'exit', person: {}, ends: 'consent-unknown', why: 'nobody asked' },
    { purpose: 'marketing', onRefused: 'exit', person: { consent: [granted] }, ends: 'sent', why: 'granted' },
    {
      purpose: 'marketing',
      onRefused: 'exit',
      person: { consent: [{ ...granted, state: 'denied' }] },
      ends: 'consent-denied',
      why: 'denied',
    },
    {
      purpose: 'marketing',
      onRefused: 'exit',
      person: { consent: [granted], suppressed: true },
      ends: 'suppressed',
      why: 'suppressed',
    },
    { purpose: 'transactional', onRefused: 'exit', person: {}, ends: 'sent', why: 'needs no consent' },
    {
      purpose: 'transactional',
      onRefused: 'exit',
      person: { suppressed: true },
      ends: 'suppressed',
      why: 'suppressed for any purpose',
    },
    {
      purpose: 'marketing',
      onRefused: 'continue',
      person: { suppressed: true },
      ends: 'sent',
      why: 'decided at sending time',
    },
  ] as const)('$purpose, on refusal $onRefused: $ends ($why)', ({ purpose, onRefused, person, ends }) => {
    const ride = board(mail(purpose, onRefused), { person: toPerson(person) })
    const refusal = ride.facts.find((fact) => fact.kind === 'message')
    const kinds = ride.step.effects.map((effect) => effect.kind)
    if (ends === 'sent') {
      expect([placeOf(ride), kinds, refusal]).toEqual([['by-next', 'exit'], ['send'], undefined])
      return
    }
    expect([placeOf(ride), kinds]).toEqual([['mail', 'refused'], []])
    expect(refusal).toMatchObject({ node: 'mail', outcome: 'refused', reason: ends })
    expect(ride.facts.at(-2)).toMatchObject({ kind: 'enrollment-ended', node: 'mail', reason: 'refused' })
  })
})

test('webhook wants the call made, as transactional, and goes on', () => {
  const ride = board(around({ id: 'hook', kind: 'webhook', url: 'https://shop.example/hook' }, ['next']))
  expect(ride.step.effects).toMatchObject([
    { kind: 'send', intent: { nodeId: 'hook', channel: 'webhook', purpose: 'transactional', visit: 1 } },
  ])
  expect(placeOf(ride)).toEqual(['by-next', 'exit'])
})

describe('update-profile', () => {
  const update = (...changes: TraitChange[]) =>
    around({ id: 'up', kind: 'update-profile', changes }, ['next'])
  const copy = (trait: string, path: string): TraitChange => ({
    to: 'copy',
    trait,
    operand: { from: 'event', path },
  })

  test.each([
    { changes: [{ to: 'value', trait: 'a', value: 1 }], traits: {}, after: { a: 1 }, why: 'set' },
    {
      changes: [{ to: 'value', trait: 'a.b', value: 1 }],
      traits: {},
      after: { 'a.b': 1 },
      why: 'top level, whatever its name',
    },
    { changes: [{ to: 'nothing', trait: 'a' }], traits: { a: 1, b: 2 }, after: { b: 2 }, why: 'removed' },
    { changes: [{ to: 'add', trait: 'a', by: 2 }], traits: { a: 3 }, after: { a: 5 }, why: 'added' },
    {
      changes: [{ to: 'add', trait: 'a', by: -2 }],
      traits: {},
      after: { a: -2 },
      why: 'nothing counts as 0',
    },
    {
      changes: [{ to: 'add', trait: 'a', by: 2 }],
      traits: { a: '3' },
      after: { a: 2 },
      why: 'so does a text',
    },
    {
      changes: [{ to: 'add', trait: 'a', by: 1e308 }],
      traits: { a: 1.7e308 },
      after: { a: 1.7e308 },
      why: 'JSON has no infinity',
    },
    { changes: [copy('a', 'x.0')], traits: {}, after: { a: 'first' }, why: 'copied' },
    { changes: [copy('a', 'x')], traits: {}, after: { a: ['first'] }, why: 'copied whole' },
    {
      changes: [copy('a', 'nowhere')],
      traits: { a: 1 },
      after: { a: 1 },
      why: 'a copy of nothing changes nothing',
    },
    {
      changes: [
        { to: 'value', trait: 'a', value: 1 },
        { to: 'add', trait: 'a', by: 1 },
        { to: 'copy', trait: 'b', operand: { from: 'trait', path: 'a' } },
      ],
      traits: {},
      after: { a: 2, b: 2 },
      why: 'in order, each sees the last',
    },
  ] as const)('$changes makes $traits into $after ($why)', ({ changes, traits, after }) => {
    const event = toEvent('Began', { properties: { x: ['first'] } })
    const { step } = board(update(...changes), { event, person: toPerson({ traits }) })
    expect(step.traits).toEqual(after)
  })

  test('that changes nothing has no effect and keeps the very same traits', () => {
    const person = toPerson({ traits: { a: 1 } })
    const { step } = board(update({ to: 'value', trait: 'a', value: 1 }, { to: 'nothing', trait: 'b' }), {
      person,
    })
    expect(step.traits).toBe(person.traits)
    expect(step.effects).toEqual([])
  })

  test('is seen by the nodes after it in the same step', () => {
    const journey = toJourney({
      nodes: [
        IN,
        { id: 'up', kind: 'update-profile', changes: [{ to: 'add', trait: 'score', by: 1 }] },
        { id: 'up-2', kind: 'update-profile', changes: [{ to: 'add', trait: 'score', by: 1 }] },
        {
          id: 'ask',
          kind: 'condition',
          condition: { op: 'compare', operand: { from: 'trait', path: 'score' }, is: 'equals', value: 2 },
        },
        OUT,
        WON,
      ],
      edges: ['in>up', 'up>up-2', 'up-2>ask', 'ask:yes>won', 'ask:no>out'],
    })
    const ride = board(journey)
    expect(placeOf(ride)).toEqual(['won', 'goal'])
    expect(ride.step.effects).toEqual(
      [1, 2].map((value) => ({ kind: 'assign-traits', assignments: [{ trait: 'score', value }] })),
    )
    expect(pathOf(ride)).toEqual(['in', 'up', 'up-2', 'ask', 'won'])
  })
})

test.each([
  { end: WON, place: ['won', 'goal'], converted: NOON },
  { end: OUT, place: ['out', 'exit'], converted: null },
] as const)('$end.kind ends the run', ({ end, place, converted }) => {
  const ride = board(toJourney({ nodes: [IN, end], edges: [`in>${end.id}`] }))
  expect(placeOf(ride)).toEqual(place)
  expect(ride.step.enrollment).toMatchObject({
    status: 'ended',
    endedAt: NOON,
    convertedAt: converted,
    dueAt: null,
  })
  const kinds = ride.facts.map((fact) => fact.kind)
  expect(kinds.filter((kind) => kind === 'goal-reached')).toHaveLength(converted === null ? 0 : 1)
})
