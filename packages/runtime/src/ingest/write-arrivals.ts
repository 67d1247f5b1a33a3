import type { Ids, Instant } from '@periplo/model'
import { MessageChannel, invariant } from '@periplo/model'
import type { NewInput, Store, Tx } from '@periplo/store'
import {
  appendConsent,
  appendInputs,
  claimMessages,
  ensureMonths,
  inEngineTx,
  insertIdentifiers,
  moveSendLedgers,
  repointPerson,
  toRunner,
} from '@periplo/store'
import { toKeyHash } from './hashing.ts'
import type { Arrival } from './arrival.ts'
import { enter, holdBook, openBook, toMeaning } from './identity-book.ts'
import type { IdentityBook } from './identity-book.ts'
import type { IdentityMemory } from './identity-memory.ts'
import type { Linking } from './link-persons.ts'

/** How often a write is tried again after another writer linked or merged the same identifiers first. */
const MAX_TRIES = 8

/**
 * Writes arrivals into the log, each exactly once per (workspace, source, event id): one that was written
 * before is passed over. All land, or none. After an unknown outcome it is tried again, which the claims
 * make harmless. Fails with `store/unavailable`.
 */
export async function writeArrivals(
  { store, ids, memory }: { store: Store; ids: Ids; memory: IdentityMemory },
  arrivals: readonly Arrival[],
  seenAt: Instant,
): Promise<void> {
  await ensureMonths(
    store,
    toRunner(store),
    arrivals.map((arrival) => arrival.receivedAt),
  )
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const write = { arrivals, ids, seenAt, memory }
    const outcome = await inEngineTx(store, (tx) => writeOnce(tx, write)).catch(retryRace)
    if (outcome.kind === 'unknown') continue
    if (outcome.value) memory.keep(toMeaning(outcome.value), seenAt)
    return
  }
  invariant(false, 'an ingest write lost the race for the same identifiers again and again')
}

class LostRace extends Error {}

function retryRace(error: unknown): { kind: 'unknown' } {
  if (error instanceof LostRace) return { kind: 'unknown' }
  throw error
}

interface Write {
  readonly arrivals: readonly Arrival[]
  readonly ids: Ids
  readonly seenAt: Instant
  readonly memory: IdentityMemory
}

/** The book of what was written; nothing if all of it had been written before. */
async function writeOnce(
  tx: Tx,
  { arrivals, ids, seenAt, memory }: Write,
): Promise<IdentityBook | undefined> {
  const byClaim = new Map<string, Arrival>()
  for (const arrival of arrivals) {
    const key = `${arrival.workspaceId}/${toKeyHash(arrival.sourceId, arrival.event.eventId)}`
    if (!byClaim.has(key)) byClaim.set(key, arrival)
  }
  const claims = [...byClaim.keys()].map((key) => {
    const [workspaceId = '', keyHash = ''] = key.split('/')
    return { workspaceId, keyHash }
  })
  const claimed = await claimMessages(tx, claims, seenAt)
  const fresh = [...byClaim].filter(([key]) => claimed.has(key)).map(([, arrival]) => arrival)
  if (fresh.length === 0) return undefined
  const book = await openBook(tx, fresh, { memory, now: seenAt })
  const inputs = fresh.flatMap((arrival) => toInputs(arrival, enter(book, arrival, ids)))
  if (!(await holdBook(tx, book))) throw new LostRace()
  if (book.links.length > 0 && (await insertIdentifiers(tx, book.links)) < book.links.length)
    throw new LostRace()
  await appendConsent(tx, book.consent) // before the merges, which copy what their losers said
  for (const merge of book.merges) await repointPerson(tx, merge)
  if (book.merges.length > 0) await moveSendLedgers(tx, book.merges, MessageChannel.options)
  await appendInputs(tx, inputs)
  return book
}

function toInputs(arrival: Arrival, { person, merges }: Linking): readonly NewInput[] {
  const { workspaceId, sourceId, event, receivedAt, mode } = arrival
  const { personId, partitionId } = person
  const common = { workspaceId, receivedAt, occurredAt: event.occurredAt, name: event.name }
  const losses = merges.map(({ loser }) => ({
    ...common,
    partitionId: loser.partitionId,
    personId: loser.personId,
    name: '',
    body: { kind: 'merge', winner: { personId, partitionId } } as const,
  }))
  return [
    ...losses,
    { ...common, partitionId, personId, body: { kind: 'event', sourceId, mode, event } as const },
  ]
}
