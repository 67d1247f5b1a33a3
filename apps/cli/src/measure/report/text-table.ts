/** A table for people. */
export interface TextTable {
  readonly title?: string
  readonly columns: readonly TextColumn[]
  readonly rows: readonly (readonly string[])[]
}

/** A column: text stands on the left, numbers on the right. */
export interface TextColumn {
  readonly name: string
  readonly align: 'left' | 'right'
}

/** A column of text. */
export function textColumn(name: string): TextColumn {
  return { name, align: 'left' }
}

/** A column of numbers. */
export function numberColumn(name: string): TextColumn {
  return { name, align: 'right' }
}

/** The table in characters of one width, every line ended; its title above, and no line where it has no rows. */
export function toText({ title, columns, rows }: TextTable): string {
  if (rows.length === 0) return ''
  const shown = rows.map((row) => columns.map((_, index) => toSafe(row[index] ?? '')))
  const widths = columns.map(({ name }, index) =>
    Math.max(countCells(name), ...shown.map((row) => countCells(row[index] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const blank = ' '.repeat((widths[index] ?? 0) - countCells(cell))
        return columns[index]?.align === 'right' ? blank + cell : cell + blank
      })
      .join('  ')
      .trimEnd()
  const head = line(columns.map(({ name }) => name))
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return [...(title === undefined ? [] : [title]), head, rule, ...shown.map(line), ''].join('\n')
}

/** What a file says must not move the cursor of whoever looks at it. */
function toSafe(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·')
}

/** Letters as people count them, each one wide. */
function countCells(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : Array.from(LETTERS.segment(text)).length
}

const LETTERS = new Intl.Segmenter('en')
