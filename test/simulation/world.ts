import type { Ids } from '@periplo/model'
import { openRuntime } from '@periplo/runtime'
import type { Runtime } from '@periplo/runtime'
import { migrate, openStore } from '@periplo/store'
import type { Store } from '@periplo/store'
import { createDatabase, recordingHttpSink, seededIds, turnedClock } from '@periplo/testkit'
import type { RecordingHttpSink, TurnedClock } from '@periplo/testkit'
import { pino } from 'pino'
import { drawJourney, isByWanderer } from './stream.ts'
import type { PlannedEvent } from './stream.ts'

/** A database with one workspace and one journey, two doors to it, and a provider that remembers. */
export interface World {
  readonly url: string
  readonly store: Store
  readonly workspaceId: string
  readonly provider: RecordingHttpSink
  readonly clock: TurnedClock
  /**
   * Writes events into the log as of their planned arrival; resolves once they are committed. Wanderers come by
   * both doors at once, all others by one, so that their events keep their order.
   */
  take(events: readonly PlannedEvent[]): Promise<void>
  close(): Promise<void>
}

/** Opens a world. Equal seeds give people equal ids, so that two worlds can be told apart by what happened alone. */
export async function openWorld(seed: number): Promise<World> {
  const database = await createDatabase((url) => migrate({ url }))
  const store = openStore({ url: database.url })
  const clock = turnedClock('2026-03-02T08:00:00Z')
  const provider = await recordingHttpSink()
  const openDoor = (ids: Ids): Promise<Runtime> =>
    openRuntime({
      store,
      clock,
      ids,
      log: pino({ level: 'silent' }),
      mail: { smtpUrl: null, from: 'shop@example.com' },
      egressAllow: [],
      publicUrl: 'http://127.0.0.1',
      secretKey: Buffer.alloc(32, 7),
    })
  const doors = [
    await openDoor(seededIds(seed)),
    await openDoor(seededIds(`${seed}, the other door`)),
  ] as const
  const workspaceId = await publish(doors[0], provider.url)
  return {
    url: database.url,
    store,
    workspaceId,
    provider,
    clock,
    async take(events) {
      const arrivals = events.map(({ event, receivedAt }) => ({
        workspaceId,
        sourceId: workspaceId,
        event,
        receivedAt,
        mode: 'live' as const,
      }))
      for (const burst of toBursts(arrivals)) {
        const other = burst.filter((_, at) => at % 2 === 1)
        const first = burst.filter((_, at) => at % 2 === 0)
        if (burst.every(({ event }) => isByWanderer(event)))
          await Promise.all([doors[0].ingest.take(first), doors[1].ingest.take(other)])
        else await doors[0].ingest.take(burst)
      }
    },
    async close() {
      await provider.stop()
      for (const door of doors) await door.close()
      await store.close()
      await database.drop()
    },
  }
}

/** Neighbours who are all wanderers, or none of them is. */
function toBursts<T extends Pick<PlannedEvent, 'event'>>(arrivals: readonly T[]): readonly (readonly T[])[] {
  const bursts: T[][] = []
  for (const arrival of arrivals) {
    const last = bursts.at(-1)
    const [neighbour] = last ?? []
    if (last && neighbour && isByWanderer(neighbour.event) === isByWanderer(arrival.event)) last.push(arrival)
    else bursts.push([arrival])
  }
  return bursts
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
