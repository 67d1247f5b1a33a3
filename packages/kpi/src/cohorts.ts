import type { Rollup, RollupSubject } from '@periplo/model'
import type { DayRange } from './civil-day.ts'
import type { Counter, OrderCounter } from './counters.ts'

/** Rollups by subject and counter, for summing over ranges of cohort days. */
export type Cohorts = ReadonlyMap<string, readonly Rollup[]>

/** A counter of a subject. */
export interface CountOf {
  readonly subject: RollupSubject
  readonly counter: Counter | OrderCounter
}

/** Sorts rollups by what they count. Rollups with equal keys add up. */
export function toCohorts(rollups: readonly Rollup[]): Cohorts {
  return Map.groupBy(rollups, toText)
}

/** The sum of a counter over cohort days `[from, to)`, all bins. */
export function sumOver(cohorts: Cohorts, of: CountOf, days: DayRange): number {
  let sum = 0
  for (const { day, total } of cohorts.get(toText(of)) ?? []) {
    if (day >= days.from && day < days.to) sum += total
  }
  return sum
}

/** The sums of a counter over cohort days `[from, to)`, by bin. */
export function sumBins(cohorts: Cohorts, of: CountOf, days: DayRange): ReadonlyMap<number, number> {
  const bins = new Map<number, number>()
  for (const { day, bin, total } of cohorts.get(toText(of)) ?? []) {
    if (day >= days.from && day < days.to) bins.set(bin, (bins.get(bin) ?? 0) + total)
  }
  return bins
}

function toText({ subject, counter }: { readonly subject: string; readonly counter: string }): string {
  return `${subject}\n${counter}`
}
