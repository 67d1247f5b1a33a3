import { wilson } from '../wilson.ts'

/** Whether scores mean what they say. */
export interface Calibration {
  /** Mean squared distance of score and outcome: 0 is perfect, 0.25 a coin. */
  readonly brier: number
  /**
   * Expected calibration error: mean distance of score and outcome over ten bins of equal width, weighed by
   * size.
   */
  readonly ece: number
  /** The bins that hold anything, the lowest first. */
  readonly bins: readonly CalibrationBin[]
  readonly n: number
}

/** Scores `[from, from + 0.1)`, the last with 1. */
export interface CalibrationBin {
  readonly from: number
  readonly n: number
  readonly meanScore: number
  readonly observedRate: number
  /** Wilson's of the observed rate at 95 %: where it holds the mean score, the bin is calibrated as far as can be told. */
  readonly interval: { readonly lo: number; readonly hi: number } | null
}

const BINS = 10

/**
 * The calibration of scores against what came true; null where no item has both. Scores outside [0, 1] are
 * left out. Sources: G. W. Brier, Mon. Weather Rev. 78 (1950) 1–3; M. P. Naeini et al., AAAI 2015 (ECE).
 */
export function toCalibration(
  items: readonly { readonly score?: number; readonly label?: boolean }[],
): Calibration | null {
  const known = items.flatMap(({ score, label }) =>
    score === undefined || label === undefined || score < 0 || score > 1
      ? []
      : [{ score, outcome: label ? 1 : 0 }],
  )
  if (known.length === 0) return null
  const binOf = ({ score }: { readonly score: number }): number =>
    Math.min(BINS - 1, Math.floor(score * BINS))
  const bins = [...Map.groupBy(known, binOf)]
    .sort(([a], [b]) => a - b)
    .map(([bin, own]) => ({
      from: bin / BINS,
      n: own.length,
      meanScore: toMean(own.map(({ score }) => score)),
      observedRate: toMean(own.map(({ outcome }) => outcome)),
      interval: wilson(own.filter(({ outcome }) => outcome === 1).length, own.length),
    }))
  const weighed = bins.map(({ n, meanScore, observedRate }) => n * Math.abs(meanScore - observedRate))
  return {
    brier: toMean(known.map(({ score, outcome }) => (score - outcome) ** 2)),
    ece: weighed.reduce((sum, distance) => sum + distance, 0) / known.length,
    bins,
    n: known.length,
  }
}

function toMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
