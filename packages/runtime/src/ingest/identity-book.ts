import type { ConsentEntry, Identifier, Ids, Instant } from '@periplo/model'
import type { IdentifierKey, NewIdentifier, PersonKey, PersonRef, Tx } from '@periplo/store'
import { findPersonRefs, lockIdentifiers } from '@periplo/store'
import type { Arrival } from './arrival.ts'
import { toIdentifierHash, toPartition } from './hashing.ts'
import { toIdentifierKey } from './identity-memory.ts'
import type { IdentityMemory, Meaning, Recalled } from './identity-memory.ts'
import { linkPersons, listIdentifiersOf } from './link-persons.ts'
import type { Linking } from './link-persons.ts'

/** A person as a write knows them; a merged one leads to whom they became. */
interface Entry {
  person: PersonRef
  into?: Entry
}

/** Who the identifiers of one write mean, and what the write adds to that. Lives as long as the write. */
export interface IdentityBook {
  readonly links: NewIdentifier[]
  readonly merges: { workspaceId: string; loser: PersonRef; winner: PersonRef }[]
  readonly consent: (PersonKey & { entry: ConsentEntry })[]
  /** Whose arrivals need no look-up. */
  readonly recalled: Map<Arrival, Recalled>
  /** By workspace and identifier, like all that follow but `entries` and `hashes`. */
  readonly known: Map<string, Entry>
  /** By person id. */
  readonly entries: Map<string, Entry>
  /** What the database said. */
  readonly stored: Map<string, PersonRef>
  /** Stored identifiers whose meaning the write changes or adds to. */
  readonly relied: Map<string, IdentifierKey>
  /** Hashes of identifiers, worked out once each. */
  readonly hashes: Map<string, string>
}

/** Remembers, or else reads, what the identifiers of these arrivals mean so far. */
export async function openBook(
  tx: Tx,
  arrivals: readonly Arrival[],
  { memory, now }: { readonly memory: IdentityMemory; readonly now: Instant },
): Promise<IdentityBook> {
  const book: IdentityBook = {
    links: [],
    merges: [],
    consent: [],
    recalled: new Map(),
    known: new Map(),
    entries: new Map(),
    stored: new Map(),
    relied: new Map(),
    hashes: new Map(),
  }
  const unknown: Arrival[] = []
  for (const arrival of arrivals) {
    const recalled = memory.recall(arrival.workspaceId, arrival.event, now)
    if (recalled) book.recalled.set(arrival, recalled)
    else unknown.push(arrival)
  }
  const asked = new Map<string, IdentifierKey>()
  for (const { workspaceId, event } of unknown)
    for (const identifier of listIdentifiersOf(event)) {
      const key = toIdentifierKey(workspaceId, identifier)
      if (!asked.has(key)) asked.set(key, { workspaceId, keyHash: toHash(book, identifier) })
    }
  for (const [key, person] of await readMeaning(tx, asked)) {
    book.known.set(key, toEntry(book, person))
    book.stored.set(key, person)
  }
  return book
}

/** Who stored identifiers mean, by the keys they were asked under. */
async function readMeaning(
  tx: Tx,
  asked: ReadonlyMap<string, IdentifierKey>,
): Promise<ReadonlyMap<string, PersonRef>> {
  if (asked.size === 0) return new Map()
  const found = await findPersonRefs(tx, [...asked.values()])
  return new Map(
    [...asked].flatMap(([key, { workspaceId, keyHash }]) => {
      const person = found.get(`${workspaceId}/${keyHash}`)
      return person ? [[key, person] as const] : []
    }),
  )
}

/** What this write has read or changed of identifiers, once it is committed. */
export function toMeaning({ known, merges }: IdentityBook): Meaning {
  return {
    known: [...known].map(([key, entry]) => [key, follow(entry).person] as const),
    gone: new Set(merges.map(({ loser }) => loser.personId)),
  }
}

