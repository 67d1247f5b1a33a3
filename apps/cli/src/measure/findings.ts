import { FOUR_FIFTHS, SAMPLE_RATIO_ALPHA } from '@periplo/kpi'
import type { MeasuredValue } from '@periplo/kpi'

/** Measures that are there to warn: when somebody should act, and why. */
const WARNINGS: Readonly<Record<string, { isFinding(value: number): boolean; readonly says: string }>> = {
  'sample-ratio': {
    isFinding: (p) => p < SAMPLE_RATIO_ALPHA,
    says: 'the arms were not filled as planned, and nothing read off them can be believed',
  },
  'disparate-impact': {
    isFinding: (ratio) => ratio < FOUR_FIFTHS,
    says: `a group is selected less than ${FOUR_FIFTHS} times as often as the reference`,
  },
  anomalies: { isFinding: (days) => days > 0, says: 'days far from what is usual' },
  'sentiment-spikes': { isFinding: (days) => days > 0, says: 'days with far more negative texts than usual' },
  'unhappy-persons': { isFinding: (persons) => persons > 0, says: 'people with two bad experiences' },
}

/** What somebody should act on, a sentence each. */
export function listFindings(results: readonly MeasuredValue[]): readonly string[] {
  return results.flatMap(({ measure, breakdown, value: { value } }) => {
    const warning = WARNINGS[measure]
    if (warning === undefined || value === null || !warning.isFinding(value)) return []
    return [`${[measure, ...Object.values(breakdown)].join(' · ')}: ${warning.says}.`]
  })
}
