import { toShareMeasure } from '../measure.ts'
import type { Frame } from '../measure.ts'
import { createTallies } from './activities.ts'
import { toFirstContactResolution } from './first-contact.ts'
import { groupCases } from './process-event.ts'
import type { ProcessCase, ProcessEvent } from './process-event.ts'
import { K04_PROCESS } from './process-shape.ts'
import type { ProcessReport, ProcessTerms, Rework } from './process-shape.ts'
import { listVariants } from './routes.ts'
import type { Repeats } from './routes.ts'
import { toSpread } from './spread.ts'
import { toTrace } from './trace.ts'
import type { Trace } from './trace.ts'
import { toTransfers } from './transfers.ts'
import { hasStarts, toVisits } from './visits.ts'

/**
 * K04 on a process log (case, activity, moment, resource): how long cases take and where they stay, what is
 * done again, and through whose hands they go. Unit: cases, and visits of activities. Events of one moment
 * keep the order of the log.
 *
 * - throughput: last − first event of a closed case;
 * - dwell of a visit: until the next visit of the case begins (leave − enter); nobody leaves the last one;
 * - waiting before a visit: since everything before it was done; service: start to completion;
 * - rework rate: cases with some activity done twice or more ÷ cases;
 * - transfers: handovers between known resources per case; `no_data` where no resource is known;
 * - first contact resolution: see {@link toFirstContactResolution}.
 *
 * With a clock of working hours all of these times are of work alone; the order of what happened is that of the log.
 * An empty log is `no_data` throughout. Costs O(n log n). Source: kpi specification K04, K28, K31; van der
 * Aalst, Process Mining (2016), § 9.3, for waiting and service.
 */
export function measureProcess(
  events: Iterable<ProcessEvent>,
  terms: ProcessTerms,
  frame: Frame,
): ProcessReport {
  const cases = groupCases(events).map((told) => tellTime(told, terms))
  const withStarts = hasStarts(cases)
  const tallies = createTallies(withStarts)
  const traces = cases.map((told) => {
    const visits = toVisits(told, withStarts)
    tallies.add(visits)
    return toTrace(told, visits, terms)
  })
  const closed = traces.filter(({ isClosed }) => isClosed)
  const openCases = traces.length - closed.length
  return {
    cases: cases.length,
    openCases,
    events: cases.reduce((sum, { events: { length } }) => sum + length, 0),
    hasStarts: withStarts,
    throughput: toSpread(
      closed.map(({ throughputMs }) => throughputMs),
      { definitionVersion: K04_PROCESS, open: openCases },
      frame,
    ),
    dwell: tallies.toDwell(frame),
    activities: tallies.toReports(frame),
    rework: toRework(traces, frame),
    transfers: toTransfers(traces, frame),
    firstContactResolution: toFirstContactResolution(traces, frame),
    variants: listVariants(traces.map(({ activities }) => activities)),
  }
}

function toRework(traces: readonly Trace[], frame: Frame): Rework {
  const part = traces.filter(({ repeats }) => repeats.repeats > 0).length
  const sum = (read: (repeats: Repeats) => number): number =>
    traces.reduce((total, { repeats }) => total + read(repeats), 0)
  return {
    rate: toShareMeasure({ definitionVersion: K04_PROCESS, part, whole: traces.length }, frame),
    repeats: sum(({ repeats }) => repeats),
    selfLoops: sum(({ selfLoops }) => selfLoops),
    returns: sum(({ returns }) => returns),
  }
}

function tellTime(told: ProcessCase, { clock }: ProcessTerms): ProcessCase {
  if (clock === undefined) return told
  return { ...told, events: told.events.map((event) => ({ ...event, at: clock(event.at) })) }
}