function toHash({ hashes }: IdentityBook, identifier: Identifier): string {
  const text = `${identifier.kind} ${identifier.value}`
  const hash = hashes.get(text) ?? toIdentifierHash(identifier)
  hashes.set(text, hash)
  return hash
}

/** The person's one entry. */
function toEntry({ entries }: IdentityBook, person: PersonRef): Entry {
  const entry = entries.get(person.personId) ?? { person }
  entries.set(person.personId, entry)
  return entry
}

function follow(entry: Entry): Entry {
  return entry.into ? follow(entry.into) : entry
}

/** Decides whose an arrival is, and enters what that changes for the arrivals after it. */
export function enter(book: IdentityBook, arrival: Arrival, ids: Ids): Linking {
  const recalled = book.recalled.get(arrival)
  if (!recalled) return link(book, arrival, ids)
  const entry = toEntry(book, recalled.person)
  const others = recalled.keys.filter((key) => !book.known.has(key))
  if (others.length === recalled.keys.length)
    return { person: follow(entry).person, isNew: false, fresh: [], merges: [] }
  for (const key of others) book.known.set(key, entry) // the write knows something newer of the rest
  return link(book, arrival, ids)
}

function link(book: IdentityBook, arrival: Arrival, ids: Ids): Linking {
  const { workspaceId, event, receivedAt } = arrival
  const find = (identifier: Identifier): PersonRef | undefined => {
    const entry = book.known.get(toIdentifierKey(workspaceId, identifier))
    return entry && follow(entry).person
  }
  const linking = linkPersons(event, find, () => {
    const personId = ids.uuid()
    return { personId, partitionId: toPartition(personId), since: receivedAt, named: false }
  })
  const named = linking.person.named || event.identifiers.some((identifier) => identifier.kind === 'user')
  const person = { ...linking.person, named }
  const entry = toEntry(book, person)
  entry.person = person
  for (const { loser } of linking.merges) {
    book.merges.push({ workspaceId, loser, winner: person })
    toEntry(book, loser).into = entry
  }
  for (const identifier of linking.fresh) {
    book.known.set(toIdentifierKey(workspaceId, identifier), entry)
    book.links.push({ ...person, workspaceId, keyHash: toHash(book, identifier), identifier })
  }
  addConsent(book, arrival, person)
  if (linking.fresh.length + linking.merges.length + (event.consent?.length ?? 0) > 0) rely(book, arrival)
  return linking
}

function rely(book: IdentityBook, { workspaceId, event }: Arrival): void {
  for (const identifier of listIdentifiersOf(event)) {
    const key = toIdentifierKey(workspaceId, identifier)
    if (book.stored.has(key)) book.relied.set(key, { workspaceId, keyHash: toHash(book, identifier) })
  }
}

/**
 * Holds the identifiers a write relies on, and those of whoever it merges away, until it ends. False if
 * another writer has changed what they mean since the book was opened; the write must then begin anew.
 * A write that neither links, merges nor changes consent holds nothing.
 */
export async function holdBook(tx: Tx, { relied, merges, stored }: IdentityBook): Promise<boolean> {
  if (relied.size === 0) return true
  const losers = merges.map(({ workspaceId, loser }) => ({ workspaceId, personId: loser.personId }))
  await lockIdentifiers(tx, [...relied.values()], losers)
  const present = await readMeaning(tx, relied)
  return [...relied.keys()].every((key) => {
    const [before, after] = [stored.get(key), present.get(key)]
    return before?.personId === after?.personId && before?.named === after?.named
  })
}

function addConsent(book: IdentityBook, arrival: Arrival, person: PersonRef): void {
  const { workspaceId, event, receivedAt } = arrival
  const { partitionId, personId } = person
  for (const change of event.consent ?? []) {
    const entry = { ...change, at: Math.min(event.occurredAt, receivedAt), origin: `event:${event.eventId}` }
    book.consent.push({ workspaceId, partitionId, personId, entry })
  }
}
