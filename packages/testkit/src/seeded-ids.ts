import { createHash } from 'node:crypto'

/** Identifiers that repeat from run to run. Fits the `Ids` seam of `@periplo/model`. */
export interface SeededIds {
  uuid(): string
}

/**
 * UUIDs (version 8, RFC 9562 section 5.8: the bits are ours) drawn from SHA-256 over the seed and a counter.
 * Equal seeds give equal sequences; different seeds share no identifier in practice.
 */
export function seededIds(seed: string | number): SeededIds {
  let drawn = 0
  return {
    uuid: () => {
      drawn += 1
      const hex = createHash('sha256').update(`${seed}/${drawn}`).digest('hex')
      const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `8${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20, 32),
      ].join('-')
    },
  }
}
