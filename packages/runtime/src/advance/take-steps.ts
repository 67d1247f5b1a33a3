import { decideEntry, goesOn, holdRun, resumeWait, start, step } from '@periplo/engine'
import type {
  Enrollment,
  Fact,
  Instant,
  LogInput,
  OutboxMessage,
  PersonProfile,
  Step,
  TrackedEvent,
} from '@periplo/model'
import { listStints } from '@periplo/model'
import { toEnrollmentId } from '../ingest/hashing.ts'
import { toEmitted } from './emit.ts'
import { findSegmentDue, fireSegments, keepSegments } from './keep-segments.ts'
import type { RunnableVersion } from '../journey-cache.ts'
import { addHistory, countFacts } from './batch.ts'
import { asksPast, toPersonState } from './person-state.ts'
import type { StepRoom } from './step-room.ts'
import { listEntryRecords } from './person-work.ts'
import type { PersonWork, RunInWork } from './person-work.ts'

/** Timers one person may fire in one batch; what is left waits for the next. */
const MAX_TIMERS = 1_000

/**
 * Fires the person's timers due up to `until`, the longest due first. A timer fires at the instant it was
 * due, however late the worker is, so that the outcome does not depend on when somebody got round to it.
 * While its journey is paused a run is held instead.
 */
export function fireTimers(room: StepRoom, work: PersonWork, until: Instant): void {
  for (let fired = 0; fired < MAX_TIMERS; fired += 1) {
    const next = findDueRun(work, until)
    const segmentDue = findSegmentDue(room, work) ?? Infinity
    if (segmentDue <= Math.min(until, next?.enrollment.dueAt ?? Infinity)) {
      fireSegments(room, work, segmentDue)
      continue
    }
    if (!next) return
    const { profile: before } = work
    const at = next.enrollment.dueAt ?? until
    if (room.journeys.isPaused(next.enrollment.journeyId)) replace(next, holdRun(next.enrollment))
    else if (next.enrollment.envelope.held?.heard) hearHeld(room, work, next)
    else fire(room, work, next)
    if (work.profile !== before) keepSegments(room, work, { before, at })
  }
}

function replace(run: RunInWork, enrollment: Enrollment): void {
  run.enrollment = enrollment
  run.changed = true
}

function fire(room: StepRoom, work: PersonWork, run: RunInWork): void {
  const { timers } = run.enrollment.envelope
  const timer = timers.reduce((first, other) => (other.dueAt < first.dueAt ? other : first))
  const { timerId, dueAt: at } = timer
  const input = `timer:${timerId}`
  const moved = moveRun(room, work, { run, at, input, cause: { kind: 'timer', timerId } })
  if (!moved) park(room, work, { run, at, input, error: 'timer moved nothing' })
}

/** Lets the event that a pause had kept waiting move the run, if it still does; else the wait goes on. */
function hearHeld(room: StepRoom, work: PersonWork, run: RunInWork): void {
  const { dueAt, envelope } = run.enrollment
  const heard = envelope.held?.heard
  if (!heard || dueAt === null) return
  const cause = { kind: 'event', event: heard.event } as const
  const moved = moveRun(room, work, { run, at: dueAt, input: `held:${heard.offset}`, cause })
  if (!moved) replace(run, resumeWait(run.enrollment, dueAt))
}

function findDueRun(work: PersonWork, until: Instant): RunInWork | undefined {
  let first: RunInWork | undefined
  let firstDue = until
  for (const run of work.runs.values()) {
    const { dueAt } = run.enrollment
    if (dueAt === null || dueAt > firstDue || (first && dueAt === firstDue)) continue
    first = run
    firstDue = dueAt
  }
  return first
}

/** Lets an event move whom it concerns, then lets the person into the journeys it opens. */
export function takeEvent(room: StepRoom, work: PersonWork, input: LogInput & { event: TrackedEvent }): void {
  moveRuns(room, work, { runs: work.runs.values(), input })
  for (const version of room.journeys.listEntrances(input.workspaceId, input.event.name))
    enter(room, work, { version, input })
}

/** Lets an event move those of these runs whom it concerns. */
export function moveRuns(
  room: StepRoom,
  work: PersonWork,
  { runs, input }: { runs: Iterable<RunInWork>; input: LogInput & { event: TrackedEvent } },
): void {
  const { event, receivedAt: at, offset } = input
  for (const run of runs) {
    const { interests } = room.journeys.get(run.enrollment.versionId).journey
    if (!interests.moves.has(event.name)) continue
    moveRun(room, work, {
      run,
      at,
      input: `offset:${offset}`,
      cause: { kind: 'event', event },
      upTo: offset,
    })
  }
}

interface Move {
  readonly run: RunInWork
  readonly at: Instant
  readonly input: string
  readonly cause: Parameters<typeof step>[0]['input']
  /** Offset up to which the person's events count; all of them for a timer. */
  readonly upTo?: number
}

/** True if the run moved or was parked; false if the input does not concern it. */
function moveRun(room: StepRoom, work: PersonWork, { run, at, input, cause, upTo }: Move): boolean {
  const { journey } = room.journeys.get(run.enrollment.versionId)
  try {
    const person = toPersonState(room, work, { asksPast: asksPast(room, work, journey), upTo })
    const { enrollment } = run
    const silent = enrollment.envelope.held?.silent ?? false
    const taken = step({ journey, enrollment, person, input: cause, at, silent })
    if (!taken) return false
    if (room.journeys.isPaused(enrollment.journeyId) && goesOn(taken)) keepWaiting(run, { cause, upTo })
    else record(room, work, { taken, at, input })
  } catch (error) {
    park(room, work, { run, at, input, error: String(error) })
  }
  return true
}

