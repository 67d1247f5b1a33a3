import type { Enrollment, OverdueChoice } from '@periplo/model'
import { describe, expect, test } from 'vitest'
import { goesOn, holdRun, isHeld, releaseRun, resumeWait } from './hold.ts'
import { step } from './step.ts'
import { HOUR, NOON, toJourney, toPerson } from './testing/build-journey.ts'
import type { Sketch } from './testing/build-journey.ts'
import { board, later } from './testing/ride.ts'

const IN: Sketch = { id: 'in', kind: 'event-entry', event: 'Began' }
const WAIT: Sketch = {
  id: 'wait',
  kind: 'wait-for-event',
  event: 'Bought',
  timeout: { amount: 2, unit: 'hours' },
}
const NUDGE: Sketch = {
  id: 'nudge',
  kind: 'message',
  channel: 'email',
  purpose: 'transactional',
  subject: 'Still there?',
  body: 'Yes',
  onRefused: 'continue',
}
const REST: Sketch = { id: 'rest', kind: 'delay', duration: { amount: 1, unit: 'hours' } }
const OUT: Sketch = { id: 'out', kind: 'exit' }

/** Two hours for an order, else a message, an hour of rest, and out. */
const journey = toJourney({
  nodes: [IN, WAIT, NUDGE, REST, OUT],
  edges: ['in>wait', 'wait:arrived>out', 'wait:timed-out>nudge', 'nudge>rest', 'rest>out'],
  settings: { goal: { event: 'Won' }, exits: [{ event: 'Left' }] },
})
const waiting = board(journey).step.enrollment
const bought = { offset: 7, event: later(HOUR, 'Bought') }
const RELEASED_AT = NOON + 10 * HOUR
const release = (run: Enrollment, overdue: Exclude<OverdueChoice, { kind: 'leave' }>): Enrollment =>
  releaseRun(run, { at: RELEASED_AT, overdue })
const tellTimer = (enrollment: Enrollment, at: number) => {
  const timerId = enrollment.envelope.timers[0]?.timerId ?? ''
  const silent = enrollment.envelope.held?.silent ?? false
  return step({ journey, enrollment, person: toPerson(), input: { kind: 'timer', timerId }, at, silent })
}

describe('a pause keeps', () => {
  test.each([
    { event: 'Bought', goes: true, why: 'what a wait was for' },
    { event: 'Won', goes: false, why: 'the goal of the journey acts' },
    { event: 'Left', goes: false, why: 'so does an exit' },
  ])('$event: $goes ($why)', ({ event, goes }) => {
    const input = { kind: 'event', event: later(HOUR, event) } as const
    const taken = step({ journey, enrollment: waiting, person: toPerson(), input, at: NOON + HOUR })
    expect(taken && goesOn(taken)).toBe(goes)
  })

  test('the first event of those that would have moved a run, also after its timer was due', () => {
    const held = holdRun(holdRun(holdRun(waiting), bought), { offset: 9, event: later(HOUR, 'Bought') })
    expect(isHeld(held)).toBe(true)
    expect(held.envelope.held?.heard?.offset).toBe(7)
  })

  test('a run that was never held is as it always was', () => {
    expect(isHeld(waiting)).toBe(false)
    expect(resumeWait(waiting, NOON)).toEqual(waiting)
  })
})

describe('a release', () => {
  test.each([
    { spreadMs: 0, from: 0, until: 0, why: 'at once' },
    { spreadMs: HOUR, from: 0, until: HOUR - 1, why: 'within the hour' },
  ])('puts an overdue timer off by $from to $until ms ($why)', ({ spreadMs, from, until }) => {
    const released = release(holdRun(waiting), { kind: 'continue', spreadMs })
    const lateMs = (released.dueAt ?? 0) - RELEASED_AT
    expect(lateMs).toBeGreaterThanOrEqual(from)
    expect(lateMs).toBeLessThanOrEqual(until)
    expect(released.envelope.timers[0]?.dueAt).toBe(released.dueAt)
    expect(released.envelope).not.toHaveProperty('held')
  })

  test('lets the same run go at the same moment, however often it is asked', () => {
    const overdue = { kind: 'continue', spreadMs: HOUR } as const
    const once = release(holdRun(waiting), overdue)
    expect(release(holdRun(waiting), overdue)).toEqual(once)
    expect(once.dueAt).not.toBe(RELEASED_AT)
  })

  test('of a run that is not overdue yet leaves its timer alone', () => {
    const released = releaseRun(holdRun(waiting), { at: NOON + HOUR, overdue: { kind: 'skip' } })
    expect(released.envelope.timers).toEqual(waiting.envelope.timers)
  })

  test('counts the next wait from the moment of the release', () => {
    const released = release(holdRun(waiting), { kind: 'continue', spreadMs: 0 })
    const taken = tellTimer(released, RELEASED_AT)
    expect(taken?.effects.map(({ kind }) => kind)).toEqual(['send', 'timer-set'])
    expect(taken?.enrollment).toMatchObject({ nodeId: 'rest', dueAt: RELEASED_AT + HOUR })
    expect(taken?.enrollment.envelope).not.toHaveProperty('held')
  })

  test('that skips refuses what would be sent in that one step, and goes the same way', () => {
    const released = release(holdRun(waiting), { kind: 'skip' })
    const taken = tellTimer(released, RELEASED_AT)
    expect(taken?.effects.map(({ kind }) => kind)).toEqual(['timer-set'])
    expect(taken?.facts).toContainEqual(
      expect.objectContaining({ kind: 'message', node: 'nudge', outcome: 'refused', reason: 'overdue' }),
    )
    expect(taken?.enrollment).toMatchObject({ nodeId: 'rest', status: 'active' })
    expect(taken?.enrollment.envelope).not.toHaveProperty('held')
  })

  test('keeps the event that was heard until the run goes, and the wait goes on where it does not end it', () => {
    const released = release(holdRun(waiting, bought), { kind: 'skip' })
    expect(released).toMatchObject({
      dueAt: RELEASED_AT,
      envelope: { held: { heard: bought, silent: true } },
    })
    const waitsOn = resumeWait(released, RELEASED_AT)
    expect(waitsOn).toMatchObject({ dueAt: RELEASED_AT, envelope: { held: { silent: true } } })
    expect(waitsOn.envelope.held).not.toHaveProperty('heard')
  })
})
