import type { ArmName } from '@periplo/kpi'
import { FLAG, NUMBER, TEXT, orEmpty } from './cell-type.ts'
import type { Input } from './open-input.ts'
import { openCsv } from './read-csv.ts'
import { quote, toUnreadable } from './unreadable.ts'

/** One person of an experiment. */
export interface ArmRow {
  readonly arm: ArmName
  readonly converted: boolean
  /** What the person was worth; null where there is no such column. */
  readonly value: number | null
  /** The same before the experiment; null where nothing is known. */
  readonly before: number | null
}

/**
 * Reads an experiment, one row a person: the arm called `controlName` and one other. Fails with
 * `import/unreadable`, naming the line, for a third arm, and where the control is not there.
 */
export async function readArms(input: Input, controlName: string): Promise<readonly ArmRow[]> {
  const { file } = input
  const table = await openCsv(input)
  const armOf = table.column({ usual: ['arm', 'group', 'variant'] }, TEXT)
  const outcomeOf = table.column({ usual: ['outcome', 'converted', 'conversion'] }, FLAG)
  const valueOf = table.optionalColumn({ usual: ['value', 'revenue', 'amount'] }, orEmpty(NUMBER))
  const beforeOf = table.optionalColumn(
    { usual: ['pre', 'before', 'pre_value', 'covariate'] },
    orEmpty(NUMBER),
  )
  const rows: ArmRow[] = []
  const names = new Set<string>()
  for await (const row of table.rows) {
    const name = armOf(row)
    names.add(name)
    if ([...names].filter((one) => one !== controlName).length > 1)
      throw toUnreadable({ file, line: row.line }, `${quote(name)} is a third arm; compare two at a time.`)
    rows.push({
      arm: name === controlName ? 'control' : 'treatment',
      converted: outcomeOf(row),
      value: valueOf ? (valueOf(row) ?? 0) : null,
      before: beforeOf?.(row) ?? null,
    })
  }
  if (names.has(controlName)) return rows
  const found = [...names].map(quote).join(', ')
  throw toUnreadable(
    { file },
    `no row is of the arm ${quote(controlName)}; there is ${found}. --control-name names it.`,
  )
}