/** While its journey is paused, what would lead a run on is kept for later; it has not happened yet. */
function keepWaiting(
  run: RunInWork,
  { cause, upTo }: { readonly cause: Move['cause']; readonly upTo: number | undefined },
): void {
  if (cause.kind === 'event' && upTo !== undefined)
    replace(run, holdRun(run.enrollment, { offset: upTo, event: cause.event }))
}

function enter(
  room: StepRoom,
  work: PersonWork,
  { version, input }: { version: RunnableVersion; input: LogInput & { event: TrackedEvent } },
): void {
  const { journey } = version
  const { event, receivedAt: at, offset } = input
  const { journeyId } = journey
  try {
    const person = toPersonState(room, work, { asksPast: asksPast(room, work, journey), upTo: offset })
    const entry = decideEntry({ journey, person, event, at, history: listEntryRecords(work, journeyId) })
    if (entry.kind !== 'enter') return
    const enrollmentId = toEnrollmentId(input, { journeyId, nodeId: entry.nodeId })
    const taken = start({ journey, person, event, at, entry, enrollmentId })
    record(room, work, { taken, at, input: `offset:${offset}` })
  } catch (error) {
    room.batch.quarantined.push({
      ...work.key,
      enrollmentId: null,
      at,
      input: `offset:${offset}`,
      error: `entering ${journeyId}: ${String(error)}`,
    })
  }
}

interface Taken {
  readonly taken: Step
  readonly at: Instant
  readonly input: string
}

/** Enters a step into the batch: the run, what it did, counted where it did it, and what it wants done. */
export function record(room: StepRoom, work: PersonWork, { taken, at, input }: Taken): void {
  const { enrollment, effects, facts, traits, audiences, points } = taken
  work.runs.set(enrollment.enrollmentId, { enrollment, changed: true })
  if (work.profile && isChanged(work.profile, taken)) {
    work.profile = { ...work.profile, traits, audiences, points }
    work.profileChanged = true
  }
  addHistory(room.batch, work.key, { enrollment, at, input, facts })
  const { workspaceId } = work.key
  for (const stint of listStints(facts, enrollment.versionId)) {
    const { frame } = room.journeys.get(stint.versionId)
    countFacts(room.batch, { workspaceId, frame }, stint.facts)
  }
  for (const effect of effects) {
    if (effect.kind === 'send')
      room.batch.messages.push(toOutbox(work, enrollment, { intent: effect.intent, at }))
    if (effect.kind === 'points') room.batch.pointsChanges.push({ ...work.key, ...effect.change })
    if (effect.kind === 'audience') room.batch.audienceChanges.push({ ...work.key, ...effect.change })
    if (effect.kind === 'emit')
      room.batch.appends.push(toEmitted(work.key, enrollment, { emission: effect.emission, at }))
  }
}

/** Whether the person is another one after the step. */
function isChanged(before: PersonProfile, { traits, audiences, points }: Step): boolean {
  return traits !== before.traits || audiences !== before.audiences || points !== before.points
}

function toOutbox(
  { key }: PersonWork,
  enrollment: Enrollment,
  { intent, at }: { intent: Extract<Step['effects'][number], { kind: 'send' }>['intent']; at: Instant },
): OutboxMessage {
  const { enrollmentId, journeyId, versionId } = enrollment
  return { ...intent, ...key, enrollmentId, journeyId, versionId, createdAt: at, dueAt: at, attempt: 0 }
}

/** Ends a run that cannot be processed, beside its healthy neighbours, and keeps the reason. */
function park(
  room: StepRoom,
  work: PersonWork,
  { run, at, input, error }: { run: RunInWork; at: Instant; input: string; error: string },
): void {
  const { enrollmentId } = run.enrollment
  room.batch.quarantined.push({ ...work.key, enrollmentId, at, input, error: error.slice(0, 2_000) })
  endRun(room, work, { run, at, input, reason: 'error' })
}

/** Ends a run from outside its machine: parked, merged into another one, or taken out by a member. */
export function endRun(
  room: StepRoom,
  work: PersonWork,
  ending: { run: RunInWork; at: Instant; input: string; reason: 'error' | 'merged' | 'withdrawn' },
): void {
  const { at, input, reason } = ending
  const before = ending.run.enrollment
  if (before.status === 'ended') return
  const { nodeId, nodeEnteredAt, stageId, stageEnteredAt } = before
  const factAt = Math.max(at, nodeEnteredAt)
  const facts: readonly Fact[] = [
    { kind: 'stage-left', at: factAt, stage: stageId, enteredAt: stageEnteredAt },
    { kind: 'enrollment-ended', at: factAt, node: nodeId, enteredAt: nodeEnteredAt, reason },
  ]
  const enrollment: Enrollment = {
    ...before,
    status: 'ended',
    endReason: reason,
    seq: before.seq + 1,
    dueAt: null,
    endedAt: factAt,
    envelope: { ...before.envelope, timers: [] },
  }
  work.runs.set(enrollment.enrollmentId, { enrollment, changed: true })
  addHistory(room.batch, work.key, { enrollment, at, input, facts })
  const { frame } = room.journeys.get(before.versionId)
  countFacts(room.batch, { workspaceId: work.key.workspaceId, frame }, facts)
}
