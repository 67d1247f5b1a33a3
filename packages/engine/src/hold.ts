import type { Enrollment, Held, Instant, OverdueChoice, Step, Timer } from '@periplo/model'
import { toShareOf } from './hash.ts'

/** Whether a pause keeps the run from moving, so that only a release lets it go on. */
export function isHeld({ status, dueAt, envelope }: Enrollment): boolean {
  return status === 'active' && dueAt === null && envelope.held !== undefined
}

/**
 * Whether a step leads out of the node the person was in: what a pause keeps from happening. The goal and the
 * exits of the journey, which end a run where it stands, and a conversion after the end are no such step.
 */
export function goesOn({ facts }: Step): boolean {
  return facts.some((fact) => fact.kind === 'node-left')
}

/**
 * Keeps a run where it is: no timer wakes it. Of the events that would have moved it the first is kept; what
 * would have come after it cannot be known.
 */
export function holdRun(enrollment: Enrollment, heard?: Held['heard']): Enrollment {
  const { held } = enrollment.envelope
  const first = held?.heard ?? heard
  return withHeld({ ...enrollment, dueAt: null }, { ...held, ...(first && { heard: first }) })
}

/**
 * Lets a held run go on: at `at` where it skips, else at its own moment of `[at, at + spreadMs)`, which is the
 * same however often it is asked for. A timer that is overdue by then is put off to that moment; an event that
 * was kept moves the run then.
 */
export function releaseRun(
  enrollment: Enrollment,
  { at, overdue }: { readonly at: Instant; readonly overdue: Exclude<OverdueChoice, { kind: 'leave' }> },
): Enrollment {
  const spreadMs = overdue.kind === 'continue' ? overdue.spreadMs : 0
  const goesAt = at + Math.floor(toShareOf(enrollment.enrollmentId) * spreadMs)
  const { heard } = enrollment.envelope.held ?? {}
  const held = { ...(heard && { heard }), ...(overdue.kind === 'skip' && { silent: true as const }) }
  const waiting = withHeld(putOff(enrollment, goesAt), held)
  return heard ? { ...waiting, dueAt: goesAt } : waiting
}

/** The wait goes on after all: the event that was kept does not end it, seen from `at`. */
export function resumeWait(enrollment: Enrollment, at: Instant): Enrollment {
  const { silent } = enrollment.envelope.held ?? {}
  return withHeld(putOff(enrollment, at), silent ? { silent } : {})
}

function putOff(enrollment: Enrollment, until: Instant): Enrollment {
  const timers = enrollment.envelope.timers.map((timer): Timer => ({
    ...timer,
    dueAt: Math.max(timer.dueAt, until),
  }))
  const dueAt = timers.length === 0 ? null : Math.min(...timers.map((timer) => timer.dueAt))
  return { ...enrollment, dueAt, envelope: { ...enrollment.envelope, timers } }
}

/** An enrollment that is held is marked; one with nothing to remember of it is as it always was. */
function withHeld(enrollment: Enrollment, held: Held): Enrollment {
  const { held: _, ...envelope } = enrollment.envelope
  const isNothing = enrollment.dueAt !== null && Object.keys(held).length === 0
  return { ...enrollment, envelope: isNothing ? envelope : { ...envelope, held } }
}
