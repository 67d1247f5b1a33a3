import { compareText } from '../log/to-kpi-log.ts'
import { wilson } from '../wilson.ts'
import { sumPaths } from './channel-path.ts'
import type { ChannelPath, PathTotals } from './channel-path.ts'

/** All paths that touched exactly these channels, in whatever order and however often. */
export interface ChannelSet extends PathTotals {
  /** Distinct, in `compareText` order; empty for paths without a touch. */
  readonly channels: readonly string[]
  /** conversions ÷ (conversions + nulls), from 0 to 1; null where nothing was seen. */
  readonly conversionRate: number | null
  /** Wilson's interval of it at 95 %; null where counts are not whole or nothing was seen. */
  readonly interval: { readonly lo: number; readonly hi: number } | null
}

/**
 * The combination view: which channels people met together, and how often they converted. The most frequent
 * set comes first, equals in `compareText` order. Rates of sets whose intervals overlap should not be ranked;
 * and people who met more channels were more active to begin with.
 */
export function listChannelSets(paths: readonly ChannelPath[]): readonly ChannelSet[] {
  const groups = new Map<string, ChannelPath[]>()
  for (const path of paths) {
    const key = JSON.stringify(toChannelSet(path.path))
    const group = groups.get(key)
    if (group) group.push(path)
    else groups.set(key, [path])
  }
  return [...groups.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, group]) => toSet(group))
    .sort((a, b) => b.conversions + b.nulls - (a.conversions + a.nulls))
}

/** The distinct channels of a path, in `compareText` order. */
export function toChannelSet(path: readonly string[]): readonly string[] {
  return [...new Set(path)].sort(compareText)
}

function toSet(group: readonly ChannelPath[]): ChannelSet {
  const totals = sumPaths(group)
  const n = totals.conversions + totals.nulls
  const whole = Number.isInteger(totals.conversions) && Number.isInteger(n)
  return {
    channels: toChannelSet(group[0]?.path ?? []),
    ...totals,
    conversionRate: n > 0 ? totals.conversions / n : null,
    interval: whole ? wilson(totals.conversions, n) : null,
  }
}
