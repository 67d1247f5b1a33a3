import type { Supposed, Supposition } from '@periplo/engine'
import type { MapMeasureId, MeasuredValue, Overlay } from '@periplo/kpi'
import type {
  ConsentEntry,
  Fact,
  Instant,
  JourneyDefinition,
  JsonObject,
  Measure,
  MessageNode,
  MessageOutcome,
  MessageStatus,
  PointsChange,
  Problem,
  Proof,
  SendRules,
} from '@periplo/model'
import type { AudienceVerbs } from './audience-shape.ts'
import type { BacktestProgress } from './backtest/backtest-shape.ts'
import type { Actor, InWorkspace } from './call-terms.ts'
import type { ExplainedPerson, PersonInJourney } from './explain/explain-person.ts'

import type { MovingVerbs, Publication } from './moving-shape.ts'
import type { Page, PersonSummary } from './page-shape.ts'
import type { RunningVerbs } from './running-shape.ts'
import type { SegmentVerbs } from './segment-shape.ts'

export type { Actor, InWorkspace } from './call-terms.ts'
export type * from './moving-shape.ts'
export type { Page, PersonSummary } from './page-shape.ts'
export type { Inside, RunningVerbs } from './running-shape.ts'
export type * from './segment-shape.ts'

/** One line of the Journeys screen. */
export interface JourneySummary {
  readonly journeyId: string
  readonly name: string
  readonly description: string
  /**
   * `live` once a version is published; `paused`: nobody enters and nobody moves on; `ended` after archiving:
   * nobody enters, and people inside go on or have left.
   */
  readonly status: 'draft' | 'live' | 'paused' | 'ended'
  /** Whether it runs and lets people in on request. */
  readonly takesCalls: boolean
  /** Number of the live version, or null. */
  readonly version: number | null
  /** Channels the journey sends on, in the order of its nodes. */
  readonly channels: readonly string[]
  /** People who entered each stage in the last 60 days; empty without a published version. */
  readonly stages: readonly { readonly stageId: string; readonly people: number }[]
  /** Share of the last 60 days' people who reached the goal; null without a published version. */
  readonly goal: Measure | null
  /** Goal rate of each of the last 60 days, oldest first; null where nobody entered. */
  readonly trend: readonly (number | null)[]
  readonly insideNow: number
  readonly problems: { readonly errors: number; readonly warnings: number }
  readonly updatedAt: Instant
  readonly updatedBy: string
}

/** A published version, as listed. */
export interface VersionSummary {
  readonly versionId: string
  readonly number: number
  readonly publishedAt: Instant
  readonly publishedBy: string
  readonly entered: number
  readonly insideNow: number
}

/** The draft of a journey, as opened on the canvas. */
export interface JourneyDraft {
  readonly journeyId: string
  /** Raised by every save; a save must name the one it started from. */
  readonly revision: number
  readonly definition: JourneyDefinition
  readonly problems: readonly Problem[]
  readonly live: VersionSummary | null
  /** Whether the draft differs from the live version. */
  readonly changed: boolean
  readonly status: JourneySummary['status']
  readonly updatedAt: Instant
  readonly updatedBy: string
}

/** What is proven of a draft, and of which revision. */
export interface ProvenDraft {
  readonly revision: number
  readonly proof: Proof
}

/** What came of a save. */
export interface SavedDraft {
  readonly revision: number
  readonly problems: readonly Problem[]
  readonly updatedAt: Instant
}

/** A person's run, as drawn on their page. */
export interface EnrollmentSummary {
  readonly enrollmentId: string
  readonly journeyId: string
  readonly journeyName: string
  readonly versionId: string
  readonly versionNumber: number
  readonly status: 'active' | 'ended'
  readonly endReason: string | null
  readonly nodeId: string
  readonly nodeTitle: string
  readonly stageId: string
  readonly enteredAt: Instant
  readonly endedAt: Instant | null
  readonly dueAt: Instant | null
  readonly convertedAt: Instant | null
}

