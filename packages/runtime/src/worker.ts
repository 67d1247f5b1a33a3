import type { Instant } from '@periplo/model'
import type { Lease } from '@periplo/store'
import {
  findNextMessageDue,
  leasePartitionsBatch,
  reclaimMessages,
  releasePartitions,
  toRunner,
} from '@periplo/store'
import { advanceBatch } from './advance/advance-batch.ts'
import { createCourier } from './deliver/courier.ts'
import type { Courier } from './deliver/courier.ts'
import { createBell } from './loop.ts'
import type { Bell } from './loop.ts'
import { pruneBefore } from './prune.ts'
import type { Resources } from './resources.ts'

/** How long a lease holds without being renewed. A dead worker's people move on after this. */
const LEASE_MS = 15_000
const RENEW_MS = 4_000
/** Longest pause of an idle loop: how late work of another process is seen. */
const IDLE_MS = 250
/** The same for messages; the lane's own ring the bell, so this is for those that another process leaves behind. */
const OUTBOX_IDLE_MS = 1_000
const BATCH = 1_000
/** A lane begins no two small batches within this time: under a steady trickle, ten events cost little more than one. */
const PACE_MS = 20
const SMALL_BATCH = 200
const DELIVERY_BATCH = 512
/** A courier with less room than this is not sent for more. */
const LEAST_ROOM = 256
/** Claims and rejections are kept this long (I1 holds within it). */
const KEEP_MS = 8 * 86_400_000
const PRUNE_EVERY_MS = 60_000

/** A share of the partitions, advanced and delivered by one pair of loops. */
interface Lane {
  readonly owner: string
  readonly limit: number
  leases: readonly Lease[]
  renewAt: Instant
  readonly inputs: Bell
  readonly outbox: Bell
  readonly courier: Courier
}

/** A running worker. */
export interface Worker {
  /** Settles when every loop has ended and the partitions are given back. */
  readonly stopped: Promise<void>
}

/**
 * Runs the loops of a worker until the signal aborts: advance, fire, deliver, prune. It takes at most as many
 * partitions as `resources` say, and leaves the others to other workers; its own are split over two lanes, so
 * that one steps while the database writes for the other. An error of the database is
 * logged and tried again; nothing is lost by it.
 */
export function startWorker(resources: Resources, signal: AbortSignal): Worker {
  const half = Math.floor(resources.partitions / 2)
  const shares = { a: resources.partitions - half, b: half }
  const lanes = Object.entries(shares).map(([name, share]) => toLane(resources, name, share))
  const ring = (): void => {
    for (const lane of lanes) lane.inputs.ring()
  }
  resources.onAppend.add(ring)
  const loops = lanes.flatMap((lane) => [
    keepGoing(resources, signal, () => advanceLane(resources, lane, signal)),
    keepGoing(resources, signal, () => deliverLane(resources, lane, signal)),
  ])
  loops.push(keepGoing(resources, signal, () => prune(resources, signal)))
  const stop = async (): Promise<void> => {
    await Promise.all(loops)
    resources.onAppend.delete(ring)
    for (const lane of lanes) await giveBack(resources, lane)
  }
  return { stopped: stop() }
}

async function giveBack({ store, log }: Resources, { owner, courier }: Lane): Promise<void> {
  try {
    await courier.rest()
    await releasePartitions(toRunner(store), owner)
  } catch (error) {
    log.warn({ err: error }, 'partitions could not be given back; others take them over in 15 s')
  }
}

function toLane(resources: Resources, name: string, limit: number): Lane {
  const outbox = createBell()
  const courier = createCourier(resources, (workspaceIds) => {
    resources.signals.announce(workspaceIds)
    if (courier.room >= LEAST_ROOM && courier.room < 2 * LEAST_ROOM) outbox.ring()
  })
  return {
    owner: `${resources.workerId}/${name}`,
    limit,
    leases: [],
    renewAt: 0,
    inputs: createBell(),
    outbox,
    courier,
  }
}

/** Calls a round again and again; a round that throws is logged, and the next waits a little longer each time. */
async function keepGoing({ log }: Resources, signal: AbortSignal, round: () => Promise<void>): Promise<void> {
  const pause = createBell()
  for (let failures = 0; !signal.aborted;) {
    try {
      await round()
      failures = 0
    } catch (error) {
      failures += 1
      log.error({ err: error }, 'a round of the worker failed; it is tried again')
      await pause.wait(Math.min(5_000, 100 * 2 ** failures), signal)
    }
  }
}

async function advanceLane(resources: Resources, lane: Lane, signal: AbortSignal): Promise<void> {
  const now = resources.wall.now().getTime()
  if (now >= lane.renewAt) await renew(resources, lane)
  if (lane.leases.length === 0) return lane.inputs.wait(IDLE_MS, signal)
  const outcome = await advanceBatch(resources, lane.leases, BATCH)
  switch (outcome.kind) {
    case 'idle':
      return lane.inputs.wait(IDLE_MS, signal)
    case 'lost':
      lane.renewAt = 0
      return
    case 'advanced':
      lane.leases = outcome.leases
      if (outcome.messages > 0) lane.outbox.ring()
      resources.signals.announce(outcome.touched)
      if (!outcome.more && outcome.inputs < SMALL_BATCH)
        return resources.pace(now + PACE_MS - resources.wall.now().getTime(), signal)
  }
}

async function renew({ store, wall, clock }: Resources, lane: Lane): Promise<void> {
  const now = wall.now().getTime()
  const before = new Map(lane.leases.map((lease) => [lease.partitionId, lease.epoch]))
  const terms = { owner: lane.owner, now, leaseUntil: now + LEASE_MS }
  lane.leases = await leasePartitionsBatch(toRunner(store), terms, lane.limit)
  lane.renewAt = now + RENEW_MS
  const taken = lane.leases.filter((lease) => before.get(lease.partitionId) !== lease.epoch)
  if (taken.length > 0) await reclaimMessages(toRunner(store), taken, clock.now().getTime())
  if (taken.length > 0) lane.outbox.ring()
}

async function deliverLane(resources: Resources, lane: Lane, signal: AbortSignal): Promise<void> {
  const { leases, courier, outbox } = lane
  if (leases.length === 0) return outbox.wait(IDLE_MS, signal)
  if (courier.room < LEAST_ROOM) return outbox.wait(OUTBOX_IDLE_MS, signal)
  if ((await courier.dispatch({ leases, signal }, DELIVERY_BATCH)) > 0) return
  const next = await findNextMessageDue(
    toRunner(resources.store),
    leases.map((lease) => lease.partitionId),
    resources.serves,
  )
  const waitMs = next === undefined ? Infinity : next - resources.clock.now().getTime()
  return outbox.wait(Math.min(OUTBOX_IDLE_MS, Math.max(1, waitMs)), signal)
}

async function prune({ store, wall }: Resources, signal: AbortSignal): Promise<void> {
  const before = wall.now().getTime() - KEEP_MS
  await pruneBefore(store, before, signal)
  await createBell().wait(PRUNE_EVERY_MS, signal)
}
