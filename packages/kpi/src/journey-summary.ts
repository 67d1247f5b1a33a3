import type { Instant, Measure, Rollup, StageId } from '@periplo/model'
import { addDays, listDays } from './civil-day.ts'
import type { DayRange } from './civil-day.ts'
import { sumOver } from './cohorts.ts'
import type { JourneyFrame } from './journey-frame.ts'
import { toGoalConversion } from './k01-stage-conversion.ts'
import { toReading } from './reading.ts'
import type { Reading } from './reading.ts'

/** One line of the list of journeys. */
export interface JourneyNumbers {
  /** People by their first run, over the window, in the order of the lanes. */
  readonly stages: readonly { readonly stageId: StageId; readonly people: number }[]
  readonly goal: Measure
  /** Per day of the window: people who have reached the goal so far ÷ people who entered; null where nobody did. */
  readonly trend: readonly (number | null)[]
  /** Runs begun and not over, over all days given. */
  readonly insideNow: number
}

/**
 * Sums a journey up over cohort days `[from, to)`, over every version whose rollups are given. `goal` is over
 * mature cohorts; `trend` shows every day as it stands, so its last days still rise. `insideNow` needs the
 * journey's own rollups (subject `journey`) of all days; nodes, edges and dwell are not looked at.
 */
export function summariseJourney({
  frame,
  rollups,
  window: days,
  asOf,
}: {
  readonly frame: JourneyFrame
  readonly rollups: readonly Rollup[]
  readonly window: DayRange
  readonly asOf: Instant
}): JourneyNumbers {
  const own = rollups.filter((r) => r.journeyId === frame.journeyId && r.versionId !== '')
  const reading = toReading({ rollups: own, days, asOf, zone: frame.zone })
  return {
    stages: frame.stages.map(({ stageId, subject }) => ({
      stageId,
      people: sumOver(reading.cohorts, { subject, counter: 'people' }, days),
    })),
    goal: toGoalConversion(frame, reading),
    trend: listDays(days).map((day) => toDayRate(reading, day)),
    insideNow: own.reduce((sum, rollup) => sum + toInside(rollup), 0),
  }
}

function toDayRate({ cohorts }: Reading, day: string): number | null {
  const days = { from: day, to: addDays(day, 1) }
  const people = sumOver(cohorts, { subject: 'journey', counter: 'people' }, days)
  const reached = sumOver(cohorts, { subject: 'journey', counter: 'reached' }, days)
  return people > 0 ? Math.min(1, Math.max(0, reached) / people) : null
}

function toInside({ subject, counter, total }: Rollup): number {
  if (subject !== 'journey') return 0
  return counter === 'entered' ? total : counter === 'finished' ? -total : 0
}
