import { invariant } from '@periplo/model'
import { cubeRoot, exp, ln1p } from '../statistics/elementary.ts'

/** The edition of the formulas below; with it goes the reference period. */
export const K20 = 'K20.3'

/** In this many days without an interaction the recency part halves. */
const HALF_LIFE_MS = 14 * 86_400_000

/** What one person's index is made of. */
export interface ImcInput {
  /** K18, of 28 days. */
  readonly frequency: number
  /** K17; null for never. */
  readonly recencyMs: number | null
  /** K19: channels used in the 28 days. */
  readonly channelsUsed: number
  /** Channels this person can use or be reached on. */
  readonly channelsAddressable: number
}

/** The index and its three parts, each from 0 to 1. */
export interface Imc {
  /** 0 to 100. */
  readonly value: number
  readonly frequencyPart: number
  readonly breadthPart: number
  readonly recencyPart: number
}

/**
 * The omnichannel engagement index (índice de compromiso multicanal), 0 to 100:
 *
 *   IMC = 100 · ∛(F · B · Q)
 *   F = min(1, ln(1 + f) / ln(1 + f95))
 *   B = min(1, channels used / channels addressable)
 *   Q = 2^(−recency / 14 d)
 *
 * `f95` is the 95th percentile of the frequency of active people in the reference period, above 0. Somebody
 * without interactions has 0; somebody without addressable channels has none (null). Never falls when
 * frequency or breadth rise, never rises with recency. Source: our own definition, frozen as K20.3.
 */
export function toImc(
  { frequency, recencyMs, channelsUsed, channelsAddressable }: ImcInput,
  f95: number,
): Imc | null {
  invariant(f95 > 0, 'the reference frequency is that of active people')
  if (channelsAddressable <= 0) return null
  const frequencyPart = Math.min(1, ln1p(frequency) / ln1p(f95))
  const breadthPart = Math.min(1, channelsUsed / channelsAddressable)
  const recencyPart = recencyMs === null ? 0 : exp((-recencyMs / HALF_LIFE_MS) * Math.LN2)
  const value = 100 * cubeRoot(frequencyPart * breadthPart * recencyPart)
  return { value, frequencyPart, breadthPart, recencyPart }
}

/** Where somebody stands among the others. */
export type EngagementSegment = 'superfan' | 'dormant' | 'active' | 'inactive'

/** Silent for longer than this and no longer than that is dormant. */
const DORMANT_MS = { over: 60 * 86_400_000, upTo: 180 * 86_400_000 } as const

/** What the segments are cut by. */
export interface SegmentBounds {
  /** The median index of active people. */
  readonly median: number
  /** Their 95th percentile. */
  readonly p95: number
}

/**
 * The segment of a person. `superfan`: index at or over the 95th percentile of active people. `dormant`: last
 * seen (60, 180] days ago, with an index at or over the median right after that (worked out only for them).
 * `active`: interactions in the 28 days. `inactive`: all others.
 */
export function toEngagementSegment(
  person: { readonly imc: number; readonly formerImc: () => number; readonly recencyMs: number | null },
  { median, p95 }: SegmentBounds,
): EngagementSegment {
  const { imc, formerImc, recencyMs } = person
  if (imc > 0 && imc >= p95) return 'superfan'
  const isSilent = recencyMs !== null && recencyMs > DORMANT_MS.over && recencyMs <= DORMANT_MS.upTo
  if (isSilent && formerImc() >= median) return 'dormant'
  return imc > 0 ? 'active' : 'inactive'
}
