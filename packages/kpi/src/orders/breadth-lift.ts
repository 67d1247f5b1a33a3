import type { Interval } from '@periplo/model'
import { toNormalInterval } from '../statistics/means.ts'
import { newcombe } from '../statistics/proportions.ts'
import type { Arms, Tally } from '../statistics/proportions.ts'
import { mantelHaenszel } from '../statistics/stratified.ts'

/** What somebody did, in which channels, and whether what was hoped for came of it. */
export interface ChannelUser {
  /** The channels they touched; one or more. */
  readonly channels: readonly string[]
  /** How often they touched anything; 1 or more. */
  readonly touches: number
  readonly succeeded: boolean
}

/** A difference of two rates: several channels less one. */
export interface BreadthLift {
  /** From −1 to 1; null where there is nothing to compare. */
  readonly value: number | null
  readonly interval: Interval | null
  /** Persons on the smaller side. */
  readonly n: number
}

/**
 * Success of persons with several channels less that of persons with one, with Newcombe's interval; null where a
 * side is empty. Who does more meets more channels, so it says nothing of causes; read it beside the matched one.
 */
export function toRawBreadthLift(users: readonly ChannelUser[]): BreadthLift {
  const arms = toArms(users)
  const { control, treatment } = arms
  const isEmpty = control.n === 0 || treatment.n === 0
  const value = isEmpty ? null : treatment.successes / treatment.n - control.successes / control.n
  return { value, interval: newcombe(arms), n: Math.min(control.n, treatment.n) }
}

/**
 * The same difference among persons of like activity: strata of 1, 2–3, 4–7, 8–15 … touches, put together after
 * Mantel and Haenszel ({@link mantelHaenszel}). Closer to like with like, and still no experiment. Somebody with
 * one touch has one channel, so the first stratum compares nothing.
 */
export function toMatchedBreadthLift(users: readonly ChannelUser[]): BreadthLift {
  const strata = Map.groupBy(users, ({ touches }) => 31 - Math.clz32(touches))
  const estimate = mantelHaenszel([...strata.values()].map(toArms))
  const interval = estimate && toNormalInterval(estimate, { method: 'normal' })
  const { control, treatment } = toArms(users)
  return { value: estimate?.value ?? null, interval, n: Math.min(control.n, treatment.n) }
}

function toArms(users: readonly ChannelUser[]): Arms<Tally> {
  const tally = (some: readonly ChannelUser[]): Tally => ({
    successes: some.filter(({ succeeded }) => succeeded).length,
    n: some.length,
  })
  return {
    control: tally(users.filter(({ channels }) => channels.length === 1)),
    treatment: tally(users.filter(({ channels }) => channels.length > 1)),
  }
}
