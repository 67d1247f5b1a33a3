import { parseAmounts } from '@periplo/kpi'
import type { ChannelPath } from '@periplo/kpi'
import { numberFrom } from './cell-type.ts'
import type { CellType } from './cell-type.ts'
import { createInterning } from './intern-text.ts'
import type { Input } from './open-input.ts'
import { openCsv } from './read-csv.ts'
import { quote, toUnreadable } from './unreadable.ts'

/** Paths, with their values as whole numbers of 10^−decimals. */
export interface ReadPaths {
  readonly paths: readonly ChannelPath[]
  readonly decimals: number
}

const DAY_MS = 86_400_000

/** `a > b > c`; empty text is a path without a touch. */
const PATH: CellType<readonly string[]> = {
  expected: 'a path such as search > email > direct',
  find(text) {
    if (text === '') return []
    const channels = text.split('>').map((channel) => channel.trim())
    return channels.includes('') ? undefined : channels
  },
}

/** `9 > 2.5 > 0`, days, as milliseconds; none rising. */
const AGES: CellType<readonly number[]> = {
  expected: 'days such as 9 > 2.5 > 0, none rising',
  find(text) {
    if (text === '') return []
    const days = text.split('>').map((day) => numberFrom(0).find(day.trim()))
    const isFalling = days.every((day, at) => day !== undefined && day <= (days[at - 1] ?? Infinity))
    return isFalling ? days.map((day = 0) => day * DAY_MS) : undefined
  },
}

/** Text, to be read exactly when all of it is known. */
const AMOUNT_TEXT: CellType<string> = { expected: 'an amount such as 12.50', find: (text) => text }

/** Reads a table of paths. Fails with `import/unreadable`, naming line and column, for what is none. */
export async function readPaths(input: Input): Promise<ReadPaths> {
  const table = await openCsv(input)
  const pathOf = table.column({ usual: ['path', 'channels', 'touchpoints', 'route'] }, PATH)
  const conversionsOf = table.column(
    { usual: ['conversions', 'converted', 'total_conversions'] },
    numberFrom(0),
  )
  const valueOf = table.optionalColumn(
    { usual: ['value', 'conversion_value', 'total_conversion_value', 'revenue'] },
    AMOUNT_TEXT,
  )
  const nullsOf = table.optionalColumn(
    { usual: ['nulls', 'null', 'total_null', 'not_converted'] },
    numberFrom(0),
  )
  const agesOf = table.optionalColumn({ usual: ['ages', 'ages_days', 'days_before'] }, AGES)
  const intern = createInterning()
  const paths: Omit<ChannelPath, 'valueMinor'>[] = []
  const amounts: string[] = []
  const lines: number[] = []
  for await (const row of table.rows) {
    const path = pathOf(row).map(intern)
    const agesMs = agesOf?.(row) ?? []
    if (agesMs.length > 0 && agesMs.length !== path.length)
      throw toUnreadable(
        { file: input.file, line: row.line },
        `there are ${agesMs.length} ages and ${path.length} touches.`,
      )
    const hasAges = agesMs.length > 0
    paths.push({
      path,
      conversions: conversionsOf(row),
      nulls: nullsOf?.(row) ?? 0,
      ...(hasAges && { agesMs }),
    })
    amounts.push(valueOf?.(row) ?? '')
    lines.push(row.line)
  }
  const { amountsMinor, decimals } = toAmounts(amounts, { file: input.file, lines, column: 'value' })
  return { paths: paths.map((path, at) => ({ ...path, valueMinor: amountsMinor[at] ?? 0 })), decimals }
}

/** Amounts as whole numbers of one unit. Fails with `import/unreadable` at the first that is none. */
export function toAmounts(
  texts: readonly string[],
  {
    file,
    lines,
    column,
  }: { readonly file: string; readonly lines: readonly number[]; readonly column: string },
): { readonly amountsMinor: readonly number[]; readonly decimals: number } {
  const read = parseAmounts(texts)
  if (read.kind === 'read') return read
  const line = lines[read.index]
  throw toUnreadable(
    { file, column, ...(line !== undefined && { line }) },
    `${quote(texts[read.index] ?? '')} is no amount such as 12.50.`,
  )
}
