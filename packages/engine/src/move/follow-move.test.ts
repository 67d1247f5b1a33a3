import type { Enrollment, Fact, Move, NodeMove, PersonState, Step } from '@periplo/model'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, test, vi } from 'vitest'
import type { CompiledJourney } from '../compile-journey.ts'
import { compileJourney } from '../compile-journey.ts'
import { holdRun, releaseRun } from '../hold.ts'
import { step } from '../step.ts'
import { DAY, HOUR, MINUTE, NOON, toDefinition, toPerson } from '../testing/build-journey.ts'
import type { Sketch } from '../testing/build-journey.ts'
import { toDice, toRandomDefinition } from '../testing/random-journey.ts'
import { walk } from '../testing/random-walk.ts'
import { board, later } from '../testing/ride.ts'
import { isAsked } from './decide-move.ts'
import { followMove } from './follow-move.ts'

// Long walks; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const JOURNEY_ID = '0198c0de-0000-7000-8000-000000000001'
const [V1, V2] = ['0198c0de-0000-7000-8000-000000000002', '0198c0de-0000-7000-8000-000000000022'] as const

const IN: Sketch = { id: 'in', kind: 'event-entry', event: 'Began' }
const OUT: Sketch = { id: 'out', kind: 'exit' }
const MAIL: Sketch = {
  id: 'mail',
  kind: 'message',
  channel: 'email',
  purpose: 'transactional',
  subject: 'Hello',
  body: 'You',
  onRefused: 'continue',
}
const CALL: Sketch = {
  id: 'call',
  kind: 'webhook',
  url: 'https://x.example',
  answer: { timeout: { amount: 3, unit: 'hours' } },
}
const toRest = (hours: number, id = 'rest', stage = 'awareness'): Sketch => ({
  id,
  stage,
  kind: 'delay',
  duration: { amount: hours, unit: 'hours' },
})

function toVersion(versionId: string, wait: readonly Sketch[], edges: readonly string[]): CompiledJourney {
  const settings = { goal: { event: 'Won' } }
  const definition = toDefinition({ nodes: [IN, ...wait, OUT], edges, settings })
  return compileJourney({ journeyId: JOURNEY_ID, versionId, definition })
}

/** The first version: six hours of rest, and out. */
const first = toVersion(V1, [toRest(6)], ['in>rest', 'rest>out'])
const resting = board(first).step.enrollment

interface Moving {
  readonly to: CompiledJourney
  readonly from?: CompiledJourney
  readonly enrollment?: Enrollment
  readonly nodes?: readonly NodeMove[]
  readonly at?: number
  readonly spreadMs?: number
  readonly person?: PersonState
}

/** What becomes of somebody: follows where no nodes are named. */
function move({
  to,
  from = first,
  enrollment = resting,
  nodes,
  at = NOON + 2 * HOUR,
  spreadMs = 0,
  person,
}: Moving) {
  const base = { from: [V1], toVersionId: V2, spreadMs }
  const plan = nodes ? ({ ...base, kind: 'migrate', nodes } as const) : ({ ...base, kind: 'follow' } as const)
  const journeyOf = (versionId: string) => (versionId === V1 ? from : to)
  return followMove({ move: { no: 1, at, plan }, enrollment, person: person ?? toPerson(), at, journeyOf })
}

/** Somebody who was moved. */
function moved(moving: Moving): Step {
  const outcome = move(moving)
  if (outcome.kind !== 'moved') throw new RangeError(`${outcome.kind}, not moved`)
  return outcome.step
}

const mapped = (node: string, target: string): readonly NodeMove[] => [
  { versionId: V1, node, target: { kind: 'to', node: target } },
]
const dueIn = ({ enrollment }: Step): number | null =>
  enrollment.dueAt === null ? null : (enrollment.dueAt - NOON) / HOUR
const kindsOf = (facts: readonly Fact[]): readonly string[] => facts.map((fact) => fact.kind)

