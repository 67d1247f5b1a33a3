import { compareText } from '../log/to-kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { K04_PROCESS } from './process-shape.ts'
import type { ActivityReport } from './process-shape.ts'
import { toSpread } from './spread.ts'
import type { Spread } from './spread.ts'
import { toStays } from './visits.ts'
import type { Visit } from './visits.ts'

/** What is known of one activity over all cases. Numbers alone are kept: logs are long. */
interface Tally {
  visits: number
  cases: number
  /** Cases in which it was done twice or more. */
  again: number
  readonly dwellsMs: number[]
  readonly waitsMs: number[]
  readonly servicesMs: number[]
}

/** Adds up the visits of a log, case by case. */
export interface ActivityTallies {
  add(visits: readonly Visit[]): void
  /** Dwell, waiting, service and rework of every activity, in the order of their names. */
  toReports(frame: Frame): readonly ActivityReport[]
  /** The dwell of all activities together. */
  toDwell(frame: Frame): Spread
}

/** Tallies of no visit yet; `withStarts` says whether the log tells beginnings and ends. */
export function createTallies(withStarts: boolean): ActivityTallies {
  const tallies = new Map<string, Tally>()
  const tallyOf = (activity: string): Tally => {
    const known = tallies.get(activity) ?? toEmpty()
    if (known.visits === 0) tallies.set(activity, known)
    return known
  }
  const spread = (durationsMs: readonly number[], frame: Frame): Spread =>
    toSpread(durationsMs, { definitionVersion: K04_PROCESS }, frame)
  return {
    add(visits) {
      const times = new Map<string, number>()
      for (const { activity, dwellMs, waitingMs, serviceMs } of toStays(visits, withStarts)) {
        const tally = tallyOf(activity)
        const time = (times.get(activity) ?? 0) + 1
        times.set(activity, time)
        tally.visits += 1
        if (time === 1) tally.cases += 1
        if (time === 2) tally.again += 1
        if (dwellMs !== null) tally.dwellsMs.push(dwellMs)
        if (waitingMs !== null) tally.waitsMs.push(waitingMs)
        if (serviceMs !== null) tally.servicesMs.push(serviceMs)
      }
    },
    toReports: (frame) =>
      [...tallies]
        .sort(([one], [other]) => compareText(one, other))
        .map(([activity, { visits, cases, again, dwellsMs, waitsMs, servicesMs }]) => ({
          activity,
          visits,
          cases,
          dwell: spread(dwellsMs, frame),
          waiting: spread(waitsMs, frame),
          service: withStarts ? spread(servicesMs, frame) : null,
          rework: toShareMeasure({ definitionVersion: K04_PROCESS, part: again, whole: cases }, frame),
        })),
    toDwell: (frame) =>
      spread(
        [...tallies.values()].flatMap(({ dwellsMs }) => dwellsMs),
        frame,
      ),
  }
}

function toEmpty(): Tally {
  return { visits: 0, cases: 0, again: 0, dwellsMs: [], waitsMs: [], servicesMs: [] }
}
