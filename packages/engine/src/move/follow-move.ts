import { invariant } from '@periplo/model'
import type {
  Enrollment,
  Fact,
  Instant,
  Move,
  Moved,
  Node,
  NodeId,
  PersonState,
  Step,
  Timer,
  VersionId,
} from '@periplo/model'
import { toDueAt } from '../civil-time.ts'
import { NO_AUDIENCES } from '../change-audiences.ts'
import type { CompiledJourney } from '../compile-journey.ts'
import { finishStep } from '../finish-step.ts'
import { isHeld } from '../hold.ts'
import { OUTSIDE } from '../machine/machine-config.ts'
import type { Run } from '../machine/run.ts'
import { tellArrival } from '../telling/arriving.ts'
import { toTelling } from '../telling/telling.ts'
import type { Moments } from '../telling/telling.ts'
import { move as moveMachine } from '../xstate-adapter.ts'
import { getArrivals, toArrivalType } from './arrivals.ts'
import type { Arrival } from './arrivals.ts'
import { decideMove } from './decide-move.ts'
import { findNode, isSameWait, keepsWaiting } from './places.ts'
import { findTakenOverDue, putInSpread } from './wait-terms.ts'

/** A run that a move asks (`isAsked`), and what deciding and moving it takes. */
export interface MoveQuestion {
  readonly move: Move
  readonly enrollment: Enrollment
  readonly person: PersonState
  /** The instant of the move, or later: when it is followed. */
  readonly at: Instant
  /** The run's own version, and those of `listAhead`. */
  readonly journeyOf: (versionId: VersionId) => CompiledJourney
}

/** What became of a run that was asked. Whoever stays or leaves is marked as asked; leaving is the caller's to do. */
export type MoveOutcome =
  | { readonly kind: 'stays' | 'leaves'; readonly enrollment: Enrollment }
  | { readonly kind: 'moved'; readonly step: Step }

/**
 * Follows a move for one run. Who is moved from wait to wait goes on waiting, the time waited counted by the new
 * node's rule; where that is over, until a moment of their own within the spread. Who comes into any other node acts at
 * once, as whoever comes by an edge. What a pause has held stays held. Pure; the same question has the same answer.
 */
export function followMove(question: MoveQuestion): MoveOutcome {
  const { move, enrollment, journeyOf } = question
  const asked = withMoved(enrollment, { no: move.no })
  const decision = decideMove(move, enrollment, journeyOf)
  switch (decision.kind) {
    case 'stay':
      return { kind: 'stays', enrollment: asked }
    case 'leave':
      return { kind: 'leaves', enrollment: asked }
    case 'return':
      return { kind: 'moved', step: goBack(question, decision.origin) }
    case 'go':
      return { kind: 'moved', step: goTo(question, decision) }
  }
}

function goTo(question: MoveQuestion, { versionId, node }: { versionId: VersionId; node: NodeId }): Step {
  const { move, enrollment, person, journeyOf } = question
  const journey = journeyOf(versionId)
  const [from, to] = [getNode(journeyOf(enrollment.versionId), enrollment.nodeId), getNode(journey, node)]
  const { nodeId, nodeEnteredAt } = enrollment
  const { value, timers } = enrollment.envelope
  const stay = { nodeId, nodeEnteredAt, value, timers }
  const moved = { no: move.no, origin: { versionId: enrollment.versionId, ...stay } }
  if (isSameWait(from, to))
    return keepWaiting(question, { taken: standIn(question, journey, stay), timers, moved })
  const keeps = keepsWaiting(from, to)
  const taken = arrive(question, journey, { node, keeps })
  if (!keeps || taken.facts.some(isLeaving))
    return { ...taken, enrollment: withMoved(taken.enrollment, { no: move.no }) }
  const running = { node: from, enteredAt: nodeEnteredAt, timers, zone: person.zone }
  const dueAt = findTakenOverDue(running, to)
  const set = taken.enrollment.envelope.timers.map((timer) =>
    dueAt === undefined ? timer : { ...timer, dueAt },
  )
  return keepWaiting(question, { taken, timers: set, moved })
}

