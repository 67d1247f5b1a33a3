import { hash } from 'node:crypto'
import type { Identifier } from '@periplo/model'
import { PARTITION_COUNT } from '@periplo/store'

/** A UUID-shaped hash of the parts; equal parts, equal hash. */
export function toKeyHash(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\x1f'), 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** The key an identifier is found by inside its workspace. */
export function toIdentifierHash(identifier: Identifier): string {
  return toKeyHash(identifier.kind, identifier.value)
}

/** The logical partition of a person: fixed for ever by their id. */
export function toPartition(personId: string): number {
  return Number.parseInt(personId.slice(-6), 16) % PARTITION_COUNT
}
