import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { FromLog, MeasureFromLog } from '../measured-value.ts'
import { findText } from '../products.ts'
import { measureProcess } from './k04-process.ts'
import type { DWELL_LOG_MEASURES } from './measures.ts'
import type { ProcessEvent } from './process-event.ts'
import type { ProcessReport, ProcessTerms } from './process-shape.ts'

/** A service case in an event log: it is dealt with in `Case Contacted`, and closed by `Case Resolved`. */
const SERVICE_CASES: ProcessTerms = { contacts: ['Case Contacted'], closing: ['Case Resolved'] }

/** How the measures of process logs, K04 are computed on an event log: its cases are those of `issue_id`. */
export const DWELL_LOG_FROM_LOG: FromLog<typeof DWELL_LOG_MEASURES> = {
  'process-throughput': whole('process-throughput', ({ throughput }) => throughput.median),
  'process-dwell': (log, settings) => {
    const { activities, dwell } = measureCases(log, settings)
    return [
      { measure: 'process-dwell', breakdown: {}, value: dwell.median },
      ...activities.map(({ activity, dwell: own }) => ({
        measure: 'process-dwell' as const,
        breakdown: { activity },
        value: own.median,
      })),
    ]
  },
  'process-rework': whole('process-rework', ({ rework }) => rework.rate),
  'process-transfers': whole('process-transfers', ({ transfers }) => transfers.perCase),
  'process-first-contact': whole('process-first-contact', (report) => report.firstContactResolution),
}

function whole<Id extends keyof typeof DWELL_LOG_MEASURES>(
  measure: Id,
  read: (report: ProcessReport) => ProcessReport['firstContactResolution'],
): MeasureFromLog<Id> {
  return (log, settings) => [{ measure, breakdown: {}, value: read(measureCases(log, settings)) }]
}

/** The cases whose first event lies in the window, with everything that became of them. */
function measureCases(log: KpiLog, settings: LogSettings): ProcessReport {
  const events = log.events.flatMap(({ event, timestamp, properties }) => {
    const caseId = findText(properties['issue_id'])
    return caseId === null ? [] : [{ caseId, event, timestamp, properties }]
  })
  const begun = new Set<string>()
  const seen = new Set<string>()
  for (const { caseId, timestamp } of events) {
    if (!seen.has(caseId) && isInWindow({ timestamp }, settings)) begun.add(caseId)
    seen.add(caseId)
  }
  const told = events
    .filter(({ caseId }) => begun.has(caseId))
    .map(({ caseId, event, timestamp, properties }): ProcessEvent => ({
      caseId,
      activity: event,
      at: timestamp,
      resource: findText(properties['agent_id']),
      transition: null,
    }))
  return measureProcess(told, SERVICE_CASES, settings)
}
