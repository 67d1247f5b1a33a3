import type { CivilDay } from '../civil-day.ts'
import { compareText } from '../log/to-kpi-log.ts'

/** Something one person bought, or gave back, on one civil day. */
export interface Transaction {
  readonly personId: string
  readonly day: CivilDay
  /** In minor units; negative for a refund; null where it is not known. */
  readonly amountMinor: number | null
}

/** What the models of repeat buying know of a person. Time is in weeks. */
export interface Buyer {
  readonly personId: string
  readonly firstDay: CivilDay
  /** x: days with a purchase after the first one. */
  readonly repeats: number
  /** t_x: from the first to the last purchase; 0 without repeats. */
  readonly recencyWeeks: number
  /** T: from the first purchase to the end of the observation. */
  readonly ageWeeks: number
  /** Mean value of the repeat days whose value is known; null without any, or where it is not above 0. */
  readonly meanRepeatMinor: number | null
}

const WEEK_DAYS = 7
const DAY_MS = 86_400_000

/**
 * Folds transactions into buyers, as seen at the end of the civil day `until`; later ones are passed over,
 * and so are persons who came later. All purchases of a day are one; a day on which things were only given
 * back is none, and what was given back there is not taken off. In `compareText` order of persons.
 *
 * Source: P. S. Fader, B. G. S. Hardie, K. L. Lee, Mark. Sci. 24 (2005) 275–284 (x, t_x, T).
 */
export function toBuyers(transactions: readonly Transaction[], until: CivilDay): readonly Buyer[] {
  const known = transactions.filter(({ day }) => day <= until)
  const persons = Map.groupBy(known, ({ personId }) => personId)
  return [...persons]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([personId, own]) => toBuyer(personId, own, until) ?? [])
}

/** Days with a purchase after `after` and up to `until`, by person; what came true of a prediction. */
export function countPurchaseDays(
  transactions: readonly Transaction[],
  { after, until }: { readonly after: CivilDay; readonly until: CivilDay },
): ReadonlyMap<string, number> {
  const later = transactions.filter(({ day }) => day > after && day <= until)
  const persons = Map.groupBy(later, ({ personId }) => personId)
  return new Map([...persons].map(([personId, own]) => [personId, listPurchaseDays(own).length]))
}

/** Weeks from one civil day to another. */
export function weeksBetween(from: CivilDay, to: CivilDay): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS / WEEK_DAYS
}

interface PurchaseDay {
  readonly day: CivilDay
  /** Null where no amount of the day is known. */
  readonly amountMinor: number | null
}

function toBuyer(personId: string, own: readonly Transaction[], until: CivilDay): Buyer | undefined {
  const days = listPurchaseDays(own)
  const [first] = days
  if (!first) return undefined
  const repeats = days.slice(1)
  return {
    personId,
    firstDay: first.day,
    repeats: repeats.length,
    recencyWeeks: weeksBetween(first.day, repeats.at(-1)?.day ?? first.day),
    ageWeeks: weeksBetween(first.day, until),
    meanRepeatMinor: toMean(repeats),
  }
}

function listPurchaseDays(own: readonly Transaction[]): readonly PurchaseDay[] {
  return [...Map.groupBy(own, ({ day }) => day)]
    .filter(([, of]) => of.some(({ amountMinor }) => amountMinor === null || amountMinor >= 0))
    .sort(([a], [b]) => compareText(a, b))
    .map(([day, of]) => ({ day, amountMinor: sumKnown(of) }))
}

function sumKnown(of: readonly Transaction[]): number | null {
  const amounts = of.map(({ amountMinor }) => amountMinor).filter((amount) => amount !== null)
  return amounts.length === 0 ? null : amounts.reduce((a, b) => a + b, 0)
}

function toMean(days: readonly PurchaseDay[]): number | null {
  const amounts = days.map(({ amountMinor }) => amountMinor).filter((amount) => amount !== null)
  const sum = amounts.reduce((a, b) => a + b, 0)
  return sum > 0 ? sum / amounts.length : null
}
