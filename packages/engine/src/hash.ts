import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { EnrollmentId, JourneyId, NodeId, PersonId, SendIntent, WorkspaceId } from '@periplo/model'

/**
 * The id of the enrollment that a log input starts: the same input always starts the same enrollment, so a
 * step computed twice is written once. SHA-256 as a UUID of version 8 (RFC 9562).
 */
export function toEnrollmentId(key: {
  readonly workspaceId: WorkspaceId
  readonly journeyId: JourneyId
  readonly nodeId: NodeId
  readonly partitionId: number
  readonly offset: number
}): EnrollmentId {
  const bytes = digest([
    'enrollment',
    key.workspaceId,
    key.journeyId,
    key.nodeId,
    key.partitionId,
    key.offset,
  ])
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytesToHex(bytes.subarray(0, 16))
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The idempotency key of one send: 128 bits in hexadecimal, distinct per enrollment, node, visit and channel. */
export function toSendKey(key: {
  readonly enrollmentId: EnrollmentId
  readonly nodeId: NodeId
  readonly visit: number
  readonly channel: SendIntent['channel']
}): string {
  return bytesToHex(digest(['send', key.enrollmentId, key.nodeId, key.visit, key.channel]).subarray(0, 16))
}

/** Where a person stands at a split, in `[0, 1)`: uniform over people, the same at every visit and version. */
export function toShare(key: {
  readonly journeyId: JourneyId
  readonly nodeId: NodeId
  readonly personId: PersonId
}): number {
  const bytes = digest(['share', key.journeyId, key.nodeId, key.personId])
  return bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48
}

/** A short, stable stand-in for a long text: 128 bits in hexadecimal. */
export function toFingerprint(text: string): string {
  return bytesToHex(digest(['text', text]).subarray(0, 16))
}

/** JSON keeps the parts apart: no two lists of parts are written alike. */
function digest(parts: readonly (string | number)[]): Uint8Array {
  return sha256(utf8ToBytes(JSON.stringify(parts)))
}
