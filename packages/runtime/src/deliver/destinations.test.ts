import { turnedClock } from '@periplo/testkit'
import { expect, test } from 'vitest'
import { createDestinations } from './destinations.ts'

interface Doors {
  readonly begun: string[]
  readonly ended: Promise<string>[]
  open(name: string): void
  send(name: string, destination: string): void
}

function createDoors(capacity = { atOnce: 2, waiting: 1, patienceMs: 1_000 }): Doors {
  const destinations = createDestinations(turnedClock('2026-03-02T10:00:00Z'))
  const begun: string[] = []
  const ended: Promise<string>[] = []
  const doors = new Map<string, () => void>()
  return {
    begun,
    ended,
    open: (name) => doors.get(name)?.(),
    send(name, destination) {
      const run = destinations.run(destination, capacity, () => {
        begun.push(name)
        return new Promise<string>((resolve) => doors.set(name, () => resolve(name)))
      })
      ended.push(run)
    },
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a destination has as many sends under way as it has room for; the next wait their turn', async () => {
  const doors = createDoors()
  for (const name of ['a1', 'a2', 'a3']) doors.send(name, 'a')
  await turn()
  expect(doors.begun).toEqual(['a1', 'a2'])
  doors.open('a2')
  await turn()
  expect(doors.begun).toEqual(['a1', 'a2', 'a3'])
})

test('one that is full says so at once, and keeps no other waiting', async () => {
  const doors = createDoors()
  for (const name of ['a1', 'a2', 'a3', 'a4']) doors.send(name, 'a')
  doors.send('b1', 'b')
  await turn()
  expect(doors.begun).toEqual(['a1', 'a2', 'b1'])
  expect(await doors.ended[3]).toBe('full')
})

test('a send that throws gives its room back', async () => {
  const destinations = createDestinations(turnedClock('2026-03-02T10:00:00Z'))
  const capacity = { atOnce: 1, waiting: 0, patienceMs: 1_000 }
  const failing = destinations.run('a', capacity, () => Promise.reject(new Error('no answer')))
  await expect(failing).rejects.toThrow('no answer')
  expect(await destinations.run('a', capacity, () => Promise.resolve('sent'))).toBe('sent')
})

test.each([
  { tookMs: 10, accepted: 100, why: 'a quick one takes as many as it answers in time' },
  { tookMs: 500, accepted: 2, why: 'a slow one takes few' },
])(
  'a destination that is known takes what it can answer within patience: $why',
  async ({ tookMs, accepted }) => {
    const clock = turnedClock('2026-03-02T10:00:00Z')
    const destinations = createDestinations(clock)
    const capacity = { atOnce: 1, waiting: 0, patienceMs: 1_000 }
    await destinations.run('a', capacity, () => {
      clock.advance(tookMs)
      return Promise.resolve('known')
    })
    const { promise: opened, resolve: open } = Promise.withResolvers<string>()
    const runs = Array.from({ length: 200 }, () => destinations.run('a', capacity, () => opened))
    open('sent')
    const outcomes = await Promise.all(runs)
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(accepted + 1)
  },
)
