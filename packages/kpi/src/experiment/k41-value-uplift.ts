import type { Measure } from '@periplo/model'
import { toMeasure } from '../measure.ts'
import type { Finding, Frame } from '../measure.ts'
import { cuped } from '../statistics/cuped.ts'
import type { CupedResult, Outcome } from '../statistics/cuped.ts'
import { toNormalInterval, toRelativeDifference, welch } from '../statistics/means.ts'
import type { Arms } from '../statistics/proportions.ts'
import { toSample } from '../statistics/sample.ts'
import type { Sample } from '../statistics/sample.ts'
import { K41 } from './k41-uplift.ts'

/** What a comparison of values says. */
export interface ValueUplift {
  readonly arms: Arms<Sample>
  /** m_t − m_c per person, with Welch's interval. */
  readonly absolute: Measure
  /** m_t ÷ m_c − 1 by the delta method. */
  readonly relative: Measure
  /** The absolute one after what was known before has been taken out; null where nothing was. */
  readonly adjusted: Measure | null
  readonly cuped: CupedResult | null
  /** Welch's p, for one look fixed beforehand. */
  readonly p: number | null
}

/** What the values are: money of a currency, or numbers of any kind. */
export type ValueUnit = { readonly unit: 'money'; readonly currency: string } | { readonly unit: 'ratio' }

/** How a comparison of values is read. */
interface ValueUpliftTerms {
  readonly of: ValueUnit
  /** Persons not in it because their outcome window is open. */
  readonly open?: number
  /** Whether some of the values are guessed. */
  readonly estimated?: boolean
  /** Whether the arms were filled as nobody planned: then nothing is read off, and it is `estimated`. */
  readonly isBlocked?: boolean
}

/**
 * K41 over values: what a treatment adds per person assigned, buyers or not. Every person counts once, with
 * what they were worth in their outcome window and (CUPED) before it. Sources: Welch (1947); Deng et al. (2013).
 */
export function measureValueUplift(
  arms: Arms<readonly Outcome[]>,
  frame: Frame,
  { of, open = 0, estimated = false, isBlocked = false }: ValueUpliftTerms,
): ValueUplift {
  const valueOf = ({ value }: Outcome): number => value
  const samples = {
    control: toSample(arms.control.map(valueOf)),
    treatment: toSample(arms.treatment.map(valueOf)),
  }
  const anyBefore = [...arms.control, ...arms.treatment].some(({ before }) => before !== null)
  const adjusted = anyBefore ? cuped(arms) : null
  const relative = toRelativeDifference(samples)
  const n = Math.min(samples.control.n, samples.treatment.n)
  const measure = (
    found: Pick<Finding, 'value' | 'interval'>,
    unit: ValueUnit | { unit: 'rate' },
  ): Measure => {
    const denominator = found.value === null ? 0 : null
    const read = isBlocked ? { value: null, interval: null } : found
    const finding = { ...read, ...unit, definitionVersion: K41, numerator: null, denominator, n }
    return toMeasure({ ...finding, immature: open > 0, estimated: estimated || isBlocked }, frame)
  }
  return {
    arms: samples,
    absolute: measure(toGap(samples), of),
    relative: measure(
      { value: relative?.value ?? null, interval: relative && toNormalInterval(relative) },
      { unit: 'rate' },
    ),
    adjusted: adjusted && measure(toGap(adjusted), of),
    cuped: adjusted,
    p: welch(samples)?.p ?? null,
  }
}

function toGap(arms: Arms<Sample>): Pick<Finding, 'value' | 'interval'> {
  const { control, treatment } = arms
  const value = control.n === 0 || treatment.n === 0 ? null : treatment.mean - control.mean
  return { value, interval: welch(arms)?.interval ?? null }
}
