import type { Instant, PersonProfile, TrackedEvent } from '@periplo/model'
import type { PersonWork } from './person-work.ts'

/** Receipts after which an address is not written to again. */
const SUPPRESSING: ReadonlySet<string> = new Set(['Email Marked as Spam'])

/** What an event tells about the person: traits it sets, when they were seen, how they are known. */
export function takeProfile(work: PersonWork, event: TrackedEvent, receivedAt: Instant): void {
  const before = work.profile ?? toNewProfile(work, receivedAt)
  const at = event.occurredAt
  const traits = event.traits ? { ...before.traits, ...event.traits } : before.traits
  work.profile = {
    ...before,
    traits,
    zone: event.zone ?? before.zone,
    suppressed: before.suppressed || isSuppressing(event),
    identified: before.identified || event.identifiers.some((identifier) => identifier.kind !== 'anonymous'),
    firstSeenAt: Math.min(before.firstSeenAt, at),
    lastSeenAt: Math.max(before.lastSeenAt, at),
  }
  work.profileChanged = true
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
    identified: false,
    firstSeenAt: seenAt,
    lastSeenAt: 0,
    lastOrderAt: null,
    mergedInto: null,
    mergedFrom: [],
  }
}
