import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StudioError } from '@periplo/model'
import type { Row } from '@periplo/runtime'
import { parse } from 'csv-parse'
import { toUnreadable } from '../unreadable-file.ts'

/** A row, and the line of the file it ends on; null where the line is no row of this table. */
export interface TableRow {
  readonly line: number
  readonly row: Row | null
}

/** A CSV file with a header, gzipped where its name ends in `.gz`. */
export interface Table {
  /** Bytes of the file read so far, of how many. */
  progress(): { readonly read: number; readonly size: number }
  readonly rows: AsyncIterable<TableRow>
}

const MAX_ROW_BYTES = 1_024 * 1_024

/** Opens a table to be read once, a little at a time. Reading fails with `import/unreadable`. */
export async function openTable(path: string): Promise<Table> {
  const size = await stat(path).then(
    (found) => found.size,
    (cause: unknown) => {
      throw toUnreadable(path, cause)
    },
  )
  const file = createReadStream(path)
  return { progress: () => ({ read: file.bytesRead, size }), rows: readRows(path, file) }
}

async function* readRows(path: string, file: ReturnType<typeof createReadStream>): AsyncIterable<TableRow> {
  const parser = parse({ bom: true, info: true, relax_column_count: true, max_record_size: MAX_ROW_BYTES })
  const failed = (): void => undefined // the loop below hears of it
  if (path.endsWith('.gz')) pipeline(file, createGunzip(), parser, failed)
  else pipeline(file, parser, failed)
  let header: readonly string[] | undefined
  try {
    for await (const item of parser) {
      const { record, info }: { record: string[]; info: { lines: number } } = item // oxlint-disable-line typescript/no-unsafe-assignment -- the shape `info: true` promises
      if (header) yield { line: info.lines, row: toRow(header, record) }
      else header = record
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new StudioError('import/unreadable', `${path} is no CSV file: ${why}`, { cause })
  }
}

function toRow(header: readonly string[], cells: readonly string[]): Row | null {
  if (cells.length !== header.length) return null
  return Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']))
}
