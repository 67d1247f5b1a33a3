import type { Measure } from '@periplo/model'
import type { HeatLevel } from '@periplo/ui'

/** The breadth of the busiest edge, in pixels. */
export const BROADEST_LINE = 26
const THINNEST_LINE = 1.5

/** The breadth of an edge: linear in people, and never too thin to see. */
export function lineWidthOf(people: number, busiest: number): number {
  return Math.max(THINNEST_LINE, Math.round((people / busiest) * BROADEST_LINE * 10) / 10)
}

/** The lower bounds of the steps of drop-off, as shown in the legend. */
export const LOSS_STEPS = [0, 0.01, 0.2, 0.4, 0.5] as const

const HOUR_MS = 3_600_000
/** The lower bounds of the steps of dwell, in milliseconds. */
export const DWELL_STEPS_MS = [0, HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS, 168 * HOUR_MS] as const

/** The lower bounds of the steps of sends. */
export const SENDS_STEPS = [0, 0.5, 0.8, 0.9, 0.98] as const

/** The step a value stands on: the last whose lower bound it reaches. */
export function stepOf(value: number, steps: readonly number[]): HeatLevel {
  const LEVELS = [4, 3, 2, 1, 0] as const
  return LEVELS.find((level) => value >= (steps[level] ?? 0)) ?? 0
}

/** A round number of people whose line is easy to see beside the legend: 1, 2 or 5 times a power of ten. */
export function legendPeople(busiest: number): number {
  const rough = busiest / 2
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const factor = [5, 2, 1].find((candidate) => candidate * power <= rough) ?? 1
  return Math.max(1, factor * power)
}

/** From here on a count is written short where there is little room, with the whole number behind it. */
export const LARGE_COUNT = 100_000

/** Whether too few people stand behind a measure to judge by it. */
export function isFew(measure: Measure): boolean {
  return measure.flags.includes('small_n')
}

/** Whether windows behind a measure are still open. */
export function isOpen(measure: Measure): boolean {
  return measure.flags.includes('immature')
}
