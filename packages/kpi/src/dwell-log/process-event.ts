import type { Instant } from '@periplo/model'

/** One line of a process log: something was done in a case. */
export interface ProcessEvent {
  readonly caseId: string
  readonly activity: string
  readonly at: Instant
  /** Who did it: a person or a team; null where it is not told. */
  readonly resource: string | null
  /**
   * Whether it began or ended here (`lifecycle:transition` of XES); `other` for schedule, suspend and the like;
   * null where the log knows no such thing.
   */
  readonly transition: 'start' | 'complete' | 'other' | null
}

/** Everything done in one case, in the order of time; events of one instant in the order of the log. */
export interface ProcessCase {
  readonly caseId: string
  readonly events: readonly ProcessEvent[]
}

/** The cases of a log, in the order in which they first appear. */
export function groupCases(events: Iterable<ProcessEvent>): readonly ProcessCase[] {
  const cases = new Map<string, ProcessEvent[]>()
  for (const event of events) {
    const known = cases.get(event.caseId)
    if (known) known.push(event)
    else cases.set(event.caseId, [event])
  }
  return [...cases].map(([caseId, told]) => ({
    caseId,
    events: told.sort((one, other) => one.at - other.at),
  }))
}
