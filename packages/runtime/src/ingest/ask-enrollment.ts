import { StudioError } from '@periplo/model'
import type { TrackedEvent } from '@periplo/model'
import { findJourney, findVersion, inWorkspace } from '@periplo/store'
import type { Store } from '@periplo/store'
import type { Arrival } from './arrival.ts'
import type { Ingest } from './ingest.ts'

/**
 * Writes an ask for an enrollment into the log of whose identifiers the event carries; the journey's own rules
 * decide whether it is granted. Fails with `journey/not-found` where nobody can be asked: there is no such
 * journey, it lets nobody in now, or it has no entry by call.
 */
export async function askEnrollment(
  { store, ingest }: { readonly store: Store; readonly ingest: Ingest },
  arrival: Arrival,
  journeyId: string,
): Promise<void> {
  const takesCalls = await inWorkspace(store, arrival.workspaceId, async (tx) => {
    const journey = await findJourney(tx, journeyId)
    if (!journey?.liveVersionId || journey.archivedAt !== null || journey.pausedAt !== null) return false
    const version = await findVersion(tx, journey.liveVersionId)
    return version?.definition.nodes.some((node) => node.kind === 'api-entry') ?? false
  })
  if (!takesCalls)
    throw new StudioError('journey/not-found', 'No running journey of this id takes people by call.')
  const event: TrackedEvent = { ...arrival.event, enrol: { journeyId } }
  await ingest.take([{ ...arrival, event }])
}
