import { isHeld, releaseRun } from '@periplo/engine'
import type { Instant } from '@periplo/model'
import type { NumberedDirective } from '../journey-cache.ts'
import { followMoves } from './follow-moves.ts'
import type { PersonWork } from './person-work.ts'
import { endRun } from './take-steps.ts'
import type { StepRoom } from './step-room.ts'

/**
 * Brings a person's runs up to what members have decided for everybody inside their journeys: moves made up to
 * `until`, releases, withdrawals. Done whenever somebody is worked on, so that nobody is passed over, wherever a merge
 * has taken them; doing it again changes nothing. While a journey is paused nobody in it is moved; once it goes on
 * they are moved first and released then, and whoever is to leave only leaves.
 */
export function followDirectives(room: StepRoom, work: PersonWork, until: Instant): void {
  for (const enrollmentId of work.runs.keys()) {
    const run = work.runs.get(enrollmentId)
    if (!run || run.enrollment.status === 'ended') continue
    const { journeyId } = run.enrollment
    const found = room.journeys.findDirective(journeyId)
    if (found && takesOut(found)) follow(room, work, { enrollmentId, found })
    if (!room.journeys.isPaused(journeyId)) followMoves(room, work, { enrollmentId, until })
    if (found) follow(room, work, { enrollmentId, found })
  }
}

function takesOut({ directive }: NumberedDirective): boolean {
  return directive.kind === 'withdraw' || directive.overdue.kind === 'leave'
}

function follow(
  room: StepRoom,
  work: PersonWork,
  { enrollmentId, found }: { readonly enrollmentId: string; readonly found: NumberedDirective },
): void {
  const { no, directive } = found
  const run = work.runs.get(enrollmentId)
  if (!run || run.enrollment.status === 'ended') return
  const leaving = { run, at: directive.at, input: `directive:${no}`, reason: 'withdrawn' } as const
  if (directive.kind === 'withdraw') return endRun(room, work, leaving)
  if (!isHeld(run.enrollment)) return
  const { overdue, at } = directive
  if (overdue.kind === 'leave') return endRun(room, work, leaving)
  run.enrollment = releaseRun(run.enrollment, { at, overdue })
  run.changed = true
}
