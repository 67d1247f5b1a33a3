import { invariant } from '@periplo/model'
import type {
  Enrollment,
  EnrollmentId,
  Instant,
  NodeId,
  PersonState,
  Step,
  TrackedEvent,
} from '@periplo/model'
import { toDueAt } from './civil-time.ts'
import type { CompiledJourney } from './compile-journey.ts'
import { toRemembered, toStep } from './finish-step.ts'
import { OUTSIDE } from './machine/machine-config.ts'
import { tellMove } from './telling/tell-move.ts'
import { toTelling } from './telling/telling.ts'
import { move } from './xstate-adapter.ts'

/** What begins a run. */
export interface StartInput {
  readonly journey: CompiledJourney
  readonly person: PersonState
  readonly event: TrackedEvent
  /** The processing instant: timers count from it. */
  readonly at: Instant
  /** As {@link decideEntry} decided it. */
  readonly entry: { readonly nodeId: NodeId; readonly correlation: string; readonly entryNumber: number }
  readonly enrollmentId: EnrollmentId
}

/**
 * Begins a run: the person enters by the entry node and goes on to the first wait or to an end. Pure; the
 * same input gives the same step. Trusts the entry decision and does not judge it again.
 */
export function start({ journey, person, event, at, entry, enrollmentId }: StartInput): Step {
  const { nodeId } = entry
  const type = journey.listens.get(OUTSIDE)?.get(event.name)
  invariant(type !== undefined, `no entry listens to the event that enters ${nodeId}`)
  const remembered = toRemembered(event)
  const run = {
    journeyId: journey.journeyId,
    person,
    entry: remembered,
    event: remembered,
    at: event.occurredAt,
    now: at,
    enteringBy: nodeId,
    assignments: [],
  }
  const moved = move(journey.machine, { state: OUTSIDE, type, run })
  invariant(moved, `nobody enters by ${nodeId}`)
  const enrolled = toEnrolled({ journey, person, event, at, entry, enrollmentId })
  const moments = { factAt: event.occurredAt, causedAt: event.occurredAt }
  const telling = toTelling(journey, enrolled, moments)
  tellMove(telling, moved)
  return toStep({ enrollment: enrolled, telling, moved, last: remembered })
}

/** The enrollment before its first step; `seq` 0 is never stored. */
function toEnrolled({ journey, person, event, entry, enrollmentId }: StartInput): Enrollment {
  const { journeyId, versionId, definition } = journey
  const { goal, conversionWindow } = definition.settings
  const enteredAt = event.occurredAt
  const remembered = toRemembered(event)
  return {
    enrollmentId,
    personId: person.personId,
    journeyId,
    versionId,
    entryNumber: entry.entryNumber,
    correlation: entry.correlation,
    status: 'active',
    endReason: null,
    seq: 0,
    nodeId: entry.nodeId,
    nodeEnteredAt: enteredAt,
    stageId: journey.stageOf.get(entry.nodeId) ?? '',
    stageEnteredAt: enteredAt,
    dueAt: null,
    enteredAt,
    endedAt: null,
    convertedAt: null,
    convertibleUntil: goal ? toDueAt(enteredAt, conversionWindow, person.zone) : null,
    envelope: {
      schema: 1,
      value: OUTSIDE,
      entry: remembered,
      last: remembered,
      timers: [],
      visits: {},
      stages: {},
    },
  }
}
