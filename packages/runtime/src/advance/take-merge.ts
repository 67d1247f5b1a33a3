import { retractFirstRun } from '@periplo/kpi'
import { withResearch } from '@periplo/kpi'
import { invariant } from '@periplo/model'
import type { LogInput, OrderFact, PersonProfile } from '@periplo/model'
import type { LoggedInput, NewInput } from '@periplo/store'
import { addDeltas } from './batch.ts'
import { leaveSegments, uniteSegments } from './keep-segments.ts'
import { toJson } from './person-bundle.ts'
import type { PersonBundle } from './person-bundle.ts'
import type { PersonWork, RunInWork } from './person-work.ts'
import type { Handover } from './read-handover.ts'
import { adoptOrder, listResearch, rewriteOrder } from './take-order.ts'
import { endRun, fireTimers, moveRuns } from './take-steps.ts'
import type { StepRoom } from './step-room.ts'

/**
 * First half of a merge, in the loser's partition: fires what was due before it, freezes the person and hands
 * their runs and orders over to the winner's log. Later inputs of the loser are forwarded. Messages stay where
 * they were made: delivery finds out whom they are for now.
 */
export function takeLoss(
  room: StepRoom,
  work: PersonWork,
  { input, winner }: { input: LogInput; winner: { personId: string; partitionId: number } },
): void {
  if (work.profile?.mergedInto) return
  fireTimers(room, work, input.receivedAt)
  const bundle: PersonBundle = {
    profile: work.profile,
    runs: [...work.runs.values()].map((run) => run.enrollment),
    orders: [...work.orders.values()].map((item) => item.order),
    segments: leaveSegments(work),
  }
  const { workspaceId, receivedAt } = input
  const frozen = work.profile ?? toFrozen(work, receivedAt)
  work.profile = { ...frozen, audiences: [], points: 0, mergedInto: winner }
  const leaving = { act: 'remove', by: winner.personId, at: receivedAt } as const
  moveAudiences(room, work, { ...leaving, audiences: frozen.audiences })
  movePoints(room, work, { points: -frozen.points, by: winner.personId, at: receivedAt })
  work.profileChanged = true
  work.runs.clear() // they are the winner's now: no timer of theirs may fire here any more
  work.orders.clear()
  room.batch.departed.push(work.key)
  const body = { kind: 'handover', from: work.key.personId, bundle: toJson(bundle) } as const
  room.batch.appends.push({ workspaceId, receivedAt, occurredAt: receivedAt, name: '', ...winner, body })
}

function toFrozen({ key }: PersonWork, at: number): PersonProfile {
  return {
    ...key,
    traits: {},
    zone: null,
    suppressed: false,
    audiences: [],
    points: 0,
    identified: false,
    firstSeenAt: at,
    lastSeenAt: at,
    lastOrderAt: null,
    mergedInto: null,
    mergedFrom: [],
  }
}

/** Sends an input on to the person the addressee was merged into. */
export function forward(room: StepRoom, work: PersonWork, input: LogInput): void {
  const target = work.profile?.mergedInto
  invariant(target, 'only inputs of merged persons are forwarded')
  room.batch.appends.push(toForwarded(input, target))
}

function toForwarded(input: LogInput, target: { personId: string; partitionId: number }): NewInput {
  const { workspaceId, receivedAt, body } = input
  const event = body.kind === 'event' ? body.event : undefined
  return {
    workspaceId,
    receivedAt,
    ...target,
    occurredAt: event?.occurredAt ?? receivedAt,
    name: event?.name ?? '',
    body,
  }
}

/**
 * Second half of a merge, in the winner's partition: fires what was due before it, then takes over traits (the
 * winner's own stand), runs and orders. Of two runs that re-entry would not have allowed side by side the older goes on; the
 * younger ends as merged. A run that is no longer the person's first is taken out of the counts of persons.
 * What the winner did between the merge and now moves the runs that arrive, as if they had been here.
 */
export function takeHandover(
  room: StepRoom,
  work: PersonWork,
  { input, bundle, recent, heard }: Handover,
): void {
  const { personId } = work.key
  fireTimers(room, work, input.receivedAt)
  const before = work.profile?.audiences ?? []
  work.profile = mergeProfiles(work, bundle.profile, input)
  const joining = { act: 'add', by: bundle.profile?.personId ?? '', at: input.receivedAt } as const
  const audiences = work.profile.audiences.filter((audience) => !before.includes(audience))
  moveAudiences(room, work, { ...joining, audiences })
  movePoints(room, work, { points: bundle.profile?.points ?? 0, by: joining.by, at: joining.at })
  work.profileChanged = true
  for (const enrollment of bundle.runs)
    work.runs.set(enrollment.enrollmentId, { enrollment: { ...enrollment, personId }, changed: true })
  renumberRuns(room, work)
  endSecondRuns(room, work, input)
  work.recent = recent
  work.knowsPast = true
  work.reached = undefined
  for (const event of heard) catchUp(room, work, { event, arrived: bundle.runs })
  takeOrders(room, work, { orders: bundle.orders, recent })
  const others = new Map((bundle.segments ?? []).map(({ segmentId, since }) => [segmentId, since]))
  uniteSegments(room, work, { others, at: input.receivedAt })
}

