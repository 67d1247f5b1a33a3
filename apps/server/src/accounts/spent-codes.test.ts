import { turnedClock } from '@periplo/testkit'
import { expect, test } from 'vitest'
import { createSpentCodes } from './spent-codes.ts'

test('a code is taken once while it can be right, whoever asks first, and by each account for itself', () => {
  const clock = turnedClock('2026-11-20T10:00:00Z')
  const codes = createSpentCodes(clock)
  expect([codes.spend('a', '123456'), codes.spend('a', '123456')]).toEqual([true, false])
  expect([codes.spend('a', '654321'), codes.spend('b', '123456')]).toEqual([true, true])
  clock.advance(89_999)
  expect(codes.spend('a', '123456')).toBe(false)
  clock.advance(1)
  expect(codes.spend('a', '123456')).toBe(true)
})

test('a code that was wrong is not spent', () => {
  const codes = createSpentCodes(turnedClock('2026-11-20T10:00:00Z'))
  codes.spend('a', '123456')
  codes.giveBack('a', '123456')
  expect(codes.spend('a', '123456')).toBe(true)
})
