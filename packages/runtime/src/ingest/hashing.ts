import { hash } from 'node:crypto'
import type { Identifier, LogInput } from '@periplo/model'
import { PARTITION_COUNT } from '@periplo/store'

/** SHA-256 of the parts as a UUID of version 8 (RFC 9562 §5.8); equal parts, equal hash. */
export function toKeyHash(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\x1f'), 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The key an identifier is found by inside its workspace. */
export function toIdentifierHash(identifier: Identifier): string {
  return toKeyHash(identifier.kind, identifier.value)
}

/** The logical partition of a person: fixed for ever by their id. */
export function toPartition(personId: string): number {
  return Number.parseInt(personId.slice(-6), 16) % PARTITION_COUNT
}

/**
 * The id of the enrollment that a log input starts by a node: the same input always starts the same
 * enrollment, so a step computed twice is written once.
 */
export function toEnrollmentId(
  { workspaceId, partitionId, offset }: Pick<LogInput, 'workspaceId' | 'partitionId' | 'offset'>,
  { journeyId, nodeId }: { readonly journeyId: string; readonly nodeId: string },
): string {
  return toKeyHash('enrollment', workspaceId, journeyId, nodeId, String(partitionId), String(offset))
}
