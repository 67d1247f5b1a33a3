import type { Instant, LogInput } from '@periplo/model'
import type { BatchCommit, CommitOutcome, DuePerson, Fence, Lease, PersonKey, Store } from '@periplo/store'
import { commitBatch, readDueBatch, readHeads, readInputs, toRunner } from '@periplo/store'
import type { JourneyCache } from '../journey-cache.ts'
import type { AdvanceRoom } from './advance-room.ts'
import { toCommit, toEmptyBatch } from './batch.ts'
import type { Batch } from './batch.ts'
import { toHorizons } from './horizons.ts'
import type { Horizons } from './horizons.ts'
import { loadBatch, loadWholePerson } from './load-batch.ts'
import type { LoadedBatch } from './load-batch.ts'
import { toPersonWork } from './person-work.ts'
import type { PersonWork } from './person-work.ts'
import { followDirectives } from './follow-directives.ts'
import { followSegments, keepSegments } from './keep-segments.ts'
import { readHandover } from './read-handover.ts'
import { readUnjudged } from './read-unjudged.ts'
import { readVisits } from './read-visits.ts'
import { forward, takeHandover, takeLoss } from './take-merge.ts'
import { takeOrder } from './take-order.ts'
import { takeProfile } from './take-profile.ts'
import { takeReceipt } from './take-receipt.ts'
import { fireTimers, takeEvent } from './take-steps.ts'

/**
 * What one batch came to. `advanced`: `leases` say how far each partition now stands; `more` if inputs were
 * left over; `messages` counts what the batch put into the outbox. `lost`: another worker owns one of the
 * partitions, or nobody knows: lease anew before going on.
 */
export type AdvanceOutcome =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'advanced'
      readonly leases: readonly Lease[]
      readonly more: boolean
      readonly inputs: number
      readonly messages: number
      /** Workspaces whose measures or people changed. */
      readonly touched: ReadonlySet<string>
      /** Earliest timer the batch armed, or Infinity. */
      readonly nextDue: Instant
    }
  | { readonly kind: 'lost' }

/**
 * Moves people by up to `limit` inputs of the leased partitions and by the timers that are due; all of it
 * lands, or none. Only the holder of the leases may call it, one call at a time per partition.
 */
export async function advanceBatch(
  room: AdvanceRoom,
  leases: readonly Lease[],
  limit: number,
): Promise<AdvanceOutcome> {
  const { store, journeys, clock } = room
  const now = clock.now().getTime()
  const heads = await readFreshHeads(room, leases)
  const turned = journeys.listTurned()
  const backlog = leases.map((lease) => ({
    ...lease,
    left: (heads.get(lease.partitionId) ?? 0) - lease.applied,
  }))
  const read = await readFairly(store, backlog, limit)
  const inputs = cutAtMerges(read)
  const horizons = toHorizons({ leases, inputs, heads, turned, now })
  const due = await readDueBatch(toRunner(store), { ...horizons.terms, workspaces: room.serves }, limit)
  const told = await readVisits(room, leases, limit)
  const visits = told.length > 0 ? told : await readUnjudged(room, leases, limit)
  if (inputs.length === 0 && due.length === 0 && visits.length === 0) return { kind: 'idle' }
  const loaded = await loadBatch(room, { inputs, due, visits, leases })
  const batch = toEmptyBatch(loaded.works)
  for (const input of inputs) await takeInput(room, { batch, loaded, input })
  visit(room, { batch, visits, horizons })
  fireDue(room, { batch, due, horizons })
  const outcome = await commit(room, { batch, leases, inputs, heads })
  return outcome.kind === 'advanced' && visits.length > 0 ? { ...outcome, more: true } : outcome
}

/** Reads what is left, sharing the limit fairly between partitions with a backlog. */
async function readFairly(
  store: Store,
  backlog: readonly (Lease & { left: number })[],
  limit: number,
): Promise<readonly LogInput[]> {
  const waiting = backlog.filter((lease) => lease.left > 0).toSorted((a, b) => a.left - b.left)
  let budget = limit
  const ranges = waiting.map(({ partitionId, applied, left }, at) => {
    const count = Math.min(left, Math.max(1, Math.floor(budget / (waiting.length - at))))
    budget -= count
    return { partitionId, applied, count }
  })
  return ranges.length === 0 ? [] : readInputs(toRunner(store), ranges)
}

/** Merges are worked alone in their partition, so that everything they move is in the database. */
function cutAtMerges(inputs: readonly LogInput[]): readonly LogInput[] {
  const closed = new Set<number>()
  const begun = new Set<number>()
  return inputs.filter(({ partitionId, body }) => {
    if (closed.has(partitionId)) return false
    const isMerge = body.kind !== 'event'
    if (isMerge) closed.add(partitionId)
    if (isMerge && begun.has(partitionId)) return false
    begun.add(partitionId)
    return true
  })
}

/**
 * How far the partitions' logs reach. Where the catalogue has changed it is read anew first, and the heads
 * after it: no input is then worked with versions, or a turned present, older or newer than its log.
 */
async function readFreshHeads(
  { store, journeys }: AdvanceRoom,
  leases: readonly Lease[],
): Promise<ReadonlyMap<number, number>> {
  const partitions = leases.map((lease) => lease.partitionId)
  for (;;) {
    const { heads, revision } = await readHeads(toRunner(store), partitions)
    if (revision === journeys.revision) return heads
    await journeys.refresh()
  }
}

