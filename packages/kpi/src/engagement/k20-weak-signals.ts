import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { fisherTail } from '../statistics/fisher-exact.ts'
import { adjustForDiscoveries } from '../statistics/multiple-testing.ts'
import { toInteraction } from './interactions.ts'

/** The edition of the rule below. */
export const K20_SIGNAL = 'K20-signal.2'

/** Two things of which the second follows on the first more often than it should. */
export interface WeakSignal {
  /** `Stock Checked · app`. */
  readonly first: string
  readonly second: string
  /** Persons who did the first, and of them those who did the second afterwards. */
  readonly persons: number
  readonly followed: number
  /** The share of all active persons who did the second at all. */
  readonly usualShare: number
  /** followed ÷ persons ÷ usualShare; 2 or more. */
  readonly lift: number
  /** Adjusted for the pairs that were looked at. */
  readonly p: number
}

/** What a search has found, and in what. */
export interface WeakSignals {
  /** The strongest first; of equal ones by name. */
  readonly signals: readonly WeakSignal[]
  /** Ordered pairs of acts that were looked at. */
  readonly pairs: number
  /** Persons with an interaction in the window. */
  readonly persons: number
}

/** From this lift on a pattern is told. */
const LEAST_LIFT = 2
/** Of the patterns told, on average no more than this share is chance. */
const FALSE_SHARE = 0.05

/**
 * K20 weak signals: ordered pairs of different acts (an intentional interaction by its event and channel) of one
 * person in the window, the second at any time after the first:
 *
 *   lift(a → b) = (persons with b after a ÷ persons with a) ÷ (persons with b ÷ persons active),
 *
 * told where it is 2 or more and chance explains it in one of twenty at most: one-sided Fisher test of `b after a`
 * against a table in which b stands for everybody who did it, whenever. That some did b before a makes the test and
 * the lift err on the safe side. Adjusted after Benjamini and Hochberg over all pairs of acts that at least
 * `leastGroup` persons did; rarer acts tell of individuals, and are left out. A pair that comes no more often than by
 * chance is given p = 1. Unit: persons; who does it twice is one. It shows what goes together, not what leads to what.
 *
 * Source: kpi specification K20 (lift ≥ 2, false discovery rate 5 %); R. Agrawal, R. Srikant, Mining Sequential
 * Patterns, ICDE 1995; S. Brin et al., SIGMOD 1997 (lift); see {@link fisherTail}, {@link adjustForDiscoveries}.
 */
export function findWeakSignals(log: KpiLog, settings: LogSettings): WeakSignals {
  const courses = [...log.byPerson.values()]
    .map((events) => toCourse(events.filter((event) => isInWindow(event, settings))))
    .filter(({ size }) => size > 0)
  const { doers, followers } = countActs(courses)
  const acts = [...doers.keys()]
    .filter((act) => (doers.get(act) ?? 0) >= settings.leastGroup)
    .sort(compareText)
  const pairs = acts.flatMap((first) =>
    acts
      .filter((second) => second !== first)
      .map((second) => judgePair({ first, second, doers, followers }, courses.length)),
  )
  const ps = adjustForDiscoveries(pairs.map(({ p }) => p))
  const signals = pairs
    .map((pair, at) => ({ ...pair, p: ps[at] ?? 1 }))
    .filter(({ lift, p }) => lift >= LEAST_LIFT && p <= FALSE_SHARE)
    .sort((a, b) => b.lift - a.lift || compareText(nameSignal(a), nameSignal(b)))
  return { signals, pairs: pairs.length, persons: courses.length }
}

/** `Stock Checked · app → Order Completed · pos`. */
export function nameSignal({ first, second }: Pick<WeakSignal, 'first' | 'second'>): string {
  return `${first} → ${second}`
}

/** By act: its first and its last place among what the person did. */
type Course = ReadonlyMap<string, { readonly first: number; readonly last: number }>

function toCourse(events: readonly KpiEvent[]): Course {
  const course = new Map<string, { readonly first: number; readonly last: number }>()
  for (const [place, event] of events.entries()) {
    if (toInteraction(event) === null) continue
    const act = `${event.event} · ${event.channel}`
    course.set(act, { first: course.get(act)?.first ?? place, last: place })
  }
  return course
}

/** Persons by act, and by first and second act. */
interface Counts {
  readonly doers: ReadonlyMap<string, number>
  readonly followers: ReadonlyMap<string, ReadonlyMap<string, number>>
}

function countActs(courses: readonly Course[]): Counts {
  const doers = new Map<string, number>()
  const followers = new Map<string, Map<string, number>>()
  for (const course of courses) {
    for (const [act, { first }] of course) {
      addOne(doers, act)
      const own = followers.get(act) ?? new Map<string, number>()
      followers.set(act, own)
      const after = [...course].filter(([second, { last }]) => second !== act && last > first)
      after.forEach(([second]) => addOne(own, second))
    }
  }
  return { doers, followers }
}

function addOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

interface Pair extends Counts {
  readonly first: string
  readonly second: string
}

function judgePair({ first, second, doers, followers }: Pair, all: number): WeakSignal {
  const [persons, marked] = [doers.get(first) ?? 0, doers.get(second) ?? 0]
  const followed = followers.get(first)?.get(second) ?? 0
  const lift = (followed * all) / (persons * marked)
  const p = lift > 1 ? fisherTail(followed, { all, drawn: persons, marked }) : 1
  return { first, second, persons, followed, usualShare: marked / all, lift, p }
}
