import { compareText } from '../log/to-kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { K04_PROCESS } from './process-shape.ts'
import type { ActivityReport } from './process-shape.ts'
import { toSpread } from './spread.ts'
import type { Spread } from './spread.ts'
import type { Trace } from './trace.ts'
import type { Stay } from './visits.ts'

/** Dwell, waiting, service and rework of every activity, in the order of their names. */
export function toActivities(
  traces: readonly Trace[],
  withStarts: boolean,
  frame: Frame,
): readonly ActivityReport[] {
  const stays = Map.groupBy(
    traces.flatMap(({ stays }) => stays),
    ({ activity }) => activity,
  )
  const cases = countCases(traces)
  return [...stays]
    .sort(([one], [other]) => compareText(one, other))
    .map(([activity, own]) => {
      const spread = (read: (stay: Stay) => number | null): Spread =>
        toSpread(
          own.map(read).filter((ms) => ms !== null),
          { definitionVersion: K04_PROCESS },
          frame,
        )
      const { whole, again } = cases.get(activity) ?? { whole: 0, again: 0 }
      return {
        activity,
        visits: own.length,
        cases: whole,
        dwell: spread(({ dwellMs }) => dwellMs),
        waiting: spread(({ waitingMs }) => waitingMs),
        service: withStarts ? spread(({ serviceMs }) => serviceMs) : null,
        rework: toShareMeasure({ definitionVersion: K04_PROCESS, part: again, whole }, frame),
      }
    })
}

/** In how many cases each activity was done, and done again. */
function countCases(
  traces: readonly Trace[],
): ReadonlyMap<string, { readonly whole: number; readonly again: number }> {
  const counts = new Map<string, { whole: number; again: number }>()
  for (const { visits } of traces) {
    const own = new Map<string, number>()
    for (const { activity } of visits) own.set(activity, (own.get(activity) ?? 0) + 1)
    for (const [activity, times] of own) {
      const count = counts.get(activity) ?? { whole: 0, again: 0 }
      count.whole += 1
      if (times > 1) count.again += 1
      counts.set(activity, count)
    }
  }
  return counts
}
