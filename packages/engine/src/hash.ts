import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { EnrollmentId, JourneyId, NodeId, PersonId, SendIntent } from '@periplo/model'

/** The idempotency key of one send: 128 bits in hexadecimal, distinct per enrollment, node, visit and channel. */
export function toSendKey(key: {
  readonly enrollmentId: EnrollmentId
  readonly nodeId: NodeId
  readonly visit: number
  readonly channel: SendIntent['channel']
}): string {
  return bytesToHex(digest(['send', key.enrollmentId, key.nodeId, key.visit, key.channel]).subarray(0, 16))
}

/** The id of the event that a node emits on a visit: the same every time, so that it is one event. */
export function toEmissionId(key: {
  readonly enrollmentId: EnrollmentId
  readonly nodeId: NodeId
  readonly visit: number
}): string {
  return bytesToHex(digest(['emit', key.enrollmentId, key.nodeId, key.visit]).subarray(0, 16))
}

/** Names what a node changes of a person on a visit: the same every time, so that it is one change. */
export function toChangeKey(key: {
  readonly enrollmentId: EnrollmentId
  readonly nodeId: NodeId
  readonly visit: number
}): string {
  return bytesToHex(digest(['change', key.enrollmentId, key.nodeId, key.visit]).subarray(0, 16))
}

/** Where a person stands at a split, in `[0, 1)`: uniform over people, the same at every visit and version. */
export function toShare(key: {
  readonly journeyId: JourneyId
  readonly nodeId: NodeId
  readonly personId: PersonId
}): number {
  return toFraction(digest(['share', key.journeyId, key.nodeId, key.personId]))
}

/** Where a run stands among all that are spread over a time, in `[0, 1)`: uniform, and always the same. */
export function toShareOf(enrollmentId: EnrollmentId): number {
  return toFraction(digest(['spread', enrollmentId]))
}

function toFraction(bytes: Uint8Array): number {
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
