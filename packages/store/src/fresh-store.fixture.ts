import type { OutboxMessage } from '@periplo/model'
import type { BatchCommit, NewInput, Store } from './index.ts'
import { migrate, openStore } from './index.ts'

/** A workspace of the tests. */
export const W = '00000000-0000-4000-8000-000000000001'
/** A person of the tests. */
export const PERSON = '00000000-0000-4000-8000-0000000000aa'
/** The instant at which the tests begin. */
export const AT = Date.UTC(2026, 0, 5, 10)

/** An open store over a fresh, migrated database. */
export interface FreshStore {
  readonly store: Store
  readonly url: string
  close(): Promise<void>
}

/** A database that belongs to one test file. */
export interface OwnDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** Brings a database to the schema; to be given to whoever makes it. */
export const toSchema = (url: string): Promise<void> => migrate({ url })

/** Opens a store over a migrated database; `poolSize` connections per role. Closing it drops the database. */
export function openStoreOver(database: OwnDatabase, { poolSize = 8 } = {}): FreshStore {
  const { url } = database
  const store = openStore({ url, poolSize })
  return {
    store,
    url,
    async close() {
      await store.close()
      await database.drop()
    },
  }
}

/** A batch that changes nothing. */
export const NOTHING: Omit<BatchCommit, 'fences'> = {
  persons: [],
  enrollments: [],
  history: [],
  messages: [],
  messageFacts: [],
  orders: [],
  deltas: [],
  quarantined: [],
  departed: [],
  appends: [],
  audienceChanges: [],
  pointsChanges: [],
}

/** An event on its way into a partition's log. */
export function toInput(partitionId: number, eventId: string, more: Partial<NewInput> = {}): NewInput {
  const event = {
    eventId,
    type: 'track',
    name: 'Product Viewed',
    occurredAt: AT,
    channel: 'web',
    identifiers: [],
    properties: {},
    flags: [],
  } as const
  const place = { partitionId, workspaceId: W, personId: PERSON, receivedAt: AT, occurredAt: AT }
  return { ...place, name: event.name, body: { kind: 'event', sourceId: W, mode: 'live', event }, ...more }
}

/** A message waiting in a partition's outbox. */
export function toMessage(
  partitionId: number,
  sendKey: string,
  more: Partial<OutboxMessage> = {},
): OutboxMessage {
  const remembered = { name: 'Product Viewed', occurredAt: AT, properties: {} }
  return {
    workspaceId: W,
    partitionId,
    personId: PERSON,
    enrollmentId: W,
    journeyId: W,
    versionId: W,
    sendKey,
    nodeId: 'mail',
    visit: 1,
    channel: 'email',
    purpose: 'marketing',
    entry: remembered,
    event: remembered,
    createdAt: AT,
    dueAt: AT,
    attempt: 0,
    ...more,
  }
}