describe('who follows', () => {
  test.each([
    { node: toRest(6), why: 'nothing has changed', due: 6 },
    { node: toRest(9), why: 'the wait has become longer: the time waited counts', due: 9 },
    { node: toRest(3), why: 'it has become shorter', due: 3 },
    { node: toRest(1), why: 'it would be over: at once, no spread being wished for', due: 2 },
  ])('goes on waiting, until hour $due ($why)', ({ node, due }) => {
    const to = toVersion(V2, [node], ['in>rest', 'rest>out'])
    const step = moved({ to })
    expect(dueIn(step)).toBe(due)
    expect(step.enrollment).toMatchObject({ versionId: V2, nodeId: 'rest', nodeEnteredAt: NOON, seq: 2 })
    expect(kindsOf(step.facts)).toEqual(['moved-out', 'moved-in'])
    expect(step.enrollment.envelope.visits).toEqual(resting.envelope.visits)
  })

  test.each([
    { wait: [toRest(6, 'pause')], edges: ['in>pause', 'pause>out'], why: 'the node is gone' },
    {
      wait: [
        {
          ...toRest(6),
          id: 'rest',
          kind: 'wait-for-event',
          event: 'Bought',
          timeout: { amount: 6, unit: 'hours' },
        },
      ],
      edges: ['in>rest', 'rest:arrived>out', 'rest:timed-out>out'],
      why: 'it is of another kind',
    },
  ] as const)('stays where $why, marked as asked', ({ wait, edges }) => {
    const outcome = move({ to: toVersion(V2, wait, edges) })
    if (outcome.kind !== 'stays') throw new RangeError(`${outcome.kind}, not staying`)
    const { enrollment } = outcome
    expect(enrollment).toEqual({ ...resting, envelope: { ...resting.envelope, moved: { no: 1 } } })
    const plan = { kind: 'follow', from: [V1], toVersionId: V2, spreadMs: 0 } as const
    expect([1, 2].map((no) => isAsked({ no, at: 0, plan }, enrollment))).toEqual([false, true])
  })

  test('whose wait is over goes on at a moment of their own within the spread', () => {
    const to = toVersion(V2, [toRest(1)], ['in>rest', 'rest>out'])
    const moments = Array.from({ length: 50 }, (_, at) => {
      const enrollment = { ...resting, enrollmentId: `0198c0de-0000-7000-8000-0000000001${at + 10}` }
      return dueIn(moved({ to, enrollment, spreadMs: 4 * HOUR })) ?? 0
    })
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(2)
    expect(Math.max(...moments)).toBeLessThan(6)
    expect(new Set(moments).size).toBe(50)
  })

  test('counts for a goal as long as the new version says', () => {
    const { definition, ...ids } = toVersion(V2, [toRest(6)], ['in>rest', 'rest>out'])
    const conversionWindow = { amount: 2, unit: 'hours' } as const
    const settings = { ...definition.settings, conversionWindow }
    const to = compileJourney({ ...ids, definition: { ...definition, settings } })
    expect(moved({ to }).enrollment.convertibleUntil).toBe(NOON + 2 * HOUR)
  })

  test('of a webhook waits for the same answer: nothing is called again', () => {
    const edges = ['in>call', 'call:answered>out', 'call:failed>out']
    const from = toVersion(V1, [CALL], edges)
    const longer: Sketch = { ...CALL, answer: { timeout: { amount: 5, unit: 'hours' } } }
    const { enrollment } = board(from).step
    const step = moved({ from, to: toVersion(V2, [longer], edges), enrollment })
    expect(step.effects.map(({ kind }) => kind)).toEqual(['timer-cancel', 'timer-set'])
    expect([step.enrollment.envelope.value, dueIn(step)]).toEqual(['$waiting-call', 5])
    expect(step.enrollment.envelope.visits).toEqual({ in: 1, call: 1 })
  })
})

