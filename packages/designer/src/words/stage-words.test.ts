import { BUILT_IN_STAGES } from '@periplo/model'
import { expect, test } from 'vitest'
import { toStageTone } from './stage-words.ts'

test('every stage a journey starts with has its own step of the scale, in their order', () => {
  expect(BUILT_IN_STAGES.map(toStageTone)).toEqual([1, 2, 3, 4, 5])
})

test('a stage somebody added never takes the colour of one the legend names', () => {
  expect(toStageTone('stage-1f2e3d4c')).toBe('own')
})
