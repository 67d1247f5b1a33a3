import type { Identifier, TrackedEvent } from '@periplo/model'
import type { PersonRef } from '@periplo/store'

/** A merge decided at the door: every identifier of `loser` now means `winner`. */
export interface Merge {
  readonly loser: PersonRef
  readonly winner: PersonRef
}

/** Who an event belongs to, and what that changes. */
export interface Linking {
  readonly person: PersonRef
  /** The person did not exist before. */
  readonly isNew: boolean
  /** Identifiers to link to the person. */
  readonly fresh: readonly Identifier[]
  readonly merges: readonly Merge[]
}

/**
 * Decides who an event belongs to from what its identifiers already mean. Known by none: a new person.
 * Known as several: they are one, and the one known longest survives. Two people with user ids of their
 * own are never made one by sharing a device or an address; only `alias`, which says so, merges them.
 */
export function linkPersons(
  event: TrackedEvent,
  find: (identifier: Identifier) => PersonRef | undefined,
  newPerson: () => PersonRef,
): Linking {
  const all = listIdentifiersOf(event)
  const fresh = all.filter((identifier) => !find(identifier))
  const found = uniquePersons(all.flatMap((identifier) => find(identifier) ?? []))
  const anchor = findAnchor(event, found, find)
  if (!anchor) return { person: newPerson(), isNew: true, fresh, merges: [] }
  const previous = event.previous && find(event.previous)
  const same = found.filter(
    (person) =>
      person.personId === anchor.personId || !person.named || person.personId === previous?.personId,
  )
  const winner = eldest(same) ?? anchor
  const losers = same.filter((person) => person.personId !== winner.personId)
  const named = same.some((person) => person.named)
  const person = { ...winner, named }
  return { person, isNew: false, fresh, merges: losers.map((loser) => ({ loser, winner: person })) }
}

/** Every identifier of an event once, also one that an alias gives to itself. */
export function listIdentifiersOf({ identifiers, previous }: TrackedEvent): readonly Identifier[] {
  const all = previous ? [...identifiers, previous] : identifiers
  return [
    ...new Map(all.map((identifier) => [`${identifier.kind} ${identifier.value}`, identifier])).values(),
  ]
}

/** The person the event is certainly about: the user it names, or was; else whoever has a user id, else the eldest. */
function findAnchor(
  event: TrackedEvent,
  found: readonly PersonRef[],
  find: (identifier: Identifier) => PersonRef | undefined,
): PersonRef | undefined {
  const user = event.identifiers.find((identifier) => identifier.kind === 'user')
  if (!user) return found.find((person) => person.named) ?? eldest(found)
  const previous = event.previous && find(event.previous)
  return find(user) ?? previous ?? eldest(found.filter((person) => !person.named))
}

function uniquePersons(persons: readonly PersonRef[]): readonly PersonRef[] {
  return [...new Map(persons.map((person) => [person.personId, person])).values()]
}

function eldest(persons: readonly PersonRef[]): PersonRef | undefined {
  return persons.toSorted((a, b) => a.since - b.since || (a.personId < b.personId ? -1 : 1))[0]
}
