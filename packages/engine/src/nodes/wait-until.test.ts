import { describe, expect, test } from 'vitest'
import { WEEKDAYS } from '@periplo/model'
import type { JsonObject, WaitTarget } from '@periplo/model'
import { toEvent, toJourney, toPerson } from '../testing/build-journey.ts'
import { board, placeOf } from '../testing/ride.ts'
import type { Ride } from '../testing/ride.ts'

function hold(until: WaitTarget) {
  const edges = ['in>hold', 'hold>out', ...(until.by === 'property' ? ['hold:no-date>never'] : [])]
  const never = until.by === 'property' ? [{ id: 'never', kind: 'exit' } as const] : []
  return toJourney({
    nodes: [
      { id: 'in', kind: 'event-entry', event: 'Began' },
      { id: 'hold', kind: 'wait-until', until },
      { id: 'out', kind: 'exit' },
      ...never,
    ],
    edges,
    settings: { exits: [{ event: 'Left' }] },
  })
}

function begin(until: WaitTarget, at: string, known: { zone?: string; traits?: JsonObject } = {}): Ride {
  const event = toEvent('Began', { occurredAt: Date.parse(at) })
  return board(hold(until), { event, person: toPerson({ zone: 'UTC', ...known }) })
}

const dueOf = ({ step }: Ride): string | undefined =>
  step.enrollment.dueAt === null ? undefined : new Date(step.enrollment.dueAt).toISOString()

const MORNING: WaitTarget = {
  by: 'window',
  window: { weekdays: [...WEEKDAYS], fromMinute: 600, untilMinute: 720 },
}
const visit = (offsetDays: number, atMinute?: number): WaitTarget => ({
  by: 'property',
  operand: { from: 'trait', path: 'visit' },
  offsetDays,
  ...(atMinute !== undefined && { atMinute }),
})

describe('a window', () => {
  test('that is open lets everybody through at once, and sets no timer', () => {
    const ride = begin(MORNING, '2026-01-10T10:00:00Z')
    expect(placeOf(ride)).toEqual(['out', 'exit'])
    expect(ride.step.effects).toEqual([])
  })

  test('that is closed holds until it opens, by the clock of the person', () => {
    const ride = begin(MORNING, '2026-01-10T10:00:00Z', { zone: 'Asia/Kathmandu' })
    expect(placeOf(ride)).toEqual(['hold', 'active'])
    expect(dueOf(ride)).toBe('2026-01-11T04:15:00.000Z')
    expect(placeOf(ride.wake())).toEqual(['out', 'exit'])
  })

  test('holds who has moved west until it opens there, and counts one visit', () => {
    const ride = begin(MORNING, '2026-01-10T00:00:00Z', { zone: 'Europe/Madrid' })
    expect(dueOf(ride)).toBe('2026-01-10T09:00:00.000Z')
    const moved = ride.become({ zone: 'America/New_York' }).wake()
    expect(placeOf(moved)).toEqual(['hold', 'active'])
    expect(dueOf(moved)).toBe('2026-01-10T15:00:00.000Z')
    expect(moved.step.facts).toEqual([])
    expect(moved.step.enrollment.envelope.timers).toHaveLength(1)
    expect(moved.step.enrollment.envelope.visits['hold']).toBe(1)
    expect(placeOf(moved.wake())).toEqual(['out', 'exit'])
  })

  test('lets who has moved east through while it is still open there', () => {
    const ride = begin(MORNING, '2026-01-10T00:00:00Z', { zone: 'Europe/Madrid' })
    expect(placeOf(ride.become({ zone: 'Europe/Helsinki' }).wake())).toEqual(['out', 'exit'])
  })

  test('is cut short by an exit rule, and its timer is cancelled', () => {
    const ride = begin(MORNING, '2026-01-10T13:00:00Z')
    const left = ride.hear(toEvent('Left', { occurredAt: Date.parse('2026-01-10T14:00:00Z') }))
    expect(placeOf(left)).toEqual(['hold', 'exit-rule'])
    expect(left.step.effects).toMatchObject([{ kind: 'timer-cancel' }])
  })
})

