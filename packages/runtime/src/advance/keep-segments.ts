import {
  NO_STANDINGS,
  findNextDue,
  keepStandings,
  listDueSegments,
  listChangedTraits,
  listTouched,
} from '@periplo/engine'
import type { CompiledJourney, PersonChange, StandingChange, Standings } from '@periplo/engine'
import { MAX_CHAIN, SEGMENT_EVENTS, toDepth } from '@periplo/model'
import type { Instant, Membership, PersonProfile, SegmentId, TrackedEvent } from '@periplo/model'
import type { SegmentShelf } from '../segment-cache.ts'
import { toPersonState } from './person-state.ts'
import type { PersonWork } from './person-work.ts'
import { toSegmentEvent } from './segment-event.ts'
import type { StepRoom } from './step-room.ts'

/** When somebody's segments are judged, and what brought it about. */
interface Judgement {
  readonly at: Instant
  /** Events that brought one another about before this; 0 where time did. */
  readonly depth: number
  /** No journey hears of it. */
  readonly isSilent?: boolean
  /** Since when whoever joins is taken to belong; `at` unless given. */
  readonly since?: (segmentId: SegmentId) => Instant
}

/**
 * Judges a person by every rule that is newer than they were last judged by. No journey hears of it: that a rule
 * was changed is nothing that happened to anybody. Done whenever somebody is worked on; doing it again changes
 * nothing.
 */
export function followSegments(room: StepRoom, work: PersonWork, at: Instant): void {
  const { segments } = work
  const shelf = room.journeys.segments.find(work.key.workspaceId)
  if (!shelf || !segments || segments.isNew || segments.edition >= shelf.edition) return
  const { edition } = segments
  const stale = [...shelf.stored.values()].filter((segment) => segment.edition > edition)
  judge(room, work, {
    shelf,
    judged: stale.map(({ segmentId }) => segmentId),
    judgement: {
      at,
      depth: 0,
      isSilent: true,
      since: (segmentId) => Math.min(at, shelf.stored.get(segmentId)?.changedAt ?? at),
    },
  })
  segments.edition = shelf.edition
  segments.changed = true
}

/** What an event, or a step, may have changed: the person before it, and the moment. */
export interface Happened extends Pick<Judgement, 'at' | 'isSilent'> {
  readonly before: PersonProfile | null
  readonly event?: TrackedEvent
}

/** Judges a person by the segments that what happened can have let them into, or out of. */
export function keepSegments(room: StepRoom, work: PersonWork, happened: Happened): void {
  const { segments } = work
  const shelf = room.journeys.segments.find(work.key.workspaceId)
  if (!shelf || !segments) return
  const { before, event, at, isSilent = false } = happened
  const judged = segments.isNew
    ? shelf.compiled.kept
    : listTouched(shelf.compiled, toChange(work, before, event))
  if (segments.isNew) Object.assign(segments, { isNew: false, edition: shelf.edition, changed: true })
  const depth = event ? toDepth(event) : 0
  judge(room, work, { shelf, judged, judgement: { at, depth, isSilent } })
}

function toChange(
  { profile }: PersonWork,
  before: PersonProfile | null,
  event: TrackedEvent | undefined,
): PersonChange {
  return {
    event: event?.name,
    traits: listChangedTraits(before?.traits ?? {}, profile?.traits ?? {}),
    consent: event?.consent !== undefined,
    zone: (before?.zone ?? null) !== (profile?.zone ?? null),
  }
}

/** When time may next change a person's standing; null for never, and where what they did has not been read. */
export function findSegmentDue({ journeys }: StepRoom, work: PersonWork): Instant | null {
  const shelf = journeys.segments.find(work.key.workspaceId)
  if (!shelf || !work.segments || !canJudge(shelf, work)) return null
  return findNextDue(work.segments.standings)
}

function canJudge({ compiled }: SegmentShelf, { knowsPast }: PersonWork): boolean {
  return knowsPast || compiled.counts.length === 0
}

/** Judges a person by the segments that time may have changed by `at`. */
export function fireSegments(room: StepRoom, work: PersonWork, at: Instant): void {
  const { segments } = work
  const shelf = room.journeys.segments.find(work.key.workspaceId)
  if (!shelf || !segments) return
  judge(room, work, { shelf, judged: listDueSegments(segments.standings, at), judgement: { at, depth: 0 } })
}