interface Taking {
  readonly batch: Batch
  readonly loaded: LoadedBatch
  readonly input: LogInput
}

async function takeInput(room: AdvanceRoom, { batch, loaded, input }: Taking): Promise<void> {
  const { journeys } = room
  const work = loaded.works.get(input.personId) ?? toPersonWork(input)
  const { body } = input
  if (work.profile?.mergedInto) return forward({ batch, journeys }, work, input)
  switch (body.kind) {
    case 'event':
      return takeTracked({ batch, journeys, sends: loaded.sends }, work, { ...input, body })
    case 'merge':
      if (body.winner.personId === work.key.personId) return // one with themselves already
      await loadWholePerson(room.store, work)
      followDirectives({ batch, journeys }, work, input.receivedAt)
      return takeLoss({ batch, journeys }, work, { input, winner: body.winner })
    case 'handover': {
      await loadWholePerson(room.store, work)
      const handover = await readHandover(room, work, { ...input, body })
      takeHandover({ batch, journeys }, work, handover)
      return followDirectives({ batch, journeys }, work, Infinity) // nobody looks for them here any more
    }
  }
}

function takeTracked(
  room: { batch: Batch; journeys: JourneyCache; sends: LoadedBatch['sends'] },
  work: PersonWork,
  input: LogInput & { body: Extract<LogInput['body'], { kind: 'event' }> },
): void {
  const { event, mode } = input.body
  const isLive = mode === 'live'
  work.reached = input.offset - 1
  followDirectives(room, work, input.receivedAt)
  followSegments(room, work, input.receivedAt)
  fireTimers(room, work, input.receivedAt)
  const { profile: before } = work
  takeProfile(work, event, input.receivedAt)
  work.reached = input.offset
  if (isLive) takeEvent(room, work, { ...input, event })
  if (isLive) takeReceipt(room, work, event)
  takeOrder(room, work, { ...input, event })
  keepSegments(room, work, { before, event, at: input.receivedAt, isSilent: !isLive })
}

interface Visiting {
  readonly batch: Batch
  readonly visits: readonly PersonKey[]
  readonly horizons: Horizons
}

/** What members have decided, or a segment's new rule, for people who may have no input and no timer due. */
function visit({ journeys, clock }: AdvanceRoom, { batch, visits, horizons }: Visiting): void {
  for (const person of visits) {
    const work = batch.works.get(person.personId)
    if (!work) continue
    followDirectives({ batch, journeys }, work, horizons.until(person))
    const present = journeys.findPresent(person.workspaceId) ?? clock.now().getTime()
    followSegments({ batch, journeys }, work, present)
  }
}

interface Firing {
  readonly batch: Batch
  readonly due: readonly DuePerson[]
  readonly horizons: Horizons
}

function fireDue({ journeys }: AdvanceRoom, { batch, due, horizons }: Firing): void {
  for (const person of due) {
    const work = batch.works.get(person.personId)
    if (!work) continue
    followDirectives({ batch, journeys }, work, horizons.until(person))
    followSegments({ batch, journeys }, work, horizons.until(person))
    fireTimers({ batch, journeys }, work, horizons.until(person))
  }
}

interface Committing {
  readonly batch: Batch
  readonly leases: readonly Lease[]
  readonly inputs: readonly LogInput[]
  readonly heads: ReadonlyMap<number, number>
}

async function commit(
  room: AdvanceRoom,
  { batch, leases, inputs, heads }: Committing,
): Promise<AdvanceOutcome> {
  const reached = new Map(inputs.map((input) => [input.partitionId, input.offset]))
  const after = leases.map((lease) => ({
    ...lease,
    applied: reached.get(lease.partitionId) ?? lease.applied,
  }))
  const touched = new Set([...batch.works.values()].map((work) => work.key.partitionId))
  const fences: readonly Fence[] = leases
    .filter((lease) => touched.has(lease.partitionId))
    .map((lease) => ({ ...lease, next: reached.get(lease.partitionId) ?? lease.applied }))
  const changes = toCommit(batch, fences)
  room.failpoint?.('before-commit')
  const outcome = await commitSurely(room, changes, [...touched])
  if (outcome !== 'committed') return { kind: 'lost' }
  room.failpoint?.('after-commit')
  room.people.keep(batch.works.values(), new Map(leases.map((lease) => [lease.partitionId, lease])))
  return {
    kind: 'advanced',
    leases: after,
    more:
      batch.appends.length > 0 || after.some((lease) => lease.applied < (heads.get(lease.partitionId) ?? 0)),
    inputs: inputs.length,
    messages: batch.messages.length,
    touched: new Set([...batch.works.values()].map((work) => work.key.workspaceId)),
    nextDue: Math.min(Infinity, ...changes.enrollments.map((stored) => stored.enrollment.dueAt ?? Infinity)),
  }
}

/** What cannot be known to have been written is not remembered either. */
async function commitSurely(
  { store, people }: AdvanceRoom,
  changes: BatchCommit,
  partitions: readonly number[],
): Promise<CommitOutcome> {
  let outcome: CommitOutcome = 'unknown'
  try {
    outcome = await commitBatch(store, changes)
    return outcome
  } finally {
    if (outcome !== 'committed') people.forget(partitions)
  }
}
