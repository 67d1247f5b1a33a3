import { Readable, pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { CellType } from './cell-type.ts'
import { findColumn, listColumns } from './find-column.ts'
import type { ColumnWish } from './find-column.ts'
import type { Input } from './open-input.ts'
import { quote, toMessage, toUnreadable } from './unreadable.ts'

/** A row, and the line of the file it begins on. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Reads one column of a row. Fails with `import/unreadable`, naming file, line and column. */
export type CellReader<T> = (row: CsvRow) => T

/** A CSV table with a header, to be read once. */
export interface CsvTable {
  readonly header: readonly string[]
  /** The reader of a column that must be there. Fails with `import/unreadable` where it is not. */
  column<T>(wish: ColumnWish, type: CellType<T>): CellReader<T>
  /** The reader of a column that may be missing, unless it was asked for by name. */
  optionalColumn<T>(wish: ColumnWish, type: CellType<T>): CellReader<T> | undefined
  /** Every row but blank lines. */
  readonly rows: AsyncIterable<CsvRow>
}

const MOST_ROW_CHARACTERS = 1_024 * 1_024
const DELIMITERS = [',', ';', '\t'] as const

/**
 * Opens a CSV table: separated by commas, semicolons or tabs, whichever the header holds most of; quoted
 * cells may hold line breaks. Fails with `import/unreadable` for a file that is none, rows of another length
 * than the header, and a table without rows.
 */
export async function openCsv({ file, format, head, texts }: Input): Promise<CsvTable> {
  if (format === 'xml') throw toUnreadable({ file }, 'it is XML where a CSV table is asked for.')
  if (format === 'json-lines') throw toUnreadable({ file }, 'it is JSON where a CSV table is asked for.')
  const records = readRecords(texts, { file, delimiter: findDelimiter(head) })[Symbol.asyncIterator]()
  const first = await records.next()
  if (first.done === true) throw toUnreadable({ file }, 'it is empty.')
  const header = first.value.cells.map((name) => name.trim())
  refuseTwins(header, file)
  const readerOf = <T>(index: number, type: CellType<T>): CellReader<T> => {
    const column = header[index] ?? ''
    return ({ line, cells }) => {
      const text = (cells[index] ?? '').trim()
      const value = type.find(text)
      if (value !== undefined) return value
      const found = text === '' ? 'the cell is empty and should hold' : `${quote(text)} is not`
      throw toUnreadable({ file, line, column }, `${found} ${type.expected}.`)
    }
  }
  return {
    header,
    column: (wish, type) => readerOf(findColumn(header, wish) ?? refuseMissing(header, wish, file), type),
    optionalColumn(wish, type) {
      const index = findColumn(header, wish)
      if (index !== undefined) return readerOf(index, type)
      return wish.asked === undefined ? undefined : refuseMissing(header, wish, file)
    },
    rows: readRows(records, { file, width: header.length }),
  }
}

function refuseTwins(header: readonly string[], file: string): void {
  const twin = header.find((name, index) => name !== '' && header.indexOf(name) !== index)
  if (twin !== undefined) throw toUnreadable({ file, line: 1 }, `two columns are called ${quote(twin)}.`)
}

function refuseMissing(header: readonly string[], wish: ColumnWish, file: string): never {
  throw toUnreadable({ file, line: 1 }, listColumns(header, wish))
}

async function* readRows(
  records: AsyncIterator<CsvRow>,
  { file, width }: { readonly file: string; readonly width: number },
): AsyncIterable<CsvRow> {
  let count = 0
  for (;;) {
    const next = await records.next()
    if (next.done === true) break
    const { line, cells } = next.value
    if (cells.length === 1 && cells[0]?.trim() === '' && width > 1) continue
    if (cells.length !== width)
      throw toUnreadable({ file, line }, `the row has ${cells.length} cells and the header ${width}.`)
    count += 1
    yield next.value
  }
  if (count === 0) throw toUnreadable({ file }, 'it has a header and no rows.')
}

/** The delimiter the first line holds most of outside of quotes; the comma where it holds none. */
function findDelimiter(head: string): string {
  const [line = ''] = head.replaceAll(/"[^"]*"/g, '').split(/\r|\n/, 1)
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

async function* readRecords(
  texts: AsyncIterable<string>,
  { file, delimiter }: { readonly file: string; readonly delimiter: string },
): AsyncIterable<CsvRow> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    trim: true,
    max_record_size: MOST_ROW_CHARACTERS,
    delimiter,
  })
  pipeline(Readable.from(texts), parser, () => undefined) // the loop below hears of a failure
  let line = 1
  try {
    for await (const item of parser) {
      const { record, info }: { record: string[]; info: { lines: number } } = item // oxlint-disable-line typescript/no-unsafe-assignment -- the shape `info: true` promises
      yield { line, cells: record }
      line = info.lines + 1
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const at: unknown = cause['lines']
    const place = { file, line: typeof at === 'number' ? at : line }
    throw toUnreadable(place, `it is no CSV: ${toMessage(cause)}.`, cause)
  }
}
