import { StudioError } from '@periplo/model'
import type { TrackedEvent } from '@periplo/model'
import { readRow } from '@periplo/runtime'
import type { ColumnMapping, Row } from '@periplo/runtime'
import { openTable } from './read-table.ts'
import type { Table } from './read-table.ts'

/** Rows sorted in memory at most. */
const MAX_SORTED = 2_000_000
/** Bad rows told one by one. */
const TOLD = 20

/** A row that tells of no event, and why. */
export interface BadRow {
  readonly line: number
  readonly reason: string
}

/** What a reading has come to so far. */
export interface Reading {
  readonly bad: BadRow[]
  badCount: number
}

/** How a table is read. */
export interface ReadingTerms {
  readonly path: string
  readonly mapping: ColumnMapping
  /** Nothing happens after this instant. */
  readonly latest: number
  /** More bad rows than this, and the file is not what it was taken for. */
  readonly maxBad: number
}

/** What a first look at a table found. */
export interface Survey extends Reading {
  readonly events: number
  readonly firstAt: number
  readonly lastAt: number
  readonly isInOrder: boolean
}

/** Reads the whole table once without keeping it. Fails with `import/unreadable` where it holds no event. */
export async function surveyTable(terms: ReadingTerms): Promise<Survey> {
  const reading: Reading = { bad: [], badCount: 0 }
  const seen = { events: 0, firstAt: Infinity, lastAt: -Infinity, isInOrder: true }
  for await (const { occurredAt } of readEvents(await openTable(terms.path), terms, reading)) {
    seen.events += 1
    if (occurredAt < seen.lastAt) seen.isInOrder = false
    seen.firstAt = Math.min(seen.firstAt, occurredAt)
    seen.lastAt = Math.max(seen.lastAt, occurredAt)
  }
  if (seen.events > 0) return { ...reading, ...seen }
  throw new StudioError('import/unreadable', `${terms.path} holds no event. ${reading.bad[0]?.reason ?? ''}`)
}

/** The events of a table in the order of its rows; rows that tell of none are noted in `reading`. */
export async function* readEvents(
  table: Table,
  terms: ReadingTerms,
  reading: Reading,
): AsyncIterable<TrackedEvent> {
  for await (const { event } of readTold(table, terms, reading)) yield event
}

/** The events of a table in the order of time; those of one instant stay in the order of their rows. */
export async function* readSortedEvents(
  table: Table,
  terms: ReadingTerms,
  reading: Reading,
): AsyncIterable<TrackedEvent> {
  const kept: { readonly at: number; readonly row: Row }[] = []
  for await (const { event, row } of readTold(table, terms, reading)) {
    if (kept.length >= MAX_SORTED)
      throw new StudioError(
        'import/unreadable',
        `The rows are not in the order of time, and more than ${MAX_SORTED} of them cannot be sorted here: sort the file first.`,
      )
    kept.push({ at: event.occurredAt, row })
  }
  kept.sort((a, b) => a.at - b.at)
  for (const { row } of kept) {
    const read = readRow(row, terms.mapping, terms.latest)
    if (read.kind === 'event') yield read.event
  }
}

async function* readTold(
  table: Table,
  { mapping, latest, maxBad }: ReadingTerms,
  reading: Reading,
): AsyncIterable<{ readonly event: TrackedEvent; readonly row: Row }> {
  for await (const { line, row } of table.rows) {
    if (row) refuseMissingColumns(row, mapping)
    const read = row
      ? readRow(row, mapping, latest)
      : ({ kind: 'bad', reason: 'The row has another number of cells than the header.' } as const)
    if (row && read.kind === 'event') yield { event: read.event, row }
    if (read.kind === 'bad') noteBad(reading, { line, reason: read.reason }, maxBad)
  }
}

function noteBad(reading: Reading, bad: BadRow, maxBad: number): void {
  reading.badCount += 1
  if (reading.bad.length < TOLD) reading.bad.push(bad)
  if (reading.badCount > maxBad)
    throw new StudioError(
      'import/unreadable',
      `More than ${maxBad} rows are bad (--max-bad), the latest in line ${bad.line}: ${bad.reason}`,
    )
}

/** Every row has the columns of the header, so looking at one would do; it costs nothing. */
function refuseMissingColumns(
  row: Row,
  { userId, anonymousId, event, timestamp, messageId, ...rest }: ColumnMapping,
): void {
  const channel = rest.channel && 'column' in rest.channel ? rest.channel.column : null
  const named = [userId, anonymousId, event, timestamp, messageId, channel]
  const missing = [...named, ...(rest.properties ?? []).map(({ column }) => column)].find(
    (column) => column !== null && !Object.hasOwn(row, column),
  )
  if (missing === undefined) return
  throw new StudioError(
    'import/unreadable',
    `There is no column ${missing}; the file has ${Object.keys(row).join(', ')}.`,
  )
}
