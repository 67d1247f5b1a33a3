import { MAX_SEGMENTS, StudioError, findSegmentFlaw } from '@periplo/model'
import type { Condition, SegmentDraft, SegmentFlaw, SegmentRules } from '@periplo/model'
import type { SegmentRow, StoredSegment, WorkspaceTx } from '@periplo/store'
import {
  inWorkspace,
  insertSegment,
  listMembersBatch,
  listPeopleById,
  listSegments,
  lockSegments,
  readSegmentSizes,
  updateSegment,
} from '@periplo/store'
import type { Resources } from '../resources.ts'
import type { SegmentSummary, SegmentUse, SegmentVerbs } from '../segment-shape.ts'
import { changeEntrance } from './change-entrance.ts'
import { parseCursor, toCursor } from './cursor.ts'
import { toPersonSummary } from './people-verbs.ts'
import { previewSegment } from './preview-segment.ts'
import { readPresent } from './read-present.ts'
import { listSegmentUses } from './segment-uses.ts'

/** Why a rule cannot be kept, in words. */
const FLAWS: { readonly [F in SegmentFlaw]: string } = {
  incomplete: 'A part of the rule is not finished.',
  'asks-of-a-run':
    'The rule looks at an event at hand or at a run of a journey. A segment knows the person alone: count what they did instead.',
  'unknown-segment': 'The rule names a segment that is not kept.',
  circular: 'The rule leads back to the segment itself, by way of the segments it names.',
  'too-large': 'With all the segments inside it the rule, or that of a segment around it, is too large.',
}

/** The verbs about segments. */
export function toSegmentVerbs(resources: Resources): SegmentVerbs {
  const { store } = resources
  return {
    list: ({ workspaceId }) => inWorkspace(store, workspaceId, (tx) => listSummaries(tx)),
    get: ({ workspaceId, segmentId }) => inWorkspace(store, workspaceId, (tx) => getSummary(tx, segmentId)),
    create: async ({ workspaceId, draft, actor }) => {
      const segmentId = resources.ids.uuid()
      return change(resources, workspaceId, async ({ tx, segments, now }) => {
        refuseFlaw({ segmentId, rule: draft.rule }, segments)
        if (segments.filter(isKept).length >= MAX_SEGMENTS)
          throw new StudioError(
            'input/too-large',
            `A workspace keeps ${MAX_SEGMENTS} segments at most. Nothing was saved.`,
          )
        const segment = { workspaceId, segmentId, revision: 1, archivedAt: null, updatedBy: actor.name }
        await insertSegment(tx, { ...segment, ...toWritten(draft), ...toAnew(segments, now) })
        return getSummary(tx, segmentId)
      })
    },
    save: ({ workspaceId, segmentId, revision, draft, actor }) =>
      change(resources, workspaceId, async ({ tx, segments, now }) => {
        const before = getLocked(segments, segmentId)
        if (before.revision !== revision) throw toStale(before)
        refuseFlaw({ segmentId, rule: draft.rule }, segments)
        const isJudgedAnew = JSON.stringify(before.rule) !== JSON.stringify(draft.rule)
        const written = { ...before, ...toWritten(draft), revision: revision + 1, updatedBy: actor.name }
        const anew = isJudgedAnew ? toAnew(segments, now) : { updatedAt: now }
        await updateSegment(tx, { segment: { ...written, ...anew }, isJudgedAnew })
        return getSummary(tx, segmentId)
      }),
    archive: ({ workspaceId, segmentId, actor }) =>
      change(resources, workspaceId, async ({ tx, segments, now }) => {
        const before = getLocked(segments, segmentId)
        if (!isKept(before)) return
        refuseUse(await listSegmentUses(tx, segments), segmentId)
        const segment = { ...before, ...toAnew(segments, now), archivedAt: now, updatedBy: actor.name }
        await updateSegment(tx, {
          segment: { ...segment, revision: before.revision + 1 },
          isJudgedAnew: true,
        })
      }),
    restore: ({ workspaceId, segmentId, actor }) =>
      change(resources, workspaceId, async ({ tx, segments, now }) => {
        const before = getLocked(segments, segmentId)
        if (isKept(before)) return
        refuseFlaw(before, segments)
        const segment = { ...before, ...toAnew(segments, now), archivedAt: null, updatedBy: actor.name }
        await updateSegment(tx, {
          segment: { ...segment, revision: before.revision + 1 },
          isJudgedAnew: true,
        })
      }),
    listMembers: (input) => listMembers(resources, input),
    preview: (input) => previewSegment(resources, input, refuseFlaw),
  }
}