/** Everything the studio shows of one person, but their timeline. */
export interface PersonDetail extends PersonSummary {
  readonly zone: string
  readonly traits: JsonObject
  /** The latest choice per channel and purpose. */
  readonly consent: readonly ConsentEntry[]
  readonly suppressed: boolean
  readonly enrollments: readonly EnrollmentSummary[]
  /** Persons merged into this one. */
  readonly mergedFrom: readonly string[]
  /** Their loyalty points, and the latest lines of the ledger, the last first. */
  readonly points: number
  readonly pointsLedger: readonly PointsChange[]
  /** The audiences they are in, in alphabetical order. */
  readonly audiences: readonly string[]
}

/** One thing on a person's timeline. */
export type TimelineEntry =
  | {
      readonly kind: 'event'
      readonly at: Instant
      readonly eventId: string
      readonly name: string
      readonly channel: string
      readonly properties: JsonObject
    }
  | {
      readonly kind: 'fact'
      readonly at: Instant
      readonly enrollmentId: string
      readonly journeyId: string
      readonly journeyName: string
      readonly versionId: string
      /** Title of the fact's node, or empty. */
      readonly nodeTitle: string
      readonly fact: Fact
    }

/** One line of the Events screen. */
export type SeenEvent =
  | {
      readonly kind: 'accepted'
      readonly receivedAt: Instant
      readonly occurredAt: Instant
      readonly eventId: string
      readonly name: string
      readonly type: string
      readonly channel: string
      readonly personId: string
      readonly sourceName: string
      readonly properties: JsonObject
      readonly flags: readonly string[]
    }
  | {
      readonly kind: 'rejected'
      readonly receivedAt: Instant
      readonly rejectionId: string
      readonly sourceName: string
      readonly code: string
      readonly reason: string
      /** What arrived, cut to 4 KB. */
      readonly excerpt: string
    }

/** One line of the Inbox: a message that was, would have been or will be sent. */
export interface MessageSummary {
  readonly sendKey: string
  readonly channel: string
  readonly purpose: string
  readonly status: MessageStatus
  /** Why it was refused or failed, or what a waiting one is held by; null otherwise. */
  readonly reason: string | null
  readonly journeyId: string
  readonly journeyName: string
  readonly nodeTitle: string
  readonly personId: string
  readonly personName: string | null
  /** Address it went to; empty when there was none. */
  readonly to: string
  readonly subject: string
  readonly createdAt: Instant
  /** When a waiting one is tried next; null once it is settled. */
  readonly dueAt: Instant | null
  readonly sentAt: Instant | null
  readonly outcomes: readonly MessageOutcome[]
  /** Whether it left the process (SMTP, HTTP) or stayed in the Inbox. */
  readonly delivery: 'provider' | 'inbox'
}

/** A message with its content. */
export interface MessageDetail extends MessageSummary {
  /** E-mail as HTML; to be shown in a sandboxed frame only. Empty for webhooks. */
  readonly html: string
  /** Plain text of an e-mail, or the body of a webhook that stayed here or failed; empty for a webhook that was sent. */
  readonly text: string
  readonly attempts: number
}

/** A message node as one person would get it, or the first thing in its text that keeps it from being sent. */
export type RenderedPreview =
  | {
      readonly kind: 'rendered'
      readonly subject: string
      /** To be shown in a sandboxed frame only. */
      readonly html: string
      readonly text: string
    }
  | {
      readonly kind: 'flawed'
      readonly part: 'subject' | 'body'
      /** Counted from 1, as the column. */
      readonly line: number
      readonly column: number
      readonly reason: string
    }

/** Somebody who uses the studio, in one workspace. */
export interface MemberSummary {
  readonly memberId: string
  readonly name: string
  readonly email: string
  readonly role: 'viewer' | 'analyst' | 'editor' | 'admin' | 'owner'
}

/** Who may send events. */
export interface SourceSummary {
  readonly sourceId: string
  readonly name: string
  /** `browser` keys are public and get CORS; `server` keys are secret. */
  readonly kind: 'browser' | 'server'
  /** First characters of the write key. */
  readonly keyHint: string
  readonly createdAt: Instant
  /** Until when the key before this one goes on working; null where there was none. */
  readonly formerKeyUntil: Instant | null
  readonly revokedAt: Instant | null
  /** Its latest among the workspace's latest 2,000 events; null if none of them is its. */
  readonly lastEventAt: Instant | null
}

