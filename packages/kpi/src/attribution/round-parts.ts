import { invariant } from '@periplo/model'

/**
 * Rounds parts of a whole number to whole numbers that add up to it, by the largest remainder: each part goes
 * down or up to a neighbour, those with the largest remainder up; equal remainders in the order of the parts.
 * The parts must add up to the total but for rounding, and may be negative.
 *
 * Source: the method of Hamilton; M. L. Balinski, H. P. Young, "Fair Representation" (2nd ed. 2001), ch. 2.
 */
export function roundParts(total: number, parts: readonly number[]): readonly number[] {
  invariant(Number.isSafeInteger(total), 'what is split is a whole number')
  invariant(parts.length > 0 || total === 0, 'something is left that nobody can get')
  const rounded = parts.map(Math.floor)
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  let left = total - rounded.reduce((a, b) => a + b, 0)
  for (let turn = 0; left !== 0; turn++) {
    const index = byRemainder[turn % parts.length]?.index ?? 0
    const step = Math.sign(left)
    rounded[index] = (rounded[index] ?? 0) + step
    left -= step
  }
  return rounded.map((part) => part + 0)
}