describe('who migrates', () => {
  const WAIT: Sketch = {
    id: 'wait',
    kind: 'wait-for-event',
    event: 'Bought',
    timeout: { amount: 4, unit: 'hours' },
  }
  const to = toVersion(
    V2,
    [toRest(3, 'pause', 'decision'), MAIL, toRest(8, 'later'), WAIT, CALL],
    [
      'in>pause',
      'pause>mail',
      'mail>later',
      'later>wait',
      'wait:arrived>call',
      'wait:timed-out>out',
      'call:answered>out',
      'call:failed>out',
    ],
  )

  test.each([
    { target: 'pause', due: 3, why: 'from delay to delay' },
    { target: 'later', due: 8, why: 'the other way' },
    { target: 'wait', due: 4, why: 'from a delay to an event' },
  ])('to $target waits on until hour $due ($why)', ({ target, due }) => {
    const step = moved({ to, nodes: mapped('rest', target) })
    expect([step.enrollment.nodeId, dueIn(step), step.enrollment.nodeEnteredAt]).toEqual([target, due, NOON])
    expect(step.enrollment.envelope.visits).toEqual({ in: 1, rest: 1, [target]: 1 })
  })

  test('to a wait for an event hears the event', () => {
    const { enrollment } = moved({ to, nodes: mapped('rest', 'wait') })
    const input = { kind: 'event', event: later(3 * HOUR, 'Bought') } as const
    const next = step({ journey: to, enrollment, person: toPerson(), input, at: NOON + 3 * HOUR })
    expect(next?.enrollment.nodeId).toBe('call')
  })

  test('to another stage is in it from now', () => {
    const step = moved({ to, nodes: mapped('rest', 'pause') })
    expect(step.facts.map((fact) => [fact.kind, 'stage' in fact ? fact.stage : ''])).toEqual([
      ['stage-left', 'awareness'],
      ['moved-out', ''],
      ['moved-in', ''],
      ['stage-entered', 'decision'],
    ])
    expect(step.enrollment).toMatchObject({ stageId: 'decision', stageEnteredAt: NOON + 2 * HOUR })
  })

  test('to a node that is no wait acts at once', () => {
    const step = moved({ to, nodes: mapped('rest', 'mail') })
    expect(kindsOf(step.facts)).toEqual(['moved-out', 'moved-in', 'node-left', 'node-entered'])
    expect(step.effects.filter(({ kind }) => kind === 'send')).toHaveLength(1)
    expect([step.enrollment.nodeId, dueIn(step)]).toEqual(['later', 10])
    expect(step.enrollment.envelope.moved).toEqual({ no: 1 })
  })

  test('to a call makes it, and waits for its answer', () => {
    const step = moved({ to, nodes: mapped('rest', 'call') })
    expect(step.effects.filter(({ kind }) => kind === 'send')).toHaveLength(1)
    expect([step.enrollment.envelope.value, dueIn(step)]).toEqual(['$waiting-call', 5])
  })

  test('who is not named stays, and who is to leave is told of', () => {
    expect(move({ to, nodes: mapped('in', 'pause') }).kind).toBe('stays')
    const nodes = [{ versionId: V1, node: 'rest', target: { kind: 'leave' } }] as const
    expect(move({ to, nodes }).kind).toBe('leaves')
  })

  test('days waited are civil days of the person, over a clock change too', () => {
    const days = (amount: number): Sketch => ({
      id: 'rest',
      kind: 'delay',
      duration: { amount, unit: 'days' },
    })
    const from = toVersion(V1, [days(7)], ['in>rest', 'rest>out'])
    const at = Date.UTC(2026, 2, 27, 11) // noon in Madrid, two days before summer time
    const { enrollment } = board(from, { at, event: later(at - NOON, 'Began') }).step
    const next = moved({
      from,
      to: toVersion(V2, [days(4)], ['in>rest', 'rest>out']),
      enrollment,
      at: at + DAY,
    })
    expect(next.enrollment.dueAt).toBe(Date.UTC(2026, 2, 31, 10))
  })

  test('to a date that is past goes on at once', () => {
    const until = { by: 'date', date: '2026-01-09' } as const
    const dated = toVersion(V2, [{ id: 'rest', kind: 'wait-until', until }], ['in>rest', 'rest>out'])
    const step = moved({ to: dated, nodes: mapped('rest', 'rest') })
    expect(step.enrollment).toMatchObject({ status: 'ended', endReason: 'exit', dueAt: null })
  })
})

describe('taken back', () => {
  const to = toVersion(V2, [toRest(9, 'pause', 'decision')], ['in>pause', 'pause>out'])
  const there = moved({ to, nodes: mapped('rest', 'pause') }).enrollment
  const back: Move['plan'] = { kind: 'back', undoes: 1, from: [V2], spreadMs: 0 }
  const journeyOf = (versionId: string) => (versionId === V1 ? first : to)
  const goBack = (enrollment: Enrollment, at: number) =>
    followMove({ move: { no: 2, at, plan: back }, enrollment, person: toPerson(), at, journeyOf })

  test('a run stands where it stood, with the timer it had', () => {
    const outcome = goBack(there, NOON + 3 * HOUR)
    if (outcome.kind !== 'moved') throw new RangeError(`${outcome.kind}, not moved`)
    const { enrollment } = outcome.step
    const { moved: asked, ...envelope } = enrollment.envelope
    expect(asked).toEqual({ no: 2 })
    const { stages } = envelope
    const stage = { stageEnteredAt: NOON + 3 * HOUR }
    expect({ ...enrollment, envelope }).toEqual({
      ...resting,
      ...stage,
      seq: 3,
      envelope: { ...resting.envelope, stages, visits: { ...resting.envelope.visits, pause: 1 } },
    })
  })

  test('a timer that would be over is put off to now, not fired for then', () => {
    const outcome = goBack(there, NOON + 8 * HOUR)
    expect(outcome.kind === 'moved' && dueIn(outcome.step)).toBe(8)
  })

  test('who has moved on since stays', () => {
    const [timer] = there.envelope.timers
    const input = { kind: 'event', event: later(3 * HOUR, 'Won') } as const
    const won = step({ journey: to, enrollment: there, person: toPerson(), input, at: NOON + 3 * HOUR })
    expect(timer && won && isAsked({ no: 2, at: 0, plan: back }, won.enrollment)).toBe(false)
    const acted = moved({
      to: toVersion(V2, [MAIL, toRest(9, 'pause')], ['in>mail', 'mail>pause', 'pause>out']),
      nodes: mapped('rest', 'mail'),
    })
    expect(goBack(acted.enrollment, NOON + 3 * HOUR).kind).toBe('stays')
  })

  test('whoever has entered the new version is not asked', () => {
    expect(isAsked({ no: 2, at: 0, plan: back }, { ...resting, versionId: V2 })).toBe(false)
  })
})