/** The workspace as the studio's frame shows it. */
export interface WorkspaceDetail {
  readonly workspaceId: string
  readonly name: string
  /** A `turned` workspace lives in replayed time and never sends outside the process. */
  readonly clock: 'live' | 'turned'
  readonly demo: boolean
  /** IANA zone of its civil days. */
  readonly zone: string
  /** Its present moment. */
  readonly now: Instant
  /** Where e-mail goes. */
  readonly mail: 'inbox' | 'smtp'
  /** Progress of a running history load, or null. */
  readonly history: { readonly done: number; readonly total: number } | null
}

/** A civil day in the workspace's zone, `YYYY-MM-DD`. */
export type CivilDay = string

/**
 * Everything the studio can ask for. Every call is scoped to one workspace; an id of another workspace
 * fails as not found. Failures are StudioErrors.
 */
export interface StudioVerbs {
  readonly journeys: RunningVerbs &
    MovingVerbs & {
      list(input: InWorkspace): Promise<readonly JourneySummary[]>
      /** A new draft, blank or from a definition. Fails with `journey/invalid-definition`. */
      create(
        input: InWorkspace & { name: string; definition?: JourneyDefinition; actor: Actor },
      ): Promise<JourneyDraft>
      duplicate(input: InWorkspace & { journeyId: string; name: string; actor: Actor }): Promise<JourneyDraft>
      getDraft(input: InWorkspace & { journeyId: string }): Promise<JourneyDraft>
      /** Fails with `journey/stale-revision` if somebody else saved since `revision`; nothing is changed then. */
      saveDraft(
        input: InWorkspace & {
          journeyId: string
          revision: number
          definition: JourneyDefinition
          actor: Actor
        },
      ): Promise<SavedDraft>
      /** What can be told of the draft without running it, beside the live journeys of the workspace. */
      prove(input: InWorkspace & { journeyId: string }): Promise<ProvenDraft>
      /**
       * Tries the draft, and the live version beside it, over the stored events of `[from, to)` civil days.
       * Yields signs of life and at last the result; aborting the signal stops it. Sends and stores nothing.
       */
      backtest(
        input: InWorkspace & { journeyId: string; from: CivilDay; to: CivilDay; signal: AbortSignal },
      ): AsyncIterable<BacktestProgress>
      /**
       * Freezes the draft as the next version. People in flight stay on theirs, unless `inFlight` says otherwise:
       * `journey/flawed-mapping` where it cannot be followed, and nothing is published. `journey/not-publishable` names
       * the problems; `journey/unconfirmed-warnings` names warnings where they are not accepted (they are, unless
       * `acceptWarnings` says otherwise).
       */
      publish(input: Publication): Promise<VersionSummary>
      listVersions(input: InWorkspace & { journeyId: string }): Promise<readonly VersionSummary[]>
      getVersion(
        input: InWorkspace & { versionId: string },
      ): Promise<VersionSummary & { journeyId: string; definition: JourneyDefinition }>
    }
  readonly segments: SegmentVerbs
  readonly measures: {
    /** Measures of a published version over cohorts of `[from, to)` civil days. */
    readOverlay(input: InWorkspace & { versionId: string; from: CivilDay; to: CivilDay }): Promise<Overlay>
    /** One measure of the same overlay by its name in the registry, part by part. */
    read(
      input: InWorkspace & { measure: MapMeasureId; versionId: string; from: CivilDay; to: CivilDay },
    ): Promise<readonly MeasuredValue<MapMeasureId>[]>
    /** Yields an overlay now and again whenever it changed, at most once a second, until `signal` aborts. */
    watchOverlay(
      input: InWorkspace & { versionId: string; from: CivilDay; to: CivilDay; signal: AbortSignal },
    ): AsyncIterable<Overlay>
  }
  readonly people: AudienceVerbs & {
    list(
      input: InWorkspace & { search: string; cursor: string | null; limit: number },
    ): Promise<Page<PersonSummary>>
    get(input: InWorkspace & { personId: string }): Promise<PersonDetail>
    /** Names of traits of the people seen lately, most frequent first: what the designer suggests. No values. */
    listTraits(input: InWorkspace): Promise<readonly string[]>
    /**
     * Asks that the person be let into a journey; its own rules decide. Fails with `person/not-found`, and with
     * `journey/not-found` where the journey takes nobody by call.
     */
    enrol(input: InWorkspace & { personId: string; journeyId: string; actor: Actor }): Promise<void>
    /** Why the person did, or did not do, what they did in a journey; from stored history alone. */
    explain(input: PersonInJourney): Promise<ExplainedPerson>
    /** What one stored step would have come to with one value changed. Changes nothing. */
    suppose(input: PersonInJourney & Supposition & { readonly enrollmentId: string }): Promise<Supposed>
    /** Newest first. */
    getTimeline(
      input: InWorkspace & { personId: string; cursor: string | null; limit: number },
    ): Promise<Page<TimelineEntry>>
  }
  readonly events: {
    /** Newest first; `show` narrows to accepted or rejected ones. */
    list(
      input: InWorkspace & {
        show: 'all' | 'accepted' | 'rejected'
        name: string
        cursor: string | null
        limit: number
      },
    ): Promise<Page<SeenEvent>>
    /** Yields batches of events as they arrive, until `signal` aborts. */
    watch(input: InWorkspace & { signal: AbortSignal }): AsyncIterable<readonly SeenEvent[]>
    /** Names seen lately, most frequent first: what the designer suggests. */
    listNames(input: InWorkspace): Promise<readonly { name: string; paths: readonly string[] }[]>
  }
  readonly messages: {
    list(
      input: InWorkspace & { status: MessageStatus | 'all'; cursor: string | null; limit: number },
    ): Promise<Page<MessageSummary>>
    get(input: InWorkspace & { sendKey: string }): Promise<MessageDetail>
    /**
     * Renders a message that is being written: for that person, else for the one seen last, else for somebody
     * invented. `event` and `entry` hold the latest value of every property seen of them. Sends nothing; its
     * links count nothing. Its own words are in `locale`, else in the person's language.
     */
    renderPreview(
      input: InWorkspace & { node: MessageNode; personId?: string; locale?: 'en' | 'es' },
    ): Promise<RenderedPreview>
  }
  readonly workspace: {
    get(input: InWorkspace): Promise<WorkspaceDetail>
    /** By name. */
    listMembers(input: InWorkspace): Promise<readonly MemberSummary[]>
    listSources(input: InWorkspace): Promise<readonly SourceSummary[]>
    /** The write key is returned once and stored only as a hash. */
    createSource(
      input: InWorkspace & { name: string; kind: 'browser' | 'server'; actor: Actor },
    ): Promise<SourceSummary & { writeKey: string }>
    /**
     * Gives a source another write key, returned once. The one it had goes on working for `overlapMs`, at least 0;
     * one before that ends at once. An end is heard of within 5 seconds.
     */
    replaceSourceKey(
      input: InWorkspace & { sourceId: string; overlapMs: number; actor: Actor },
    ): Promise<SourceSummary & { writeKey: string }>
    /** Its events are refused within 5 seconds. */
    revokeSource(input: InWorkspace & { sourceId: string; actor: Actor }): Promise<void>
    /** What its marketing keeps to, by channel. */
    getSendRules(input: InWorkspace): Promise<SendRules>
    /**
     * What marketing keeps to from now on, in place of all rules before. Messages that those held are asked
     * about again at once. `journey/not-found` where a journey that should go first is not the workspace's.
     */
    saveSendRules(input: InWorkspace & { rules: SendRules; actor: Actor }): Promise<SendRules>
    /** What its webhooks are signed with, `whsec_…` (Standard Webhooks). Whoever has it can sign as the workspace. */
    getSigningSecret(input: InWorkspace): Promise<{ readonly secret: string }>
  }
}
