import { isHeld, releaseRun } from '@periplo/engine'
import type { NumberedDirective } from '../journey-cache.ts'
import type { PersonWork, RunInWork } from './person-work.ts'
import { endRun } from './take-steps.ts'
import type { StepRoom } from './take-steps.ts'

/**
 * Brings a person's runs up to what members have decided for everybody inside their journeys. Done whenever
 * somebody is worked on, so that nobody is passed over, wherever a merge has taken them; doing it again changes
 * nothing.
 */
export function followDirectives(room: StepRoom, work: PersonWork): void {
  for (const run of work.runs.values()) {
    if (run.enrollment.status === 'ended') continue
    const found = room.journeys.findDirective(run.enrollment.journeyId)
    if (found) follow(room, work, { run, found })
  }
}

function follow(
  room: StepRoom,
  work: PersonWork,
  { run, found }: { run: RunInWork; found: NumberedDirective },
): void {
  const { no, directive } = found
  const leaving = { run, at: directive.at, input: `directive:${no}`, reason: 'withdrawn' } as const
  if (directive.kind === 'withdraw') return endRun(room, work, leaving)
  if (!isHeld(run.enrollment)) return
  const { overdue, at } = directive
  if (overdue.kind === 'leave') return endRun(room, work, leaving)
  run.enrollment = releaseRun(run.enrollment, { at, overdue })
  run.changed = true
}
