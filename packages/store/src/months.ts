import type { Instant } from '@periplo/model'
import type { Runner } from './tx.ts'

const DAY_MS = 86_400_000
/** The day asked for last: most instants in a row fall in one day. */
let lastDay = { number: Number.NaN, text: '' }

const known = new WeakMap<object, Set<string>>()

/** The UTC day an instant falls in: the time column of the partitioned tables. */
export function toUtcDay(at: Instant): string {
  const dayNumber = Math.floor(at / DAY_MS)
  if (dayNumber !== lastDay.number)
    lastDay = { number: dayNumber, text: new Date(at).toISOString().slice(0, 10) }
  return lastDay.text
}

/** Opens the months the instants fall in, where they are not open yet. Cheap when they are; safe for two callers. */
export async function ensureMonths(
  store: object,
  runner: Runner,
  instants: Iterable<Instant>,
): Promise<void> {
  const open = known.get(store) ?? new Set()
  known.set(store, open)
  const months = new Set<string>()
  for (const at of instants) {
    const month = toUtcDay(at).slice(0, 7)
    if (!open.has(month)) months.add(month)
  }
  for (const month of months) {
    await runner.run('ensure-month', 'select ensure_month($1::date)', [`${month}-01`])
    open.add(month)
  }
}
