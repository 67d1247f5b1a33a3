import { startOfDay } from '@periplo/kpi'
import type { CivilDay } from '@periplo/kpi'
import { StudioError } from '@periplo/model'
import type { JourneyDefinition, SegmentRules } from '@periplo/model'
import { findJourney, findVersion, getWorkspace, inWorkspace, listSegments } from '@periplo/store'
import type { Resources } from '../resources.ts'
import { readPresent } from '../verbs/read-present.ts'
import type { BacktestProgress } from './backtest-shape.ts'
import { readStream } from './read-stream.ts'
import { runBacktest } from './run-backtest.ts'

/** Which draft is tried, and over which civil days of the workspace. */
export interface BacktestRequest {
  readonly workspaceId: string
  readonly journeyId: string
  readonly from: CivilDay
  readonly to: CivilDay
  readonly signal: AbortSignal
}

/** Tries a stored draft, and its live version beside it, over the events the workspace has stored. */
export async function* backtestDraft(
  resources: Resources,
  { workspaceId, journeyId, from, to, signal }: BacktestRequest,
): AsyncGenerator<BacktestProgress, void, undefined> {
  if (from >= to)
    throw new StudioError('input/invalid', 'The period is empty: its end must lie after its start.')
  const { zone, sendRules: rules } = await getWorkspace(resources.store, workspaceId)
  const until = Math.min(startOfDay(to, zone), await readPresent(resources, workspaceId))
  const pair = await readPair(resources, workspaceId, journeyId)
  const stream = readStream(resources.store, { workspaceId, until, signal })
  const segments = await readSegmentRules(resources.store, workspaceId)
  const terms = { journeyId, ...pair, zone, rules, segments, days: { from, to }, until }
  for await (const progress of runBacktest(terms, stream)) {
    if (signal.aborted) return
    yield progress
  }
}

function readSegmentRules(store: Resources['store'], workspaceId: string): Promise<SegmentRules> {
  return inWorkspace(store, workspaceId, async (tx) => {
    const segments = await listSegments(tx)
    return new Map(segments.map(({ segmentId, rule }) => [segmentId, rule]))
  })
}

function readPair(
  { store }: Resources,
  workspaceId: string,
  journeyId: string,
): Promise<{ readonly draft: JourneyDefinition; readonly live: JourneyDefinition | null }> {
  return inWorkspace(store, workspaceId, async (tx) => {
    const journey = await findJourney(tx, journeyId)
    if (!journey) throw new StudioError('journey/not-found', 'There is no such journey.')
    const { definition: draft, liveVersionId } = journey
    const live = liveVersionId === null ? undefined : await findVersion(tx, liveVersionId)
    return { draft, live: live?.definition ?? null }
  })
}
