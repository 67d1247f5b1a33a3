import type { PersonProfile } from '@periplo/model'
import type { PersonKey, Store } from '@periplo/store'
import { findSurvivor, listIdentifiers, readPersons, toRunner } from '@periplo/store'
import type { Recipient } from './compose.ts'

/** Whom a message is for now: the person it was made for, or whoever they were merged into since. */
export interface Addressee {
  /** Whose consent decides. */
  readonly key: PersonKey
  /** Null: the person is gone. */
  readonly recipient: Recipient | null
}

/**
 * Whom messages made for these people are for now, by the person id they were made for. Knows of a merge from
 * its commit on: the survivor's identifiers and consent hold at once, their profile as soon as it has moved.
 */
export async function findAddressees(
  store: Store,
  people: readonly PersonKey[],
): Promise<ReadonlyMap<string, Addressee>> {
  const run = toRunner(store)
  const [profiles, identifiers] = await Promise.all([readPersons(run, people), listIdentifiers(run, people)])
  const found = new Map<string, Addressee>()
  for (const person of people) {
    const profile = profiles.get(person.personId)
    const known = identifiers.get(person.personId)
    // a merge takes all identifiers along
    const mayBeMerged = profile?.mergedInto || !known
    found.set(
      person.personId,
      mayBeMerged
        ? await followMerge(store, person, profile)
        : { key: person, recipient: profile ? { profile, identifiers: known } : null },
    )
  }
  return found
}

async function followMerge(
  store: Store,
  person: PersonKey,
  own: PersonProfile | undefined,
): Promise<Addressee> {
  const run = toRunner(store)
  const key = await findSurvivor(run, person)
  const [profiles, identifiers] = await Promise.all([readPersons(run, [key]), listIdentifiers(run, [key])])
  const profile = inherit(profiles.get(key.personId), own, key)
  return {
    key,
    recipient: profile ? { profile, identifiers: identifiers.get(key.personId) ?? [] } : null,
  }
}

/** The survivor with what the other had, whether that has moved yet or not. */
function inherit(
  survivor: PersonProfile | undefined,
  own: PersonProfile | undefined,
  key: PersonKey,
): PersonProfile | undefined {
  if (!own) return survivor
  if (!survivor) return { ...own, ...key, mergedInto: null }
  return {
    ...survivor,
    traits: { ...own.traits, ...survivor.traits },
    zone: survivor.zone ?? own.zone,
    suppressed: survivor.suppressed || own.suppressed,
    audiences: [...new Set([...survivor.audiences, ...own.audiences])].toSorted(),
    points: survivor.points + own.points,
  }
}
