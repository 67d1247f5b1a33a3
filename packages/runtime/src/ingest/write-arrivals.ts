import type { ConsentEntry, Identifier, Ids, Instant, TrackedEvent } from '@periplo/model'
import { invariant } from '@periplo/model'
import type { NewIdentifier, NewInput, PersonKey, PersonRef, Store, Tx } from '@periplo/store'
import {
  appendConsent,
  appendInputs,
  claimMessages,
  ensureMonths,
  findPersonRefs,
  inEngineTx,
  insertIdentifiers,
  repointPerson,
  toRunner,
} from '@periplo/store'
import { toIdentifierHash, toKeyHash, toPartition } from './hashing.ts'
import { linkPersons } from './link-persons.ts'
import type { Linking } from './link-persons.ts'

/** One accepted event on its way into the log. */
export interface Arrival {
  readonly workspaceId: string
  readonly sourceId: string
  readonly event: TrackedEvent
  readonly receivedAt: Instant
  /** `history` enrols nobody and moves nobody. */
  readonly mode: 'live' | 'history'
}

/** How often a write is tried again after another writer linked the same identifier first. */
const MAX_TRIES = 8

/**
 * Writes arrivals into the log, each exactly once per (workspace, source, event id): one that was written
 * before is passed over. All land, or none. After an unknown outcome it is tried again, which the claims
 * make harmless. Fails with `store/unavailable`.
 */
export async function writeArrivals(
  { store, ids }: { store: Store; ids: Ids },
  arrivals: readonly Arrival[],
  seenAt: Instant,
): Promise<void> {
  await ensureMonths(
    store,
    toRunner(store),
    arrivals.map((arrival) => arrival.receivedAt),
  )
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const outcome = await inEngineTx(store, (tx) => writeOnce(tx, { arrivals, ids, seenAt })).catch(retryRace)
    if (outcome.kind === 'committed') return
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
}

async function writeOnce(tx: Tx, { arrivals, ids, seenAt }: Write): Promise<void> {
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
  if (fresh.length === 0) return
  const book = await openBook(tx, fresh)
  const inputs = fresh.flatMap((arrival) => book.enter(arrival, ids))
  if (book.links.length > 0 && (await insertIdentifiers(tx, book.links)) < book.links.length)
    throw new LostRace()
  for (const merge of book.merges) await repointPerson(tx, merge)
  await appendConsent(tx, book.consent)
  await appendInputs(tx, inputs)
}

/** Who the identifiers of one write mean, and what the write adds to that. */
interface Book {
  readonly links: NewIdentifier[]
  readonly merges: { workspaceId: string; loser: PersonRef; winner: PersonRef }[]
  readonly consent: (PersonKey & { entry: ConsentEntry })[]
  enter(arrival: Arrival, ids: Ids): readonly NewInput[]
}

async function openBook(tx: Tx, arrivals: readonly Arrival[]): Promise<Book> {
  const keys = new Map<string, { workspaceId: string; keyHash: string }>()
  for (const { workspaceId, event } of arrivals)
    for (const identifier of identifiersOf(event)) {
      const keyHash = toIdentifierHash(identifier)
      keys.set(`${workspaceId}/${keyHash}`, { workspaceId, keyHash })
    }
  const known = await findPersonRefs(tx, [...keys.values()])
  const book: Book = {
    links: [],
    merges: [],
    consent: [],
    enter(arrival, ids) {
      const linking = linkArrival(arrival, known, ids)
      record(book, known, { arrival, linking })
      return toInputs(arrival, linking)
    },
  }
  return book
}

function identifiersOf(event: TrackedEvent): readonly Identifier[] {
  return event.previous ? [...event.identifiers, event.previous] : event.identifiers
}

function linkArrival(arrival: Arrival, known: ReadonlyMap<string, PersonRef>, ids: Ids): Linking {
  const find = (identifier: Identifier): PersonRef | undefined =>
    known.get(`${arrival.workspaceId}/${toIdentifierHash(identifier)}`)
  return linkPersons(arrival.event, find, () => {
    const personId = ids.uuid()
    return { personId, partitionId: toPartition(personId), since: arrival.receivedAt, named: false }
  })
}

function record(
  book: Book,
  known: Map<string, PersonRef>,
  { arrival, linking }: { arrival: Arrival; linking: Linking },
): void {
  const { workspaceId, event, receivedAt } = arrival
  const named = linking.person.named || event.identifiers.some((identifier) => identifier.kind === 'user')
  const person = { ...linking.person, named }
  const lost = new Set(linking.merges.map((merge) => merge.loser.personId))
  for (const [key, ref] of known)
    if (ref.personId === person.personId || lost.has(ref.personId)) known.set(key, person)
  for (const identifier of linking.fresh) {
    const keyHash = toIdentifierHash(identifier)
    known.set(`${workspaceId}/${keyHash}`, person)
    book.links.push({ ...person, workspaceId, keyHash, identifier })
  }
  for (const { loser } of linking.merges) book.merges.push({ workspaceId, loser, winner: person })
  for (const change of event.consent ?? []) {
    const entry = { ...change, at: Math.min(event.occurredAt, receivedAt), origin: `event:${event.eventId}` }
    book.consent.push({ workspaceId, partitionId: person.partitionId, personId: person.personId, entry })
  }
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
