import type { Clock, Ids, JourneyDefinition, LogInput, Node, TrackedEvent } from '@periplo/model'
import { BUILT_IN_STAGES, toBlankDefinition } from '@periplo/model'
import {
  PARTITION_COUNT,
  leasePartitionsBatch,
  migrate,
  openStore,
  readInputs,
  toRunner,
} from '@periplo/store'
import type { Lease, Store } from '@periplo/store'
import { pino } from 'pino'
import { advanceBatch } from './advance/advance-batch.ts'
import { openRuntime } from './open-runtime.ts'
import type { Runtime } from './open-runtime.ts'

/** Whoever acts in the tests. */
export const ACTOR = { memberId: 'mara', name: 'Mara' }

/** A clock a test turns. */
export interface TestClock extends Clock {
  advance(ms: number): void
}

/** What a runtime of the tests is opened over. */
export interface TestGround {
  readonly database: { readonly url: string; drop(): Promise<void> }
  readonly clock: TestClock
  /** Decides in which partitions people live. */
  readonly ids: Ids
}

/** Brings a database to the schema; to be given to whoever makes it. */
export const toSchema = (url: string): Promise<void> => migrate({ url })

/** A runtime over a fresh database, with a clock that stands still and no loops. */
export interface OpenedRuntime {
  readonly runtime: Runtime
  readonly store: Store
  readonly url: string
  readonly clock: TestClock
  readonly workspaceId: string
  /** Takes events by their names, one user each. */
  take(events: readonly TrackedEvent[]): Promise<void>
  lease(): Promise<readonly Lease[]>
  /** Works the log until nothing is left. */
  work(): Promise<void>
  publish(definition: JourneyDefinition): Promise<{ readonly journeyId: string; readonly versionId: string }>
  close(): Promise<void>
}

/** Opens one. Closing it drops the database. */
export async function openRuntimeOver({ database, clock, ids }: TestGround): Promise<OpenedRuntime> {
  const store = openStore({ url: database.url, poolSize: 16 })
  const runtime = await openRuntime({
    store,
    clock,
    wall: clock,
    ids,
    log: pino({ level: 'silent' }),
    mail: { smtpUrl: null, from: 'shop@example.com' },
    egressAllow: [],
    publicUrl: 'http://periplo.example',
    secretKey: Buffer.alloc(32, 3),
  })
  const facts = { name: 'Shop', zone: 'UTC', currency: 'EUR', clock: 'live', demo: false } as const
  const workspaceId = await runtime.createWorkspace(facts)
  const source = { sourceId: workspaceId, workspaceId, kind: 'server', name: 'Shop' } as const
  const lease = (): Promise<readonly Lease[]> =>
    leasePartitionsBatch(
      toRunner(store),
      { owner: 'test', now: 0, leaseUntil: Number.MAX_SAFE_INTEGER },
      PARTITION_COUNT,
    )
  return {
    runtime,
    store,
    url: database.url,
    clock,
    workspaceId,
    lease,
    take: (events) => runtime.takeEvents(source, events),
    async work() {
      for (let leases = await lease(); ;) {
        const outcome = await advanceBatch(runtime.resources, leases, 1_000)
        if (outcome.kind === 'idle') return
        leases = outcome.kind === 'advanced' ? outcome.leases : await lease()
      }
    },
    publish: (definition) => publish(runtime, workspaceId, definition),
    async close() {
      await runtime.close()
      await store.close()
      await database.drop()
    },
  }
}

async function publish(
  { verbs }: Runtime,
  workspaceId: string,
  definition: JourneyDefinition,
): Promise<{ readonly journeyId: string; readonly versionId: string }> {
  const { name } = definition
  const drawn = await verbs.journeys.create({ workspaceId, name, definition, actor: ACTOR })
  const { journeyId, revision } = drawn
  const { versionId } = await verbs.journeys.publish({ workspaceId, journeyId, revision, actor: ACTOR })
  return { journeyId, versionId }
}

let made = 0

/** An event of a user, happening now. */
export function toEvent(
  clock: TestClock,
  name: string,
  more: Partial<TrackedEvent> & { readonly user?: string } = {},
): TrackedEvent {
  const { user, ...rest } = more
  return {
    eventId: `event-${(made += 1)}`,
    type: 'track',
    name,
    occurredAt: clock.now().getTime(),
    channel: 'web',
    identifiers: user === undefined ? [] : [{ kind: 'user', value: user }],
    properties: {},
    flags: [],
    ...rest,
  }
}

/** `Go` lets in; whoever is inside rests for an hour and is out. */
export function toRestingJourney(nodes: readonly Node[] = []): JourneyDefinition {
  const frame = (id: string) => ({ id, stage: BUILT_IN_STAGES[2], title: id, position: { x: 0, y: 0 } })
  return {
    ...toBlankDefinition('Rest'),
    nodes: [
      { ...frame('enter'), kind: 'event-entry', event: 'Go' },
      { ...frame('rest'), kind: 'delay', duration: { amount: 1, unit: 'hours' } },
      { ...frame('out'), kind: 'exit' },
      ...nodes,
    ],
    edges: [
      { from: 'enter', port: 'next', to: 'rest' },
      { from: 'rest', port: 'next', to: 'out' },
    ],
  }
}

/** Everything in the log, in order per partition. */
export async function readLog({ store }: OpenedRuntime): Promise<readonly LogInput[]> {
  const partitions = Array.from({ length: PARTITION_COUNT }, (_, partition) => partition)
  const ranges = partitions.map((partitionId) => ({ partitionId, applied: 0, count: 100_000 }))
  return readInputs(toRunner(store), ranges)
}
