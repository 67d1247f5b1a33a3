import { turnedClock } from '@periplo/testkit'
import { expect, test } from 'vitest'
import { createAttemptDelay } from './attempt-delay.ts'

const start = () => {
  const clock = turnedClock('2026-11-20T10:00:00Z')
  return { clock, delay: createAttemptDelay({ free: 3, clock }) }
}

test('the first failures are free, then the wait doubles up to a minute', () => {
  const { delay } = start()
  const waits = Array.from({ length: 11 }, () => {
    delay.noteAttempt('a')
    return delay.waitMs('a') / 1_000
  })
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test('waiting is enough, success wipes the slate, and so does an hour', () => {
  const { clock, delay } = start()
  const fail = (times: number): void => {
    for (let at = 0; at < times; at += 1) delay.noteAttempt('a')
  }
  fail(4)
  clock.advance(2_000)
  expect(delay.waitMs('a')).toBe(0)
  fail(1)
  expect(delay.waitMs('a')).toBe(4_000)
  delay.noteSuccess('a')
  expect(delay.waitMs('a')).toBe(0)
  fail(9)
  clock.advance(3_600_000)
  expect(delay.waitMs('a')).toBe(0)
  fail(1)
  expect(delay.waitMs('a')).toBe(0)
})

test('one account does not wait for another', () => {
  const { delay } = start()
  for (let at = 0; at < 9; at += 1) delay.noteAttempt('a')
  expect(delay.waitMs('b')).toBe(0)
})

test('an attempt counts while it is under way, and no more once it is taken back', () => {
  const { delay } = start()
  for (let at = 0; at < 4; at += 1) delay.noteAttempt('a')
  expect(delay.waitMs('a')).toBe(2_000)
  for (let at = 0; at < 4; at += 1) delay.takeBack('a')
  expect(delay.waitMs('a')).toBe(0)
  for (let at = 0; at < 3; at += 1) delay.noteAttempt('a')
  expect(delay.waitMs('a')).toBe(1_000)
})
