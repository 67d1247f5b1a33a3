import type { ConsentEntry, Identifier, Ids, TrackedEvent } from '@periplo/model'
import type { NewIdentifier, PersonKey, PersonRef, Tx } from '@periplo/store'
import { findPersonRefs } from '@periplo/store'
import type { Arrival } from './arrival.ts'
import { toIdentifierHash, toPartition } from './hashing.ts'
import { linkPersons } from './link-persons.ts'
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
  /** By workspace and identifier hash. */
  readonly known: Map<string, Entry>
  /** By person id. */
  readonly entries: Map<string, Entry>
  /** Hashes of identifiers, worked out once each. */
  readonly hashes: Map<string, string>
}

/** Reads what the identifiers of these arrivals mean so far. */
export async function openBook(tx: Tx, arrivals: readonly Arrival[]): Promise<IdentityBook> {
  const book: IdentityBook = {
    links: [],
    merges: [],
    consent: [],
    known: new Map(),
    entries: new Map(),
    hashes: new Map(),
  }
  const keys = new Map<string, { workspaceId: string; keyHash: string }>()
  for (const { workspaceId, event } of arrivals)
    for (const identifier of identifiersOf(event)) {
      const keyHash = toHash(book, identifier)
      keys.set(`${workspaceId}/${keyHash}`, { workspaceId, keyHash })
    }
  for (const [key, person] of await findPersonRefs(tx, [...keys.values()]))
    book.known.set(key, toEntry(book, person))
  return book
}

function identifiersOf(event: TrackedEvent): readonly Identifier[] {
  return event.previous ? [...event.identifiers, event.previous] : event.identifiers
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
  const { workspaceId, event, receivedAt } = arrival
  const find = (identifier: Identifier): PersonRef | undefined => {
    const entry = book.known.get(`${workspaceId}/${toHash(book, identifier)}`)
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
    const keyHash = toHash(book, identifier)
    book.known.set(`${workspaceId}/${keyHash}`, entry)
    book.links.push({ ...person, workspaceId, keyHash, identifier })
  }
  addConsent(book, arrival, person)
  return linking
}

function addConsent(book: IdentityBook, arrival: Arrival, person: PersonRef): void {
  const { workspaceId, event, receivedAt } = arrival
  const { partitionId, personId } = person
  for (const change of event.consent ?? []) {
    const entry = { ...change, at: Math.min(event.occurredAt, receivedAt), origin: `event:${event.eventId}` }
    book.consent.push({ workspaceId, partitionId, personId, entry })
  }
}