describe('a date', () => {
  test.each([
    {
      date: '2026-12-24T18:00',
      zone: 'Europe/Madrid',
      due: '2026-12-24T17:00:00.000Z',
      why: 'by their clock',
    },
    { date: '2027-01-10T12:00', zone: 'UTC', due: '2027-01-10T12:00:00.000Z', why: 'a year ahead' },
    { date: '2028-02-29T09:00', zone: 'UTC', due: '2028-02-29T09:00:00.000Z', why: 'a leap day' },
    {
      date: '2026-03-29T02:30',
      zone: 'Europe/Madrid',
      due: '2026-03-29T01:00:00.000Z',
      why: 'skipped: first after the gap',
    },
    {
      date: '2026-10-25T02:30',
      zone: 'Europe/Madrid',
      due: '2026-10-25T00:30:00.000Z',
      why: 'twice: the first',
    },
    {
      date: '2026-06-01T09:00',
      zone: 'Asia/Kolkata',
      due: '2026-06-01T03:30:00.000Z',
      why: 'a zone of 30 minutes',
    },
  ])('$date in $zone is $due ($why)', ({ date, zone, due }) => {
    const ride = begin({ by: 'date', date }, '2026-01-10T12:00:00Z', { zone })
    expect(dueOf(ride)).toBe(due)
    expect(placeOf(ride.wake())).toEqual(['out', 'exit'])
  })

  test.each(['2026-01-10T12:00', '2020-01-01T00:00'])('%s has come: they go on at once', (date) => {
    expect(placeOf(begin({ by: 'date', date }, '2026-01-10T12:00:00Z'))).toEqual(['out', 'exit'])
  })
})

describe('a date the person has', () => {
  test.each([
    {
      traits: { visit: '2026-02-01T16:00:00Z' },
      until: visit(-2, 600),
      due: '2026-01-30T10:00:00.000Z',
      why: 'two days before, at ten',
    },
    {
      traits: { visit: '2026-02-01T16:00:00Z' },
      until: visit(1),
      due: '2026-02-02T16:00:00.000Z',
      why: 'a day after, at its own time',
    },
    {
      traits: { visit: '2026-02-01' },
      until: visit(0),
      due: '2026-02-01T00:00:00.000Z',
      why: 'a day is its midnight',
    },
    {
      traits: { visit: '2028-03-01' },
      until: visit(-1),
      due: '2028-02-29T00:00:00.000Z',
      why: 'the day before 1 March in a leap year',
    },
    {
      traits: { visit: '2027-03-01' },
      until: visit(-1),
      due: '2027-02-28T00:00:00.000Z',
      why: 'and in another',
    },
  ])('$until.offsetDays days from $traits.visit is $due ($why)', ({ traits, until, due }) => {
    expect(dueOf(begin(until, '2026-01-10T12:00:00Z', { traits }))).toBe(due)
  })

  test.each([
    { traits: {}, why: 'there is none' },
    { traits: { visit: 'soon' }, why: 'it is no date' },
    { traits: { visit: 5 }, why: 'it is a number' },
  ])('has a way of its own where $why', ({ traits }) => {
    expect(placeOf(begin(visit(0), '2026-01-10T12:00:00Z', { traits }))).toEqual(['never', 'exit'])
  })

  test('that has passed lets them go on at once', () => {
    const traits = { visit: '2026-01-01' }
    expect(placeOf(begin(visit(3), '2026-01-10T12:00:00Z', { traits }))).toEqual(['out', 'exit'])
  })

  test('is looked up again when it comes: one that was put off is waited for, one that is gone is no date', () => {
    const ride = begin(visit(0, 600), '2026-01-10T12:00:00Z', { traits: { visit: '2026-01-12' } })
    const putOff = ride.become({ traits: { visit: '2026-01-15' } }).wake()
    expect(dueOf(putOff)).toBe('2026-01-15T10:00:00.000Z')
    expect(placeOf(putOff.wake())).toEqual(['out', 'exit'])
    expect(placeOf(ride.become({ traits: {} }).wake())).toEqual(['never', 'exit'])
  })
})
