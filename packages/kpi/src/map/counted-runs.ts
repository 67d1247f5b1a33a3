import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { Reentry } from '../measure-info.ts'
import { listRuns } from './journey-log.ts'
import type { JourneyRun, Visit } from './journey-log.ts'

/**
 * The runs that count (specification 0.5): by `first` and `last` one of each person and journey, whatever the window
 * is, so that nobody counts in two windows; by `all` each. Without a wish in the settings, as is `usual`.
 */
export function chooseRuns(
  runs: readonly JourneyRun[],
  { reentry }: Pick<LogSettings, 'reentry'>,
  usual: Reentry,
): readonly JourneyRun[] {
  const mode = reentry === 'usual' ? usual : reentry
  switch (mode) {
    case 'first':
      return runs.filter(({ isFirst }) => isFirst)
    case 'last':
      return runs.filter(({ isLast }) => isLast)
    case 'all':
      return runs
  }
}

/** The runs that entered their journey in the window. */
export function listRunsBegun(log: KpiLog, settings: LogSettings): readonly JourneyRun[] {
  return listRuns(log).filter((run) => isBegun(run, settings))
}

/** Every visit of the runs that count; of every run unless the settings say otherwise. */
export function listVisits(log: KpiLog, settings: LogSettings): readonly Visit[] {
  return chooseRuns(listRuns(log), settings, 'all').flatMap(({ visits }) => visits)
}

/** Whether a run or a visit began in the window. */
export function isBegun({ enteredAt }: Pick<Visit, 'enteredAt'>, settings: LogSettings): boolean {
  return isInWindow({ timestamp: enteredAt }, settings)
}
