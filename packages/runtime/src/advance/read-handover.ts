import { RESEARCH_EVENTS, RESEARCH_WINDOW_MS } from '@periplo/kpi'
import type { Instant, LogInput } from '@periplo/model'
import type { LoggedInput, PersonKey, Store } from '@periplo/store'
import { readInputsOf, readRecent, toRunner } from '@periplo/store'
import type { JourneyCache } from '../journey-cache.ts'
import { parseBundle } from './person-bundle.ts'
import type { PersonBundle } from './person-bundle.ts'
import type { PersonWork } from './person-work.ts'

/** A handover with everything that taking it needs. */
export interface Handover {
  readonly input: LogInput
  readonly bundle: PersonBundle
  /** What both halves did, as far as orders and counts ask, oldest first per half. */
  readonly recent: readonly LoggedInput[]
  /** What the winner did since the two became one: the runs that now arrive have not heard of it. */
  readonly heard: readonly LogInput[]
}

/** Reads what a handover brings about. The winner's own runs and orders must be loaded. */
export async function readHandover(
  { store, journeys }: { store: Store; journeys: JourneyCache },
  work: PersonWork,
  input: LogInput & { body: Extract<LogInput['body'], { kind: 'handover' }> },
): Promise<Handover> {
  const bundle = parseBundle(input.body.bundle)
  const runs = [...[...work.runs.values()].map((run) => run.enrollment), ...bundle.runs]
  const ahead = runs.map((run) => journeys.moves.lookAhead(run))
  const versionIds = [...runs.map((run) => run.versionId), ...ahead.flatMap((one) => [...one.versionIds])]
  await journeys.load(versionIds)
  const since = { receivedAt: input.receivedAt, beforeOffset: input.offset }
  const heard = await readInputsOf(toRunner(store), work.key, since)
  const { workspaceId } = work.key
  const counts = [
    ...versionIds.flatMap((versionId) =>
      journeys.listCounts(workspaceId, journeys.get(versionId).journey.interests),
    ),
    ...(journeys.segments.find(workspaceId)?.compiled.counts ?? []),
  ]
  const orders = [...[...work.orders.values()].map((item) => item.order), ...bundle.orders]
  const asked = {
    counts,
    orderedAt: orders.map((order) => order.occurredAt),
    movedAt: [...[input, ...heard].map(({ receivedAt }) => receivedAt), ...ahead.flatMap((one) => one.at)],
  }
  return { input, bundle, heard, recent: await readBackground(store, listHalves(work, bundle), asked) }
}

/** The winner and the loser, with everybody merged into either before. */
function listHalves(work: PersonWork, { profile }: PersonBundle): readonly PersonKey[] {
  const { workspaceId } = work.key
  const loser = profile ? [profile, ...profile.mergedFrom] : []
  return [work.key, ...(work.profile?.mergedFrom ?? []), ...loser].map(({ partitionId, personId }) => ({
    workspaceId,
    partitionId,
    personId,
  }))
}

async function readBackground(
  store: Store,
  persons: readonly PersonKey[],
  asked: {
    readonly counts: readonly { readonly event: string; readonly withinMs: number }[]
    readonly orderedAt: readonly Instant[]
    readonly movedAt: readonly Instant[]
  },
): Promise<readonly LoggedInput[]> {
  const { counts, orderedAt, movedAt } = asked
  const names = [...counts.map((count) => count.event), ...(orderedAt.length > 0 ? RESEARCH_EVENTS : [])]
  if (names.length === 0) return []
  const longestMs = Math.max(0, ...counts.map((count) => count.withinMs))
  const from = Math.min(
    ...orderedAt.map((at) => at - RESEARCH_WINDOW_MS),
    ...movedAt.map((at) => at - longestMs),
  )
  const until = Math.max(...orderedAt, ...movedAt)
  const queries = persons.map((person) => ({ ...person, from, until, names: [...new Set(names)] }))
  return (await readRecent(toRunner(store), queries)).flat()
}
