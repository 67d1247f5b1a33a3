import type { Identifier, Instant, TrackedEvent } from '@periplo/model'
import type { PersonRef } from '@periplo/store'

/** The identifiers one process remembers at most. */
const MAX_IDENTIFIERS = 65_536
/** After this an identifier is looked up again: how long another process's merge may go unseen. */
const KEEP_MS = 600_000

interface Remembered {
  readonly person: PersonRef
  readonly until: Instant
}

/** Who an event is by, and the places of the identifiers that say so. */
export interface Recalled {
  readonly person: PersonRef
  readonly keys: readonly string[]
}

/** What a write says of identifiers. */
export interface Meaning {
  readonly known: Iterable<readonly [key: string, person: PersonRef]>
  readonly gone: ReadonlySet<string>
}

/**
 * Whose the identifiers are that came lately, so that most events need no look-up. May be behind another
 * process's merge: an event is then written to the merged person's log and forwarded from there, as one that
 * was on its way during the merge. It is never asked where that would not do; see {@link IdentityMemory.recall}.
 */
export interface IdentityMemory {
  /**
   * The person the event is by, if all its identifiers are remembered as one person's and it neither names a
   * previous identity nor changes consent, which must never land beside the person.
   */
  recall(workspaceId: string, event: TrackedEvent, now: Instant): Recalled | undefined
  /**
   * Remembers what identifiers mean as of a commit, and forgets whatever meant somebody merged away. To be
   * told only what the database was asked: being recalled is no reason to be remembered for longer.
   */
  keep(meaning: Meaning, now: Instant): void
}

/** The place of an identifier in a memory or a book. */
export function toIdentifierKey(workspaceId: string, { kind, value }: Identifier): string {
  return `${workspaceId}/${kind} ${value}`
}

/** An empty memory; what was entered first is forgotten first. */
export function createIdentityMemory(limit = MAX_IDENTIFIERS): IdentityMemory {
  const known = new Map<string, Remembered>()
  return {
    recall(workspaceId, event, now) {
      if (event.previous || (event.consent ?? []).length > 0) return undefined
      let person: PersonRef | undefined
      const keys: string[] = []
      for (const identifier of event.identifiers) {
        const key = toIdentifierKey(workspaceId, identifier)
        const found = known.get(key)
        if (!found || found.until <= now) return undefined
        if (person && person.personId !== found.person.personId) return undefined
        person = found.person
        keys.push(key)
      }
      return person && { person, keys }
    },
    keep(meaning, now) {
      if (meaning.gone.size > 0)
        for (const [key, { person }] of known) if (meaning.gone.has(person.personId)) known.delete(key)
      for (const [key, person] of meaning.known) {
        known.delete(key)
        known.set(key, { person, until: now + KEEP_MS })
      }
      for (const key of known.keys()) {
        if (known.size <= limit) break
        known.delete(key)
      }
    },
  }
}
