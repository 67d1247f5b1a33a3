import type { Instant, PersonProfile, TrackedEvent } from '@periplo/model'
import type { PersonWork } from './person-work.ts'

/** How far `lastSeenAt` may lag behind the log: one hour. */
const SEEN_STEP_MS = 3_600_000

/** Receipts after which an address is not written to again. */
const SUPPRESSING: ReadonlySet<string> = new Set(['Email Marked as Spam'])

/** What an event tells about the person: traits it sets, when they were seen, how they are known. */
export function takeProfile(work: PersonWork, event: TrackedEvent, receivedAt: Instant): void {
  const before = work.profile ?? toNewProfile(work, receivedAt)
  // what a journey emits is nothing the person did, nor is joining a segment
  const at = event.origin || event.membership ? before.lastSeenAt : event.occurredAt
  const traits = event.traits ? { ...before.traits, ...event.traits } : before.traits
  const after: PersonProfile = {
    ...before,
    traits,
    zone: event.zone ?? before.zone,
    suppressed: before.suppressed || isSuppressing(event),
    identified: before.identified || event.identifiers.some((identifier) => identifier.kind !== 'anonymous'),
    firstSeenAt: Math.min(before.firstSeenAt, at),
    lastSeenAt: Math.max(before.lastSeenAt, at),
  }
  work.profile = after
  if (!work.profileChanged) work.profileChanged = isWorthWriting(work.stored, after)
}

/** Being seen again is written once an hour: a row per event would be the dearest part of most events. */
function isWorthWriting(stored: PersonProfile | null, after: PersonProfile): boolean {
  return (
    !stored ||
    stored.traits !== after.traits ||
    stored.zone !== after.zone ||
    stored.suppressed !== after.suppressed ||
    stored.identified !== after.identified ||
    stored.firstSeenAt !== after.firstSeenAt ||
    after.lastSeenAt - stored.lastSeenAt >= SEEN_STEP_MS
  )
}

function isSuppressing(event: TrackedEvent): boolean {
  if (SUPPRESSING.has(event.name)) return true
  return event.name === 'Email Bounced' && event.properties['bounce_type'] === 'hard'
}

function toNewProfile({ key }: PersonWork, seenAt: Instant): PersonProfile {
  return {
    ...key,
    traits: {},
    zone: null,
    suppressed: false,
    audiences: [],
    points: 0,
    identified: false,
    firstSeenAt: seenAt,
    lastSeenAt: 0,
    lastOrderAt: null,
    mergedInto: null,
    mergedFrom: [],
  }
}
