import type { JourneyFrame } from '@periplo/kpi'
import { sumDeltas, toRollupDeltas } from '@periplo/kpi'
import type { Enrollment, Fact, HistoryEntry, Instant, OutboxMessage, RollupDelta } from '@periplo/model'
import type {
  AudienceEntry,
  BatchCommit,
  Fence,
  MessageFactEntry,
  NewInput,
  PersonKey,
  PointsEntry,
  QuarantineEntry,
  SegmentChanges,
} from '@periplo/store'
import type { PersonWork } from './person-work.ts'

/** What a batch has gathered so far. It becomes one commit. */
export interface Batch {
  readonly works: Map<string, PersonWork>
  readonly history: { workspaceId: string; partitionId: number; entry: HistoryEntry }[]
  readonly messages: OutboxMessage[]
  readonly messageFacts: MessageFactEntry[]
  readonly deltas: Map<string, RollupDelta[]>
  readonly quarantined: QuarantineEntry[]
  readonly departed: PersonKey[]
  readonly appends: NewInput[]
  readonly audienceChanges: AudienceEntry[]
  readonly pointsChanges: PointsEntry[]
}

/** A batch with nothing in it. */
export function toEmptyBatch(works: Map<string, PersonWork>): Batch {
  return {
    works,
    history: [],
    messages: [],
    messageFacts: [],
    deltas: new Map(),
    quarantined: [],
    departed: [],
    appends: [],
    audienceChanges: [],
    pointsChanges: [],
  }
}

/** Counts facts in the rollups of their workspace. */
export function countFacts(
  batch: Batch,
  { workspaceId, frame }: { workspaceId: string; frame: JourneyFrame },
  facts: readonly Fact[],
): void {
  addDeltas(batch, workspaceId, toRollupDeltas(frame, facts))
}

/** Adds deltas to what the batch counts for a workspace. */
export function addDeltas(batch: Batch, workspaceId: string, deltas: readonly RollupDelta[]): void {
  const list = batch.deltas.get(workspaceId)
  if (list) for (const delta of deltas) list.push(delta)
  else batch.deltas.set(workspaceId, [...deltas])
}

/** Enters a step into its enrollment's history. */
export function addHistory(
  batch: Batch,
  key: PersonKey,
  entry: { enrollment: Enrollment; at: Instant; input: string; facts: readonly Fact[] },
): void {
  const { enrollment, at, input, facts } = entry
  batch.history.push({
    workspaceId: key.workspaceId,
    partitionId: key.partitionId,
    entry: { enrollmentId: enrollment.enrollmentId, seq: enrollment.seq, at, input, facts },
  })
}

/** Everything the batch changes, as one commit under these fences. */
export function toCommit(batch: Batch, fences: readonly Fence[]): BatchCommit {
  const works = [...batch.works.values()]
  return {
    fences,
    persons: works.flatMap((work) => (work.profile && work.profileChanged ? [work.profile] : [])),
    enrollments: works.flatMap(({ key, runs }) =>
      [...runs.values()]
        .filter((run) => run.changed)
        .map(({ enrollment }) => ({
          workspaceId: key.workspaceId,
          partitionId: key.partitionId,
          enrollment,
        })),
    ),
    history: batch.history,
    messages: batch.messages,
    messageFacts: batch.messageFacts,
    orders: works.flatMap(({ key, orders }) =>
      [...orders.values()]
        .filter((item) => item.changed)
        .map(({ order }) => ({ workspaceId: key.workspaceId, partitionId: key.partitionId, order })),
    ),
    deltas: [...batch.deltas].flatMap(([workspaceId, deltas]) =>
      sumDeltas(deltas).map((delta) => ({ ...delta, workspaceId })),
    ),
    quarantined: batch.quarantined,
    departed: batch.departed,
    segments: toSegmentChanges(works),
    appends: batch.appends,
    audienceChanges: batch.audienceChanges,
    pointsChanges: batch.pointsChanges,
  }
}

function toSegmentChanges(works: readonly PersonWork[]): BatchCommit['segments'] {
  const states: SegmentChanges['states'][number][] = []
  const joined: SegmentChanges['joined'][number][] = []
  const left: SegmentChanges['left'][number][] = []
  for (const { key, segments } of works) {
    if (!segments?.changed) continue
    const { edition, standings, stored } = segments
    states.push({ ...key, edition, dues: [...standings.dues] })
    for (const [segmentId, since] of standings.members)
      if (!stored.has(segmentId)) joined.push({ ...key, segmentId, since })
    for (const segmentId of stored.keys())
      if (!standings.members.has(segmentId)) left.push({ ...key, segmentId })
  }
  return states.length === 0 ? undefined : { states, joined, left }
}