describe('a run that a pause has held', () => {
  const to = toVersion(V2, [toRest(9)], ['in>rest', 'rest>out'])
  const at = NOON + 12 * HOUR

  test('stays held, and is released by the rule of where it was moved', () => {
    const held = holdRun(resting, { offset: 7, event: later(HOUR, 'Bought') })
    const { enrollment } = moved({ to, enrollment: held, at })
    expect([enrollment.versionId, enrollment.dueAt, enrollment.envelope.held]).toEqual([
      V2,
      null,
      held.envelope.held,
    ])
    expect(enrollment.envelope.timers.map(({ dueAt }) => dueAt)).toEqual([NOON + 9 * HOUR])
    const released = releaseRun(enrollment, { at, overdue: { kind: 'continue', spreadMs: 0 } })
    expect(released.dueAt).toBe(at)
  })

  test('and released keeps the moment it goes on', () => {
    const held = holdRun(resting, { offset: 7, event: later(HOUR, 'Bought') })
    const released = releaseRun(held, { at, overdue: { kind: 'continue', spreadMs: HOUR } })
    const { enrollment } = moved({ to, enrollment: released, at })
    expect([enrollment.dueAt, enrollment.envelope.held]).toEqual([released.dueAt, released.envelope.held])
  })
})

test('whoever is moved into the same drawing, and maybe back, goes on as if nothing had happened (seed 39)', () => {
  const dice = toDice(xoroshiro128plus(39))
  let [followed, returned] = [0, 0]
  for (let count = 0; count < 600; count += 1) {
    const definition = toRandomDefinition(dice)
    const [one, two] = [V1, V2].map((versionId) =>
      compileJourney({ journeyId: JOURNEY_ID, versionId, definition }),
    )
    if (!one || !two) continue
    const journeyOf = (versionId: string) => (versionId === V1 ? one : two)
    const ask = (shadow: Enrollment, { no, plan, at }: Move, person: PersonState): Enrollment => {
      const outcome = followMove({ move: { no, plan, at }, enrollment: shadow, person, at, journeyOf })
      return outcome.kind === 'moved' ? outcome.step.enrollment : outcome.enrollment
    }
    let shadow: Enrollment | undefined
    let no = 0
    walk(one, dice, {
      inputs: 12,
      watcher: {
        started: (_input, { enrollment }) => void (shadow = enrollment),
        stepped: (question, next) => {
          if (!shadow) return
          const { person, at } = question
          const isQuiet =
            shadow.status === 'active' && shadow.envelope.timers.every(({ dueAt }) => dueAt > at - MINUTE)
          if (isQuiet && dice.chance(0.5)) {
            const isBack = shadow.versionId === V2
            const base = { from: [V1, V2], spreadMs: 0 }
            const plan = isBack
              ? ({ ...base, kind: 'back', undoes: no } as const)
              : ({ ...base, kind: 'follow', toVersionId: V2 } as const)
            no += 1
            shadow = ask(shadow, { no, plan, at: at - MINUTE }, person)
            if (isBack) returned += 1
            else followed += 1
          }
          const own = step({ ...question, enrollment: shadow, journey: journeyOf(shadow.versionId) })
          expect(own && tellWithoutMoves(own)).toEqual(next && tellWithoutMoves(next))
          shadow = own?.enrollment ?? shadow
        },
      },
    })
  }
  expect([followed > 100, returned > 50]).toEqual([true, true])
})

/** A step but for what moving leaves in it. */
function tellWithoutMoves({ enrollment, effects, facts, traits }: Step) {
  const { versionId: _v, seq: _s, envelope, ...run } = enrollment
  const { moved: _m, ...kept } = envelope
  return { run, kept, effects, facts, traits }
}