/** The machine says what comes of arriving: a wait, or everything on the way to the next one. */
function arrive(question: MoveQuestion, journey: CompiledJourney, arrival: Arrival): Step {
  const { enrollment, person, at } = question
  const push = { state: OUTSIDE, type: toArrivalType(arrival), run: toMovingRun(question) }
  const moved = moveMachine(getArrivals(journey), push)
  invariant(moved, `nobody can be moved into ${arrival.node}`)
  const cause = { push, moments: toMoments(enrollment, at) }
  return onVersion(finishStep({ journey, enrollment, cause, moved }), journey, person)
}

function goBack(question: MoveQuestion, origin: Origin): Step {
  const journey = question.journeyOf(origin.versionId)
  const taken = standIn(question, journey, origin)
  return keepWaiting(question, { taken, timers: origin.timers, moved: { no: question.move.no } })
}

type Origin = NonNullable<Moved['origin']>

/** The run stands in a wait that the version has as it was: nothing is asked, and nothing else happens. */
function standIn(
  { enrollment, person, at }: MoveQuestion,
  journey: CompiledJourney,
  stay: Omit<Origin, 'versionId'>,
): Step {
  const telling = toTelling(journey, enrollment, toMoments(enrollment, at))
  tellArrival(telling, { node: stay.nodeId, keeps: true, since: stay.nodeEnteredAt })
  const { nodeId, nodeEnteredAt, stageId, stageEnteredAt, visits, stages, effects, facts } = telling
  const envelope = { ...enrollment.envelope, value: stay.value, visits, stages }
  const here = { nodeId, nodeEnteredAt, stageId, stageEnteredAt, envelope }
  const taken = { enrollment: { ...enrollment, ...here, seq: enrollment.seq + 1 }, effects, facts }
  const { traits, audiences = NO_AUDIENCES, points = 0 } = person
  return onVersion({ ...taken, traits, audiences, points }, journey, person)
}

/** The run waits on: it remembers all it did, and what a pause has made of it. */
function keepWaiting(
  { move, enrollment, at }: MoveQuestion,
  {
    taken,
    timers,
    moved,
  }: { readonly taken: Step; readonly timers: readonly Timer[]; readonly moved: Moved },
): Step {
  const { enrollmentId, envelope } = enrollment
  const held = isHeld(enrollment)
  const { spreadMs } = move.plan
  const put = timers.map((timer) =>
    held ? timer : { ...timer, dueAt: putInSpread(timer.dueAt, { enrollmentId, at, spreadMs }) },
  )
  const earliest = put.length === 0 ? null : Math.min(...put.map((timer) => timer.dueAt))
  const { answers } = envelope
  return {
    ...taken,
    enrollment: {
      ...taken.enrollment,
      dueAt: envelope.held?.heard || held ? enrollment.dueAt : earliest,
      envelope: {
        ...taken.enrollment.envelope,
        entry: envelope.entry,
        last: envelope.last,
        timers: put,
        moved,
        ...(answers && { answers }),
        ...(envelope.held && { held: envelope.held }),
      },
    },
  }
}

function isLeaving({ kind }: Fact): boolean {
  return kind === 'node-left' || kind === 'enrollment-ended'
}

/** Facts of one run never go back in time. */
function toMoments({ nodeEnteredAt }: Enrollment, at: Instant): Moments {
  return { factAt: Math.max(at, nodeEnteredAt), causedAt: at, depth: 0 }
}

/** What the nodes see that somebody comes through who is moved. */
export function toMovingRun({ enrollment, person, at: now }: MoveQuestion): Run {
  const { journeyId, envelope } = enrollment
  const { factAt: at } = toMoments(enrollment, now)
  const seen = { entry: envelope.entry, event: envelope.last, run: enrollment, at, now }
  return { journeyId, person, enteringBy: '', assignments: [], ...seen }
}

/** The run is of that version now: its goal counts as long as that version says. */
function onVersion(taken: Step, { versionId, definition }: CompiledJourney, { zone }: PersonState): Step {
  const { enrollment } = taken
  const { goal, conversionWindow } = definition.settings
  const convertibleUntil = goal ? toDueAt(enrollment.enteredAt, conversionWindow, zone) : null
  return { ...taken, enrollment: { ...enrollment, versionId, convertibleUntil } }
}

function withMoved(enrollment: Enrollment, moved: Moved): Enrollment {
  return { ...enrollment, envelope: { ...enrollment.envelope, moved } }
}

function getNode({ definition }: CompiledJourney, id: NodeId): Node {
  const node = findNode(definition, id)
  invariant(node, `there is no node ${id} in this version`)
  return node
}
