import { expect, test } from 'vitest'
import { contrastRatio } from './contrast.ts'

test.each([
  { one: [0, 0, 0], other: [255, 255, 255], ratio: 21, why: 'the most there is' },
  { one: [255, 255, 255], other: [0, 0, 0], ratio: 21, why: 'either way round' },
  {
    one: [118, 118, 118],
    other: [255, 255, 255],
    ratio: 4.54,
    why: 'the lightest grey that passes AA on white',
  },
  { one: [40, 80, 120], other: [40, 80, 120], ratio: 1, why: 'the same colour' },
] as const)('$one on $other has $ratio ($why)', ({ one, other, ratio }) => {
  expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2)
})
