import type { Instant } from '@periplo/model'
import { DIRECT } from './k10-last-touch.ts'
import { shiftDays } from './shift-days.ts'

/** Somebody came to us through a channel. */
export interface Touch {
  readonly channel: string
  readonly at: Instant
}

/** How the touches of a person become paths. */
export interface PathRules {
  /** How far before a conversion a touch counts: civil days, `[conversion − L, conversion)`. */
  readonly lookBackDays: number
  /** A touch this soon after the last counted one of its channel is the same touch; 0 keeps all. */
  readonly dedupeMs: number
  /** Whether repeats of a channel in a row are one touch, the last of them. */
  readonly collapse: boolean
  /** `direct` touches: kept; left out unless there is nothing else; or left out at the end unless so. */
  readonly direct: 'keep' | 'drop-unless-only' | 'drop-if-last'
  /** Whether touches before an earlier conversion of the person count for a later one. */
  readonly earlier: 'reset' | 'cumulative'
}

/** 30 days back, 30 minutes are one touch, repeats and direct count, each conversion begins anew. */
export const PATH_RULES: PathRules = {
  lookBackDays: 30,
  dedupeMs: 30 * 60_000,
  collapse: false,
  direct: 'keep',
  earlier: 'reset',
}

/** Touches that led up to something, in order; `at` for their age. */
export type TouchPath = readonly Touch[]

/** What became of a person's touches. */
export interface PersonPaths {
  /** One per conversion, in the order given; empty where no touch counts for it. */
  readonly converting: readonly TouchPath[]
  /** Runs of touches that led to no conversion: within a run each is in the look-back of the next. */
  readonly others: readonly TouchPath[]
}

/**
 * Parts a person's touches into what led to each conversion and what led to none. Both lists are in time
 * order. A touch at the very instant of a conversion does not count for it, but for the next one.
 *
 * Source: kpi specification, chapter 2 (path rules).
 */
export function toPersonPaths(
  touches: readonly Touch[],
  conversions: readonly Instant[],
  { rules, zone }: { readonly rules: PathRules; readonly zone: string },
): PersonPaths {
  const own = dedupe(touches, rules.dedupeMs)
  const used = new Set<Touch>()
  const converting = conversions.map((at, place) => {
    const earlier = rules.earlier === 'reset' ? (conversions[place - 1] ?? -Infinity) : -Infinity
    const from = Math.max(earlier, shiftDays(at, -rules.lookBackDays, zone))
    const path = own.filter((touch) => touch.at >= from && touch.at < at)
    for (const touch of path) used.add(touch)
    return shapePath(path, rules)
  })
  const unused = own.filter((touch) => !used.has(touch))
  const others = cutRuns(
    unused,
    conversions,
    (last, next) => shiftDays(last.at, rules.lookBackDays, zone) >= next.at,
  )
  return { converting, others: others.map((path) => shapePath(path, rules)) }
}

function dedupe(touches: readonly Touch[], withinMs: number): readonly Touch[] {
  const counted = new Map<string, Instant>()
  return touches.filter(({ channel, at }) => {
    if (at - (counted.get(channel) ?? -Infinity) < withinMs) return false
    counted.set(channel, at)
    return true
  })
}

/** A new run begins where a conversion lies between, or the touch before is no longer in look-back. */
function cutRuns(
  touches: readonly Touch[],
  conversions: readonly Instant[],
  follows: (last: Touch, next: Touch) => boolean,
): readonly TouchPath[] {
  const runs: Touch[][] = []
  let place = 0
  for (const touch of touches) {
    const before = place
    while ((conversions[place] ?? Infinity) <= touch.at) place++
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && place === before && follows(last, touch)) run.push(touch)
    else runs.push([touch])
  }
  return runs
}

function shapePath(path: TouchPath, { collapse, direct }: PathRules): TouchPath {
  const shaped = dropDirect(path, direct)
  return collapse ? shaped.filter(({ channel }, at) => channel !== shaped[at + 1]?.channel) : shaped
}

function dropDirect(path: TouchPath, direct: PathRules['direct']): TouchPath {
  const named = path.findLastIndex(({ channel }) => channel !== DIRECT)
  if (direct === 'keep' || named < 0) return path
  return direct === 'drop-if-last'
    ? path.slice(0, named + 1)
    : path.filter(({ channel }) => channel !== DIRECT)
}
