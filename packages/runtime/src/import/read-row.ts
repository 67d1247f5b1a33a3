import { toFirstInstant } from '@periplo/engine'
import { parseIncomingEvent } from '@periplo/model'
import type { Instant, JsonObject, JsonValue, TrackedEvent } from '@periplo/model'
import { toKeyHash } from '../ingest/hashing.ts'

/** Which column of a table holds what; null where none does. */
export interface ColumnMapping {
  readonly userId: string | null
  readonly anonymousId: string | null
  readonly event: string
  readonly timestamp: string
  /** IANA zone of timestamps that name no offset. */
  readonly zone: string
  /** Null: rows are told apart by everything they say, and two equal rows are one event. */
  readonly messageId: string | null
  /** A column, or one channel for all; null derives it from the event. */
  readonly channel: { readonly column: string } | { readonly always: string } | null
  /** Null: every column that is not named otherwise, under its own name. */
  readonly properties: readonly { readonly name: string; readonly column: string }[] | null
}

/** What came of reading a row. */
export type ReadRow =
  | { readonly kind: 'event'; readonly event: TrackedEvent }
  | { readonly kind: 'bad'; readonly reason: string }

/** A row of text cells by column. */
export type Row = Readonly<Record<string, string>>

const HAS_OFFSET = /:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)$/i
const EPOCH = /^\d+(?:\.\d+)?$/

/**
 * Reads a row as the event it tells of. Empty cells are absent; numbers and `true` or `false` are read as such.
 * A moment after `latest` counts as `latest`. Pure; the same row has the same event id.
 */
export function readRow(row: Row, mapping: ColumnMapping, latest: Instant): ReadRow {
  const cell = (column: string | null): string | null =>
    column === null ? null : (row[column] ?? '').trim() || null
  const timestamp = cell(mapping.timestamp)
  if (timestamp === null) return { kind: 'bad', reason: `The column ${mapping.timestamp} is empty.` }
  const channel = mapping.channel && 'always' in mapping.channel ? mapping.channel.always : null
  const parsed = parseIncomingEvent(
    {
      type: 'track',
      event: cell(mapping.event),
      userId: cell(mapping.userId),
      anonymousId: cell(mapping.anonymousId),
      messageId: cell(mapping.messageId) ?? toRowId(row),
      timestamp,
      properties: toProperties(row, mapping),
      context: { periplo: { channel: channel ?? toChannel(cell, mapping) } },
    },
    { receivedAt: Number.MAX_SAFE_INTEGER, newEventId: () => '' },
  )
  if (parsed.kind === 'rejected') return { kind: 'bad', reason: parsed.reason }
  const occurredAt = Math.min(latest, toInstant(parsed.event.occurredAt, timestamp, mapping.zone))
  return { kind: 'event', event: { ...parsed.event, occurredAt } }
}

function toChannel(cell: (column: string) => string | null, { channel }: ColumnMapping): string | null {
  return channel && 'column' in channel ? cell(channel.column) : null
}

function toRowId(row: Row): string {
  return toKeyHash('row', ...Object.entries(row).flat())
}

/** The parser takes a moment without an offset for UTC; it is one of the table's zone. */
function toInstant(asUtc: Instant, timestamp: string, zone: string): Instant {
  return zone === 'UTC' || HAS_OFFSET.test(timestamp) || EPOCH.test(timestamp)
    ? asUtc
    : toFirstInstant(asUtc, zone)
}

function toProperties(row: Row, mapping: ColumnMapping): JsonObject {
  const wanted = mapping.properties ?? listOtherColumns(row, mapping)
  return Object.fromEntries(
    wanted.flatMap(({ name, column }): [string, JsonValue][] => {
      const text = row[column] ?? ''
      return text === '' ? [] : [[name, toValue(text)]]
    }),
  )
}

function listOtherColumns(row: Row, mapping: ColumnMapping): readonly { name: string; column: string }[] {
  const { userId, anonymousId, event, timestamp, messageId, channel } = mapping
  const channelColumn = channel && 'column' in channel ? channel.column : null
  const taken = new Set([userId, anonymousId, event, timestamp, messageId, channelColumn])
  return Object.keys(row)
    .filter((column) => !taken.has(column))
    .map((column) => ({ name: column, column }))
}

/** Only text that a number writes back the same: `007` and card numbers stay text. */
function toValue(text: string): JsonValue {
  if (text === 'true' || text === 'false') return text === 'true'
  const value = Number(text)
  return Number.isFinite(value) && String(value) === text ? value : text
}
