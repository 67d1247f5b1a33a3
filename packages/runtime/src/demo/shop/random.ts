/** A stream of draws that depends on its seed alone. */
export interface Random {
  /** A draw from [0, 1). */
  next(): number
  /** True with this probability. */
  chance(probability: number): boolean
  /** A whole number from `[from, to]`. */
  int(from: number, to: number): number
  /** One of the items; there must be one. */
  pick<T>(items: readonly T[]): T
  /** A waiting time with this mean, exponentially spread. */
  wait(meanMs: number): number
}

/**
 * A generator of its own for everybody who draws, so that what one does never shifts what another draws.
 * Small fast counter, 32 bits (C. Doty-Humphrey, PractRand, sfc32), seeded by four FNV-1a hashes of the text.
 */
export function createRandom(seed: string): Random {
  const next = toStream(seed)
  return {
    next,
    chance: (probability) => next() < probability,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick(items) {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    wait: (meanMs) => Math.ceil(-Math.log(1 - next()) * meanMs),
  }
}

/** Draws thrown away so that similar seeds part ways. */
const WARM_UP = 12

function toStream(seed: string): () => number {
  let a = toHash(`${seed}/a`)
  let b = toHash(`${seed}/b`)
  let c = toHash(`${seed}/c`)
  let counter = toHash(`${seed}/d`)
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let drawn = 0; drawn < WARM_UP; drawn += 1) next()
  return next
}

function toHash(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash | 0
}
