import { listNamedSegments } from '@periplo/engine'
import { listSegmentIds } from '@periplo/model'
import type { StoredSegment, WorkspaceTx } from '@periplo/store'
import { findVersion, listJourneys } from '@periplo/store'
import type { SegmentUse } from '../segment-shape.ts'

/** Where each segment of the workspace is named, by its id: journeys first. What is archived names nothing. */
export async function listSegmentUses(
  tx: WorkspaceTx,
  segments: readonly StoredSegment[],
): Promise<ReadonlyMap<string, readonly SegmentUse[]>> {
  const uses = new Map<string, SegmentUse[]>()
  const add = (segmentId: string, use: SegmentUse): void => {
    uses.set(segmentId, [...(uses.get(segmentId) ?? []), use])
  }
  for (const { journeyId, definition, liveVersionId, archivedAt } of await listJourneys(tx)) {
    if (archivedAt !== null) continue
    const live = liveVersionId === null ? undefined : await findVersion(tx, liveVersionId)
    const running = new Set(live ? listNamedSegments(live.definition) : [])
    for (const segmentId of new Set([...running, ...listNamedSegments(definition)]))
      add(segmentId, { kind: 'journey', journeyId, name: definition.name, isLive: running.has(segmentId) })
  }
  for (const { segmentId, name, rule, archivedAt } of segments)
    if (archivedAt === null)
      for (const inner of listSegmentIds(rule)) add(inner, { kind: 'segment', segmentId, name })
  return uses
}
