import type { CompiledJourney } from '@periplo/engine'
import type { PersonState } from '@periplo/model'
import type { JourneyCache } from '../journey-cache.ts'
import { toRecentEvents } from '../recent-events.ts'
import type { PersonWork } from './person-work.ts'

/** How much of what somebody did is looked at. */
interface Looking {
  /** Whether anything of the past is asked for at all. */
  readonly asksPast: boolean
  /** Offset up to which the person's events count; all of them unless given. */
  readonly upTo?: number | undefined
}

/** Whether a journey's conditions look back, by themselves or by way of a segment. */
export function asksPast(
  { journeys }: { readonly journeys: JourneyCache },
  { key }: PersonWork,
  { interests }: CompiledJourney,
): boolean {
  return journeys.listCounts(key.workspaceId, interests).length > 0
}

/** The person as the engine sees them at this point of the batch. */
export function toPersonState(
  { journeys }: { readonly journeys: JourneyCache },
  work: PersonWork,
  { asksPast, upTo }: Looking,
): PersonState {
  const { profile, key } = work
  const zone = profile?.zone ?? journeys.findWorkspace(key.workspaceId)?.zone ?? 'UTC'
  const rules = journeys.segments.find(key.workspaceId)?.compiled.rules
  return {
    personId: key.personId,
    traits: profile?.traits ?? {},
    zone,
    recent: asksPast ? listRecent(work, upTo) : [],
    consent: work.consent,
    suppressed: profile?.suppressed ?? false,
    audiences: profile?.audiences ?? [],
    points: profile?.points ?? 0,
    ...(rules && { segments: rules }),
  }
}

function listRecent({ recent, key }: PersonWork, upTo = Infinity): PersonState['recent'] {
  return toRecentEvents(
    recent.filter(({ partitionId, offset }) => partitionId !== key.partitionId || offset <= upTo),
  )
}
