import type { Clock, Ids } from '@periplo/model'
import { randomBytes } from 'node:crypto'

/**
 * UUIDs of version 7 (RFC 9562 §5.7): the clock's millisecond, then random bits, so that ids made later sort
 * later and land on the same index pages.
 */
export function createIds(clock: Clock): Ids {
  return {
    uuid() {
      const bytes = randomBytes(16)
      bytes.writeUIntBE(clock.now().getTime(), 0, 6)
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      const hex = bytes.toString('hex')
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      )
    },
  }
}

/** A number from [0, 1), evenly spread. */
export function drawFraction(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48
}

/** Bytes nobody can guess, for keys and secrets. */
export function drawBytes(sizeBytes: number): Buffer {
  return randomBytes(sizeBytes)
}