/** First half of a merge: whoever is no more belongs to nothing. Returns what they belonged to. */
export function leaveSegments({ segments }: PersonWork): readonly Membership[] {
  if (!segments) return []
  const { members } = segments.standings
  segments.standings = NO_STANDINGS
  segments.changed = true
  return [...members].map(([segmentId, since]) => ({ segmentId, since }))
}

/**
 * After a merge: whoever was in a segment as either half has been in it as both, so that only what the merge
 * itself changed is told.
 */
export function uniteSegments(
  room: StepRoom,
  work: PersonWork,
  { others, at }: { readonly others: ReadonlyMap<SegmentId, Instant>; readonly at: Instant },
): void {
  const { segments } = work
  const shelf = room.journeys.segments.find(work.key.workspaceId)
  if (!shelf || !segments) return
  const members = new Map(segments.standings.members)
  for (const [segmentId, since] of others)
    members.set(segmentId, Math.min(since, members.get(segmentId) ?? Infinity))
  Object.assign(segments, { isNew: false, edition: shelf.edition, changed: true })
  segments.standings = { ...segments.standings, members }
  const judged = new Set([...shelf.compiled.kept, ...members.keys()])
  judge(room, work, { shelf, judged, judgement: { at, depth: 0 } })
}

interface Judging {
  readonly shelf: SegmentShelf
  readonly judged: Iterable<SegmentId>
  readonly judgement: Judgement
}

function judge(room: StepRoom, work: PersonWork, { shelf, judged, judgement }: Judging): void {
  const { segments } = work
  if (!segments) return
  const { at, since } = judgement
  const asked = [...judged]
  if (asked.length === 0) return
  if (!canJudge(shelf, work)) return putOff(work, asked, at)
  const asksPast = shelf.compiled.counts.length > 0
  const person = toPersonState(room, work, { asksPast, upTo: work.reached })
  const { standings, changes } = keepStandings(shelf.compiled, segments.standings, {
    judged: asked,
    person,
    at,
  })
  if (standings === segments.standings) return
  segments.standings = since ? withSince(standings, changes, since) : standings
  segments.changed = true
  if (judgement.isSilent !== true)
    for (const change of changes) tell(room, work, { shelf, change, judgement })
}

/** What they did has not been read: they are looked at once more, at the same moment, in a batch that reads it. */
function putOff(work: PersonWork, asked: readonly SegmentId[], at: Instant): void {
  const { segments } = work
  if (!segments) return
  const dues = new Map(segments.standings.dues)
  for (const segmentId of asked) dues.set(segmentId, Math.min(at, dues.get(segmentId) ?? at))
  segments.standings = { ...segments.standings, dues }
  segments.changed = true
}

function withSince(
  standings: Standings,
  changes: readonly StandingChange[],
  since: (segmentId: SegmentId) => Instant,
): Standings {
  const members = new Map(standings.members)
  for (const { segmentId, change } of changes)
    if (change === 'entered') members.set(segmentId, since(segmentId))
  return { ...standings, members }
}

/** Whether a version may let somebody in by a change: of this segment, or of any. */
function opensTo({ definition }: CompiledJourney, { segmentId, change }: StandingChange): boolean {
  return definition.nodes.some((node) =>
    node.kind === 'segment-entry'
      ? node.segmentId === segmentId && node.change === change
      : node.kind === 'event-entry' && node.event === SEGMENT_EVENTS[change],
  )
}

interface Telling {
  readonly shelf: SegmentShelf
  readonly change: StandingChange
  readonly judgement: Judgement
}

/** Puts the change into the person's own log, where somebody listens for it; a chain without a wait ends. */
function tell({ batch, journeys }: StepRoom, work: PersonWork, { shelf, change, judgement }: Telling): void {
  const depth = judgement.depth + 1
  if (depth > MAX_CHAIN) return
  const { workspaceId } = work.key
  const name = SEGMENT_EVENTS[change.change]
  const isHeard =
    journeys.listEntrances(workspaceId, name).some(({ journey }) => opensTo(journey, change)) ||
    [...work.runs.values()].some(({ enrollment }) =>
      journeys.get(enrollment.versionId).journey.interests.moves.has(name),
    )
  if (!isHeard) return
  const segment = shelf.stored.get(change.segmentId)
  batch.appends.push(
    toSegmentEvent(work.key, {
      change,
      name: segment?.name ?? '',
      at: judgement.at,
      depth,
      after: work.reached,
    }),
  )
}
