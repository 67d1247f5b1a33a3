import { addDays } from '../civil-day.ts'
import type { CivilDay } from '../civil-day.ts'
import { compareText } from '../log/to-kpi-log.ts'

/** The edition of the formulas of K42: this one and sBG. */
export const K42 = 'K42.1'

/** A purchase as cohorts know it. */
export interface Purchase {
  readonly personId: string
  /** Civil day in the zone of the report. */
  readonly day: CivilDay
}

/** A civil month, `YYYY-MM`. Text order is time order. */
export type CivilMonth = string

/** How many of a cohort bought in a later month. */
export interface CohortCell {
  /** Months since the cohort's own; 0 is the month of the first purchase, in which everybody bought. */
  readonly age: number
  readonly retained: number
  /** Whether the months it counts are over. Until then `retained` may still grow. */
  readonly mature: boolean
}

/** Persons who bought for the first time in one civil month. */
export interface Cohort {
  readonly month: CivilMonth
  readonly size: number
  /** By age, from 0 to the month of `until`. */
  readonly cells: readonly CohortCell[]
}

/** How a triangle is read. */
export interface CohortReading {
  /** The last civil day whose purchases are known, whole. */
  readonly until: CivilDay
  /**
   * 1 is classic: bought in that very month. More is rolling, bounded: bought in that month or one of the
   * `within − 1` after it. The bound makes cohorts comparable: without one, older cohorts have had more time.
   */
  readonly within: number
}

/**
 * K42 cohort triangle: persons by the civil month of their first purchase, and how many of them bought (again)
 * in each month after. `purchases` must reach back to everybody's first; the order does not matter, and
 * several on a day are one. Cohorts by month, those without anybody are not there.
 *
 * Unit: persons; the rate is retained ÷ size. Edge cases: a cell is immature while its month (rolling: the
 * last of its months) is not over, which are the last diagonals; a purchase after `until` is not known.
 * Source: kpi specification K42.
 */
export function toCohorts(
  purchases: readonly Purchase[],
  { until, within }: CohortReading,
): readonly Cohort[] {
  const known = purchases.filter(({ day }) => day <= until)
  const persons = [...Map.groupBy(known, ({ personId }) => personId).values()].map((own) =>
    [...new Set(own.map(({ day }) => toMonthNumber(day)))].sort((a, b) => a - b),
  )
  const now = toMonthNumber(until)
  const closed = isLastOfMonth(until) ? now : now - 1
  const groups = Map.groupBy(persons, ([first = now]) => first)
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([first, members]) => ({
      month: toMonth(first),
      size: members.length,
      cells: Array.from({ length: now - first + 1 }, (_, age) => ({
        age,
        retained: countWithin(members, first + age, within),
        mature: age === 0 || first + age + within - 1 <= closed,
      })),
    }))
}

/** The cohort triangle as sums by age, over mature cells alone: what the retention curve is drawn from. */
export function sumByAge(cohorts: readonly Cohort[]): readonly {
  readonly age: number
  readonly retained: number
  readonly size: number
  /** Persons of cohorts whose cell is immature; not in `size`. */
  readonly open: number
}[] {
  const ages = Math.max(0, ...cohorts.map(({ cells }) => cells.length))
  return Array.from({ length: ages }, (_, age) => {
    const row = { age, retained: 0, size: 0, open: 0 }
    for (const { size, cells } of cohorts) {
      const cell = cells[age]
      if (cell?.mature === true) {
        row.retained += cell.retained
        row.size += size
      } else if (cell) row.open += size
    }
    return row
  })
}

/** The civil month of a day. */
export function toCivilMonth(day: CivilDay): CivilMonth {
  return day.slice(0, 'YYYY-MM'.length)
}

function countWithin(members: readonly (readonly number[])[], from: number, within: number): number {
  return members.filter((months) => months.some((month) => month >= from && month < from + within)).length
}

/** Months since year 0. */
function toMonthNumber(day: CivilDay): number {
  const [year = '0', month = '1'] = day.split('-')
  return Number(year) * 12 + Number(month) - 1
}

function toMonth(number: number): CivilMonth {
  const year = String(Math.floor(number / 12)).padStart(4, '0')
  return `${year}-${String((number % 12) + 1).padStart(2, '0')}`
}

function isLastOfMonth(day: CivilDay): boolean {
  return compareText(toCivilMonth(addDays(day, 1)), toCivilMonth(day)) !== 0
}
