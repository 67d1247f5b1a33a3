import { openRuntime } from '@periplo/runtime'
import type { Runtime } from '@periplo/runtime'
import { migrate, openStore } from '@periplo/store'
import type { Store } from '@periplo/store'
import { createDatabase, recordingHttpSink, seededIds, turnedClock } from '@periplo/testkit'
import type { RecordingHttpSink, TurnedClock } from '@periplo/testkit'
import { pino } from 'pino'
import { drawJourney } from './stream.ts'
import type { PlannedEvent } from './stream.ts'

/** A database with one workspace and one journey, its way in, and a provider that remembers. */
export interface World {
  readonly url: string
  readonly store: Store
  readonly workspaceId: string
  readonly provider: RecordingHttpSink
  readonly clock: TurnedClock
  /** Writes events into the log as of their planned arrival; resolves once they are committed. */
  take(events: readonly PlannedEvent[]): Promise<void>
  close(): Promise<void>
}

/** Opens a world. Equal seeds give people equal ids, so that two worlds can be told apart by what happened alone. */
export async function openWorld(seed: number): Promise<World> {
  const database = await createDatabase((url) => migrate({ url }))
  const store = openStore({ url: database.url })
  const clock = turnedClock('2026-03-02T08:00:00Z')
  const provider = await recordingHttpSink()
  const runtime = await openRuntime({
    store,
    clock,
    ids: seededIds(seed),
    log: pino({ level: 'silent' }),
    mail: { smtpUrl: null, from: 'shop@example.com' },
    egressAllow: [],
    publicUrl: 'http://127.0.0.1',
    secretKey: Buffer.alloc(32, 7),
  })
  const workspaceId = await publish(runtime, provider.url)
  return {
    url: database.url,
    store,
    workspaceId,
    provider,
    clock,
    take: (events) =>
      runtime.ingest.take(
        events.map(({ event, receivedAt }) => ({
          workspaceId,
          sourceId: workspaceId,
          event,
          receivedAt,
          mode: 'live',
        })),
      ),
    async close() {
      await provider.stop()
      await runtime.close()
      await store.close()
      await database.drop()
    },
  }
}

async function publish({ createWorkspace, verbs }: Runtime, hookUrl: string): Promise<string> {
  const setUp = { name: 'Shop', zone: 'Europe/Madrid', currency: 'EUR', clock: 'live', demo: false } as const
  const workspaceId = await createWorkspace(setUp)
  const actor = { memberId: 'm', name: 'Marta' }
  const definition = drawJourney(hookUrl)
  const { journeyId, revision } = await verbs.journeys.create({
    workspaceId,
    name: definition.name,
    definition,
    actor,
  })
  await verbs.journeys.publish({ workspaceId, journeyId, revision, actor })
  return workspaceId
}
