import type { CallType, Channel, ConsentState, Identifier, Instant, JsonObject } from '@periplo/model'
import type { Reentry } from '../measure-info.ts'

/** One event as it was heard, before any rule has looked at it. */
export interface LogEvent {
  readonly messageId: string
  readonly type: CallType
  /** The tracked name, or `Page Viewed`, `Screen Viewed`, `Identify`, `Group`, `Alias`. */
  readonly event: string
  readonly timestamp: Instant
  readonly receivedAt: Instant
  /** Place among events of one instant; 0 unless the sender counts. */
  readonly step: number
  /** Strongest kind first; empty where nobody is named: an anonymous sale, a cost report. */
  readonly identifiers: readonly Identifier[]
  /** Set by `alias`: the identifier that is the same person. */
  readonly previous?: Identifier
  readonly channel: Channel
  /** What the event itself says about the analytics purpose. */
  readonly consent: ConsentState
  readonly properties: JsonObject
  /** The wire's context; ours is under `periplo`. */
  readonly context: JsonObject
  /** Segment's `revenue` (of a refund: what is given back), in minor units of `currency`. */
  readonly amountMinor?: number
  /** ISO 4217. */
  readonly currency?: string
}

/** An event after the rules: once, in order, and of a canonical person. */
export interface KpiEvent extends LogEvent {
  /** The canonical person; null where nobody is named, or they may not be counted by person. */
  readonly personId: string | null
  /** Whether the person is known by more than an anonymous id. */
  readonly identified: boolean
  /** The timestamp lay more than five minutes after `receivedAt` and was brought back to it. */
  readonly clockAhead: boolean
  /** It arrived after its civil day was sealed: what it changes is a restatement. */
  readonly afterSeal: boolean
}

/** What became of the events that were read. */
export interface LogCounts {
  readonly read: number
  /** Copies of a `messageId` seen before. */
  readonly duplicates: number
  /** Not yet heard of at `asOf`. */
  readonly afterAsOf: number
  /** Of persons who have been erased. */
  readonly erased: number
  readonly kept: number
  /** Of the kept: not counted by person, for want of consent. */
  readonly withoutConsent: number
  /** Of the kept: nobody is named. */
  readonly unnamed: number
  readonly clockAhead: number
  readonly afterSeal: number
}

/** That somebody was erased. */
export interface Erasure {
  readonly at: Instant
  /** Earlier events of theirs that were found all the same, records of choices and requests aside. */
  readonly left: number
}

/** The event log every measure on events reads. Deeply constant. */
export interface KpiLog {
  /** By (timestamp, step, messageId). Those before the window are there for look-back. */
  readonly events: readonly KpiEvent[]
  /** The same, of each canonical person; persons in the order of their ids. */
  readonly byPerson: ReadonlyMap<string, readonly KpiEvent[]>
  /** The last erasure of every person who was erased. They are not in the log; what they do after it is, as of somebody new. */
  readonly erasures: readonly Erasure[]
  /** Units of `quote` for one of `base`, by `day base quote`, out of `Fx Rate Set`. */
  readonly rates: ReadonlyMap<string, number>
  readonly counts: LogCounts
}

/** How a log is read, and what is asked of it. */
export interface LogSettings {
  /** IANA zone: its civil days are the buckets. */
  readonly zone: string
  /** Nothing received later is known. */
  readonly asOf: Instant
  /** The period measures speak of: `[from, to)`. */
  readonly window: { readonly from: Instant; readonly to: Instant }
  /** Reporting currency, ISO 4217. */
  readonly currency: string
  /** A civil day is sealed this long after its end. */
  readonly allowedLatenessMs: number
  /** Whether silence about the analytics purpose is a yes. */
  readonly countPersons: 'unless-denied' | 'if-granted'
  /** Breakdowns by a personal attribute are suppressed below so many. */
  readonly leastGroup: number
  /** Which runs of a person through a journey count; `usual`: as each measure does by itself. */
  readonly reentry: Reentry | 'usual'
}

/** How late an event may be before it restates: 72 hours. */
export const ALLOWED_LATENESS_MS = 72 * 3_600_000

/** The smallest group a breakdown by a personal attribute is shown for. */
export const LEAST_GROUP = 10

/** Settings with what is usual filled in: 72 hours of lateness, silence counts, groups of ten, euros, usual runs. */
export function toLogSettings(
  settings: Pick<LogSettings, 'zone' | 'asOf' | 'window'> & Partial<LogSettings>,
): LogSettings {
  return {
    currency: 'EUR',
    allowedLatenessMs: ALLOWED_LATENESS_MS,
    countPersons: 'unless-denied',
    leastGroup: LEAST_GROUP,
    reentry: 'usual',
    ...settings,
  }
}

/** Whether the event happened in the window. */
export function isInWindow({ timestamp }: { readonly timestamp: Instant }, { window }: LogSettings): boolean {
  return timestamp >= window.from && timestamp < window.to
}
