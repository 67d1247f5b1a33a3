import { findNextDue, listTouched } from '@periplo/engine'
import type { Instant, LogInput } from '@periplo/model'
import type { Store, StoredStandings } from '@periplo/store'
import { readSegmentStandings, toRunner } from '@periplo/store'
import type { JourneyCache } from '../journey-cache.ts'
import type { SegmentShelf } from '../segment-cache.ts'
import type { PersonWork, SegmentsInWork } from './person-work.ts'

/** What the kept segments look back at, where anything in the batch may have this person judged. */
export function listSegmentLooks(
  work: PersonWork,
  { inputs, journeys, present }: { inputs: readonly LogInput[]; journeys: JourneyCache; present: Instant },
): readonly { event: string; withinMs: number }[] {
  const shelf = journeys.segments.find(work.key.workspaceId)
  const { segments } = work
  if (!shelf || !segments || shelf.compiled.counts.length === 0) return []
  const isBehind = segments.isNew || segments.edition < shelf.edition
  const isDue = (findNextDue(segments.standings) ?? Infinity) <= present
  const asks = isBehind || isDue || inputs.some((input) => mayTouchSegments(work, { input, journeys, shelf }))
  return asks ? shelf.compiled.counts : []
}

/** Whether an input, or what journeys make of it, may change who the person is to a segment. */
function mayTouchSegments(
  { runs, profile }: PersonWork,
  { input, journeys, shelf }: { input: LogInput; journeys: JourneyCache; shelf: SegmentShelf },
): boolean {
  if (input.body.kind !== 'event') return true
  const { event } = input.body
  const change = {
    event: event.name,
    traits: Object.keys(event.traits ?? {}),
    consent: event.consent !== undefined,
    zone: event.zone !== undefined && event.zone !== profile?.zone,
  }
  if (listTouched(shelf.compiled, change).size > 0) return true
  const inside = [...runs.values()].map(({ enrollment }) => journeys.get(enrollment.versionId))
  return [...inside, ...journeys.listEntrances(input.workspaceId, event.name)].some(({ journey }) =>
    journey.definition.nodes.some((node) => node.kind === 'update-profile'),
  )
}

/** Who these people are to the segments of their workspaces; nothing where there are none. */
export async function loadStandings(
  store: Store,
  journeys: JourneyCache,
  works: ReadonlyMap<string, PersonWork>,
): Promise<void> {
  const asking = [...works.values()].filter(
    ({ key, segments }) => !segments && journeys.segments.find(key.workspaceId),
  )
  const keys = asking.map(({ key }) => key)
  const found = await readSegmentStandings(toRunner(store), keys)
  for (const work of asking) work.segments = toSegments(work, found.get(work.key.personId))
}

function toSegments(work: PersonWork, found: StoredStandings | undefined): SegmentsInWork {
  const members = new Map((found?.members ?? []).map(({ segmentId, since }) => [segmentId, since]))
  const standings = { members, dues: new Map(found?.dues ?? []) }
  const isNew = !found && !work.stored
  return { edition: found?.edition ?? 0, standings, stored: members, isNew, changed: false }
}
