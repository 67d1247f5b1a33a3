/** A stream of numbers in [0, 1). */
export type Luck = () => number

/**
 * Luck that is the same for the same seed, on every machine: 32-bit mulberry32, good enough to shuffle and to
 * draw samples, not for secrets. The seed is read as a 32-bit whole number.
 *
 * Source: T. Ettinger, mulberry32 (2017, public domain).
 */
export function toSeededLuck(seed: number): Luck {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Puts the items in a random order, every order equally likely (Fisher–Yates), where they are. */
export function shuffle(items: Int32Array, luck: Luck): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(luck() * (at + 1))
    const item = items[at] ?? 0
    items[at] = items[other] ?? 0
    items[other] = item
  }
}