/** The survivor is in every audience that either was in. */
function moveAudiences(
  { batch }: StepRoom,
  { key }: PersonWork,
  moved: {
    readonly act: 'add' | 'remove'
    readonly audiences: readonly string[]
    readonly by: string
    readonly at: number
  },
): void {
  const { act, by, at } = moved
  const origin = `merge:${by}`
  for (const audience of moved.audiences)
    batch.audienceChanges.push({
      ...key,
      changeKey: `${origin}:${act}:${audience}`,
      audience,
      act,
      at,
      origin,
    })
}

/** The survivor has the points of both; either ledger goes on adding up. */
function movePoints(
  { batch }: StepRoom,
  { key, profile }: PersonWork,
  { points, by, at }: { readonly points: number; readonly by: string; readonly at: number },
): void {
  if (points === 0) return
  const origin = `merge:${by}`
  const balance = profile?.points ?? 0
  batch.pointsChanges.push({ ...key, changeKey: origin, points, balance, reason: '', at, origin })
}

function catchUp(
  room: StepRoom,
  work: PersonWork,
  { event: input, arrived }: { event: LogInput; arrived: readonly { readonly enrollmentId: string }[] },
): void {
  const { body } = input
  if (body.kind !== 'event' || body.mode !== 'live') return
  fireTimers(room, work, input.receivedAt)
  const runs = arrived.flatMap(({ enrollmentId }) => work.runs.get(enrollmentId) ?? [])
  moveRuns(room, work, { runs, input: { ...input, event: body.event } })
}

function mergeProfiles(work: PersonWork, loser: PersonProfile | null, input: LogInput): PersonProfile {
  const own = work.profile ?? toFrozen(work, input.receivedAt)
  if (!loser) return own
  const { personId, partitionId } = loser
  return {
    ...own,
    traits: { ...loser.traits, ...own.traits },
    zone: own.zone ?? loser.zone,
    suppressed: own.suppressed || loser.suppressed,
    audiences: [...new Set([...own.audiences, ...loser.audiences])].toSorted(),
    points: own.points + loser.points,
    identified: own.identified || loser.identified,
    firstSeenAt: Math.min(own.firstSeenAt, loser.firstSeenAt),
    lastSeenAt: Math.max(own.lastSeenAt, loser.lastSeenAt),
    lastOrderAt: maxOrNull(own.lastOrderAt, loser.lastOrderAt),
    mergedFrom: [...own.mergedFrom, { personId, partitionId }, ...loser.mergedFrom],
  }
}

function maxOrNull(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}

/** Counts the runs of each journey anew, by when they began. */
function renumberRuns(room: StepRoom, work: PersonWork): void {
  const byJourney = Map.groupBy(work.runs.values(), (run) => run.enrollment.journeyId)
  for (const runs of byJourney.values()) {
    const inOrder = runs.toSorted(
      (a, b) =>
        a.enrollment.enteredAt - b.enrollment.enteredAt ||
        (a.enrollment.enrollmentId < b.enrollment.enrollmentId ? -1 : 1),
    )
    for (const [at, run] of inOrder.entries()) renumberRun(room, work, { run, entryNumber: at + 1 })
  }
}

function renumberRun(
  room: StepRoom,
  work: PersonWork,
  { run, entryNumber }: { run: RunInWork; entryNumber: number },
): void {
  const before = run.enrollment
  if (before.entryNumber === entryNumber) return
  if (before.entryNumber === 1) {
    const { frame } = room.journeys.get(before.versionId)
    const { enteredAt, convertedAt, envelope } = before
    const counted = { entryNumber: 1, enteredAt, convertedAt, stages: envelope.stages }
    addDeltas(room.batch, work.key.workspaceId, retractFirstRun(frame, counted))
  }
  run.enrollment = { ...before, entryNumber }
  run.changed = true
}

function endSecondRuns(room: StepRoom, work: PersonWork, input: LogInput): void {
  const active = [...work.runs.values()].filter((run) => run.enrollment.status === 'active')
  const kept = new Set<string>()
  const inOrder = active.toSorted((a, b) => a.enrollment.entryNumber - b.enrollment.entryNumber)
  for (const run of inOrder) {
    const { journeyId, versionId, correlation } = run.enrollment
    const { reentry, correlationKey } = room.journeys.get(versionId).journey.definition.settings
    if (reentry.mode === 'always') continue
    const place = `${journeyId}/${correlationKey === undefined ? '' : correlation}`
    if (kept.has(place))
      endRun(room, work, {
        run,
        at: input.receivedAt,
        input: `offset:${input.offset}`,
        reason: 'merged',
      })
    kept.add(place)
  }
}

/** The orders of both, with the research of both; the loser's were counted already and are counted anew. */
function takeOrders(
  room: StepRoom,
  work: PersonWork,
  { orders, recent }: { orders: readonly OrderFact[]; recent: readonly LoggedInput[] },
): void {
  for (const order of orders) adoptOrder(room, work, order)
  const research = listResearch({ ...work, recent })
  const { personId } = work.key
  const identified = work.profile?.identified ?? false
  for (const { order } of work.orders.values())
    rewriteOrder(
      room,
      work,
      withResearch({ ...order, personId, identified: order.identified || identified }, research),
    )
}