/** What a change of segments is given: all of them as they are while nobody else can change any. */
interface Changing {
  readonly tx: WorkspaceTx
  readonly segments: readonly StoredSegment[]
  /** The workspace's present. */
  readonly now: number
}

async function change<T>(
  resources: Resources,
  workspaceId: string,
  act: (changing: Changing) => Promise<T>,
): Promise<T> {
  const now = await readPresent(resources, workspaceId)
  return changeEntrance(resources, workspaceId, async (tx) =>
    act({ tx, segments: await lockSegments(tx), now }),
  )
}

function toWritten({
  name,
  description = '',
  rule,
}: SegmentDraft): Pick<SegmentRow, 'name' | 'description' | 'rule'> {
  return { name, description, rule }
}

/** A rule that is judged anew is the newest of the workspace. */
function toAnew(
  segments: readonly StoredSegment[],
  now: number,
): Pick<SegmentRow, 'edition' | 'changedAt' | 'updatedAt'> {
  const edition = 1 + segments.reduce((most, segment) => Math.max(most, segment.edition), 0)
  return { edition, changedAt: now, updatedAt: now }
}

function isKept({ archivedAt }: StoredSegment): boolean {
  return archivedAt === null
}

function getLocked(segments: readonly StoredSegment[], segmentId: string): StoredSegment {
  const segment = segments.find((one) => one.segmentId === segmentId)
  if (!segment) throw toMissing()
  return segment
}

function toMissing(): StudioError {
  return new StudioError('segment/not-found', 'There is no such segment.')
}

function toStale({ updatedBy }: StoredSegment): StudioError {
  return new StudioError(
    'segment/stale-revision',
    `${updatedBy} has saved this segment since you opened it. Nothing was overwritten: open it again.`,
  )
}

/** The rules that another one may name. */
function toKeptRules(segments: readonly StoredSegment[]): SegmentRules {
  return new Map(segments.filter(isKept).map(({ segmentId, rule }) => [segmentId, rule]))
}

function refuseFlaw(
  segment: { readonly segmentId: string; readonly rule: Condition },
  segments: readonly StoredSegment[],
): void {
  const flaw = findSegmentFlaw(segment, toKeptRules(segments))
  if (flaw) throw new StudioError('segment/invalid-rule', `${FLAWS[flaw]} Nothing was saved.`)
}

function refuseUse(uses: ReadonlyMap<string, readonly SegmentUse[]>, segmentId: string): void {
  const inForce = (uses.get(segmentId) ?? []).filter((use) => use.kind === 'segment' || use.isLive)
  if (inForce.length === 0) return
  const names = inForce.slice(0, 5).map(({ name }) => `“${name}”`)
  throw new StudioError(
    'segment/in-use',
    `The segment is named by ${names.join(', ')}. Take it out there first. Nothing was changed.`,
  )
}

async function listSummaries(tx: WorkspaceTx): Promise<readonly SegmentSummary[]> {
  const segments = await listSegments(tx)
  const [sizes, uses] = await Promise.all([readSegmentSizes(tx), listSegmentUses(tx, segments)])
  return segments.map((segment) => {
    const { segmentId, name, description, rule, revision, archivedAt, updatedAt, updatedBy } = segment
    return {
      segmentId,
      name,
      description,
      rule,
      revision,
      size: sizes.get(segmentId) ?? 0,
      filledShare: segment.filled.replaceAll('0', '').length / segment.filled.length,
      uses: uses.get(segmentId) ?? [],
      archivedAt,
      updatedAt,
      updatedBy,
    }
  })
}

async function getSummary(tx: WorkspaceTx, segmentId: string): Promise<SegmentSummary> {
  const summary = (await listSummaries(tx)).find((one) => one.segmentId === segmentId)
  if (!summary) throw toMissing()
  return summary
}

function listMembers(
  { store }: Resources,
  { workspaceId, segmentId, cursor, limit }: Parameters<SegmentVerbs['listMembers']>[0],
): ReturnType<SegmentVerbs['listMembers']> {
  return inWorkspace(store, workspaceId, async (tx) => {
    getLocked(await listSegments(tx), segmentId)
    const place = parseCursor(cursor)
    const after = place && { since: place.at, personId: place.key }
    const members = await listMembersBatch(tx, { workspaceId, segmentId, after }, limit)
    const people = await listPeopleById(
      tx,
      members.map(({ personId }) => personId),
    )
    const since = new Map(members.map((member) => [member.personId, member.since]))
    const last = members.length === limit ? members.at(-1) : undefined
    return {
      items: people.map((person) => ({
        ...toPersonSummary(person),
        since: since.get(person.profile.personId) ?? 0,
      })),
      next: last ? toCursor({ at: last.since, key: last.personId }) : null,
    }
  })
}
