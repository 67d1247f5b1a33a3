import { compareText } from '../log/to-kpi-log.ts'
import type { Visit } from './visits.ts'

/** Coming back to what was done before, in one case. */
export interface Repeats {
  /** Visits beyond the first of their activity. */
  readonly repeats: number
  /** Of these: right after the same activity. */
  readonly selfLoops: number
  /** Of these: after another activity. */
  readonly returns: number
}

/** How often a case came back to an activity. */
export function countRepeats(activities: readonly string[]): Repeats {
  const seen = new Set<string>()
  let selfLoops = 0
  let returns = 0
  for (const [index, activity] of activities.entries()) {
    if (seen.has(activity) && activities[index - 1] === activity) selfLoops += 1
    else if (seen.has(activity)) returns += 1
    seen.add(activity)
  }
  return { repeats: selfLoops + returns, selfLoops, returns }
}

/** Whose hands a case went through. */
export interface Handovers {
  /** From one known resource to another; visits without one are passed over. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[]
  /** Of these: back to the one before, as in A, B, A. */
  readonly pingPongs: number
}

/** The handovers of a case; undefined where no resource is known. */
export function findHandovers(visits: readonly Visit[]): Handovers | undefined {
  const hands = visits.flatMap(({ resource }) => (resource === null ? [] : [resource]))
  if (hands.length === 0) return undefined
  const holders = hands.filter((resource, index) => resource !== hands[index - 1])
  return {
    pairs: holders.slice(1).map((to, index) => ({ from: holders[index] ?? to, to })),
    pingPongs: holders.filter((resource, index) => index > 1 && resource === holders[index - 2]).length,
  }
}

/** A way through the process, and how many cases took it. */
export interface Variant {
  readonly activities: readonly string[]
  readonly cases: number
}

/** Every way cases took, the most frequent first, equal ones in the order of their text. */
export function listVariants(routes: readonly (readonly string[])[]): readonly Variant[] {
  const variants = new Map<string, { readonly activities: readonly string[]; cases: number }>()
  for (const activities of routes) {
    const key = JSON.stringify(activities)
    const known = variants.get(key)
    if (known) known.cases += 1
    else variants.set(key, { activities, cases: 1 })
  }
  return [...variants]
    .sort(([key, one], [otherKey, other]) => other.cases - one.cases || compareText(key, otherKey))
    .map(([, variant]) => variant)
}
