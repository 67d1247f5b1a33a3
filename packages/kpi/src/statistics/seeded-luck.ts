import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Luck that is the same for the same seed, on every machine. Each draw moves it on; not for secrets. */
export interface SeededLuck {
  /** A number in [0, 1). */
  float(): number
  /** A whole number in [0, below). */
  below(below: number): number
}

/** The luck of a seed, which is read as a 32-bit whole number. */
export function toSeededLuck(seed: number): SeededLuck {
  const generator = xoroshiro128plus(seed)
  return {
    float: () => uniformFloat64(generator),
    below: (below) => uniformInt(generator, 0, below - 1),
  }
}
