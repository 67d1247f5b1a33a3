import { invariant } from '@periplo/model'
import { compareText } from '../log/to-kpi-log.ts'

/** Where the credit goes of conversions before which nobody saw a touch. Never dropped. */
export const UNATTRIBUTED = '(unattributed)'

/** A sequence of touches, and how often it ended which way. What every attribution model reads. */
export interface ChannelPath {
  /** The channels touched, the first one first; empty where no touch is known. */
  readonly path: readonly string[]
  /** Times this sequence ended in a conversion; 0 or more. */
  readonly conversions: number
  /** What those conversions are worth together: a whole number of minor units, net of refunds. */
  readonly valueMinor: number
  /** Times this sequence ended without one; 0 or more. */
  readonly nulls: number
  /** Milliseconds from each touch to the conversion, as many as `path`, none rising; only time decay reads them. */
  readonly agesMs?: readonly number[]
}

/** Sums over paths. */
export interface PathTotals {
  readonly conversions: number
  readonly valueMinor: number
  readonly nulls: number
}

/** What the paths hold together. */
export function sumPaths(paths: readonly ChannelPath[]): PathTotals {
  const total = { conversions: 0, valueMinor: 0, nulls: 0 }
  for (const { conversions, valueMinor, nulls } of paths) {
    total.conversions += conversions
    total.valueMinor += valueMinor
    total.nulls += nulls
  }
  return total
}

/**
 * The same paths with equal ones added up, in an order that does not depend on the order given: so that no
 * model can tell in how many lines, or in which order, it was told the same thing.
 */
export function mergePaths(paths: readonly ChannelPath[]): readonly ChannelPath[] {
  const merged = new Map<string, ChannelPath>()
  for (const path of paths) {
    checkPath(path)
    const key = JSON.stringify([path.path, path.agesMs ?? null])
    const known = merged.get(key)
    merged.set(key, known ? { ...path, ...sumPaths([known, path]) } : path)
  }
  return [...merged].sort(([a], [b]) => compareText(a, b)).map(([, path]) => path)
}

/** The path without the ages of its touches: only time decay reads them, and others merge the better without. */
export function withoutAges({ path, conversions, valueMinor, nulls }: ChannelPath): ChannelPath {
  return { path, conversions, valueMinor, nulls }
}

/** Every channel touched by some path, in `compareText` order. */
export function listChannels(paths: readonly ChannelPath[]): readonly string[] {
  return [...new Set(paths.flatMap(({ path }) => path))].sort(compareText)
}

function checkPath({ path, conversions, valueMinor, nulls, agesMs }: ChannelPath): void {
  const counts = Number.isFinite(conversions) && conversions >= 0 && Number.isFinite(nulls) && nulls >= 0
  invariant(counts, 'a path has counts of 0 or more')
  invariant(Number.isSafeInteger(valueMinor), 'the value of a path is a whole number of minor units')
  invariant(!agesMs || agesMs.length === path.length, 'a path has one age per touch')
}
