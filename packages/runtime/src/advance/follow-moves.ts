import { followMove, isAsked, listAhead } from '@periplo/engine'
import type { MoveOutcome } from '@periplo/engine'
import type { Instant } from '@periplo/model'
import type { StoredMove } from '@periplo/store'
import type { PersonWork, RunInWork } from './person-work.ts'
import { asksPast, toPersonState } from './person-state.ts'
import type { StepRoom } from './step-room.ts'
import { endRun, fireTimers, record } from './take-steps.ts'

/**
 * Asks one run of a person whether it moves, by every move made up to `until` that has not asked it, in order. What
 * was due before a move fires before it. A run that cannot be moved stays where it is, and the reason is kept.
 */
export function followMoves(
  room: StepRoom,
  work: PersonWork,
  { enrollmentId, until }: { readonly enrollmentId: string; readonly until: Instant },
): void {
  const findRun = (): RunInWork | undefined => work.runs.get(enrollmentId)
  const journeyId = findRun()?.enrollment.journeyId ?? ''
  for (const move of room.journeys.moves.list(journeyId)) {
    const asked = findRun()
    if (!asked || move.at > until || !isAsked(move, asked.enrollment)) continue
    fireTimers(room, work, move.at)
    const run = findRun()
    if (run && isAsked(move, run.enrollment)) follow(room, work, { run, move })
  }
}

function follow(room: StepRoom, work: PersonWork, { run, move }: { run: RunInWork; move: StoredMove }): void {
  const input = `move:${move.no}`
  const { at } = move
  const outcome = ask(room, work, { run, move })
  if (outcome.kind === 'moved') return record(room, work, { taken: outcome.step, at, input })
  run.enrollment = outcome.enrollment
  run.changed = true
  if (outcome.kind === 'leaves') endRun(room, work, { run, at, input, reason: 'withdrawn' })
}

function ask(
  room: StepRoom,
  work: PersonWork,
  { run, move }: { run: RunInWork; move: StoredMove },
): MoveOutcome {
  const { enrollment } = run
  const { at, no } = move
  const journeyOf = (versionId: string) => room.journeys.get(versionId).journey
  try {
    const [ahead = enrollment.versionId] = listAhead(move, enrollment)
    const person = toPersonState(room, work, { asksPast: asksPast(room, work, journeyOf(ahead)) })
    return followMove({ move, enrollment, person, at, journeyOf })
  } catch (error) {
    const { enrollmentId, envelope } = enrollment
    const reason = String(error).slice(0, 2_000)
    room.batch.quarantined.push({ ...work.key, enrollmentId, at, input: `move:${no}`, error: reason })
    return { kind: 'stays', enrollment: { ...enrollment, envelope: { ...envelope, moved: { no } } } }
  }
}
