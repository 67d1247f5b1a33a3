import { dayOf } from '@periplo/kpi'
import type { CivilDay, Transaction } from '@periplo/kpi'
import { TEXT, momentIn } from './cell-type.ts'
import type { CellType } from './cell-type.ts'
import { createInterning } from './intern-text.ts'
import type { Input } from './open-input.ts'
import { openCsv } from './read-csv.ts'
import { toAmounts } from './read-paths.ts'
import { PERSON } from './usual-columns.ts'

/** Which columns hold what; their usual names unless said. */
export interface TransactionColumns {
  readonly person?: string | undefined
  readonly date?: string | undefined
  readonly amount?: string | undefined
  /** Whether to pass the amounts over. */
  readonly withoutAmounts?: boolean
  /** IANA zone: its civil days count. */
  readonly zone: string
}

/** Transactions, with their amounts as whole numbers of 10^−decimals; null where there is no such column. */
export interface ReadTransactions {
  readonly transactions: readonly Transaction[]
  readonly decimals: number
  readonly firstDay: CivilDay
  readonly lastDay: CivilDay
}

/** Text, to be read exactly when all of it is known. */
const AMOUNT_TEXT: CellType<string> = {
  expected: 'an amount such as 12.50',
  find: (text) => text || undefined,
}

/** Reads who bought what when. Fails with `import/unreadable`, naming line and column, for what is none. */
export async function readTransactions(
  input: Input,
  { person, date, amount, withoutAmounts = false, zone }: TransactionColumns,
): Promise<ReadTransactions> {
  const table = await openCsv(input)
  const personOf = table.column({ asked: person, usual: PERSON, flag: '--person' }, TEXT)
  const usualDates = ['date', 'day', 'order_date', 'timestamp', 'occurred_at', 'datetime'] as const
  const timeOf = table.column({ asked: date, usual: usualDates, flag: '--date' }, momentIn(zone))
  const usualAmounts = ['amount', 'value', 'revenue', 'price', 'total'] as const
  const wish = { asked: amount, usual: usualAmounts, flag: '--amount' }
  const amountOf = withoutAmounts ? undefined : table.optionalColumn(wish, AMOUNT_TEXT)
  const intern = createInterning()
  const transactions: Told[] = []
  const [texts, lines]: [string[], number[]] = [[], []]
  const span = { firstDay: '\uFFFF', lastDay: '' }
  for await (const row of table.rows) {
    const day = intern(dayOf(timeOf(row), zone))
    transactions.push({ personId: intern(personOf(row)), day, amountMinor: null })
    if (day < span.firstDay) span.firstDay = day
    if (day > span.lastDay) span.lastDay = day
    if (amountOf === undefined) continue
    texts.push(amountOf(row))
    lines.push(row.line)
  }
  const { amountsMinor, decimals } = toAmounts(texts, { file: input.file, lines, column: amount ?? 'amount' })
  for (const [at, told] of transactions.entries()) told.amountMinor = amountsMinor[at] ?? null
  return { transactions, decimals, ...span }
}

/** A transaction whose amount is known once all of them are: how many decimals there are is seen at the end. */
type Told = Transaction & { amountMinor: number | null }
