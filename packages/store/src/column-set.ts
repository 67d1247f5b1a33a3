import { encodeArray } from './array-encoder.ts'
import type { ElementType } from './array-encoder.ts'

/** Types a column of parameters can have. `json` is written as JSON and arrives in the statement as text. */
type ColumnType = ElementType | 'json'

/** A row on its way into a statement, by the statement's own short names. Null and undefined are NULL. */
export type ColumnRow = Readonly<Record<string, unknown>>

/**
 * Rows as one array parameter per column, in binary. PostgreSQL reads that in far less time than JSON
 * records, where it looks up every field of every row by its name.
 */
export interface ColumnSet {
  /** How many parameters the set takes. */
  readonly width: number
  /** The set as a table `alias` in a FROM clause, its parameters numbered from `first`. */
  from(alias: string, first: number): string
  /** The parameters for some rows, in order. */
  toValues(rows: readonly ColumnRow[]): readonly Buffer[]
}

/** Defines a set of columns by their names and types. */
export function defineColumns(types: Readonly<Record<string, ColumnType>>): ColumnSet {
  const columns = Object.entries(types)
  return {
    width: columns.length,
    from(alias, first) {
      const lists = columns.map(
        ([, type], at) => `unnest($${first + at}::${type === 'json' ? 'text' : type}[])`,
      )
      return `rows from (${lists.join(', ')}) as ${alias}(${columns.map(([name]) => name).join(', ')})`
    },
    toValues: (rows) => columns.map(([name, type]) => toParameter(type, rows, name)),
  }
}

/** The sets of a statement with their parameters numbered one after the other, from `first`. */
export function layOut<K extends string>(
  sets: Readonly<Record<K, ColumnSet>>,
  first: number,
): { readonly from: Readonly<Record<K, string>>; readonly next: number } {
  let next = first
  const from: Partial<Record<K, string>> = {}
  for (const name in sets) {
    from[name] = sets[name].from('x', next)
    next += sets[name].width
  }
  return { from: from as Record<K, string>, next } // oxlint-disable-line typescript/no-unsafe-type-assertion -- the loop has filled every key
}

function toParameter(type: ColumnType, rows: readonly ColumnRow[], name: string): Buffer {
  if (type !== 'json')
    return encodeArray(
      type,
      rows.map((row) => row[name]),
    )
  return encodeArray(
    'text',
    rows.map((row) => toJson(row[name])),
  )
}

function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}
