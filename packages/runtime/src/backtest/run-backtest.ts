import { compileJourney, openBacktest } from '@periplo/engine'
import type { Backtest, BacktestInput } from '@periplo/engine'
import { dayOf, startOfDay, toJourneyFrame } from '@periplo/kpi'
import type { CivilDay } from '@periplo/kpi'
import type { Instant, JourneyDefinition, SegmentRules, SendRules } from '@periplo/model'
import type { BacktestDifference, BacktestProgress, BacktestSide } from './backtest-shape.ts'
import { createSideTally } from './side-tally.ts'
import type { SideTally } from './side-tally.ts'

/** What is tried, and when it is taken to have run. */
export interface BacktestTerms {
  /** Names the journey: splits divide people by it, so that the draft divides as the live version does. */
  readonly journeyId: string
  readonly draft: JourneyDefinition
  /** The version to compare with, or null. */
  readonly live: JourneyDefinition | null
  /** IANA zone of the workspace: its civil days are the cohorts, and people without a zone live in it. */
  readonly zone: string
  /** What messages keep to; nothing unless given. */
  readonly rules?: SendRules
  /** By what rule anybody belongs to the segments that conditions name; none unless given. */
  readonly segments?: SegmentRules
  /** Cohorts of `[from, to)`. Events before tell of people and move nobody. */
  readonly days: { readonly from: CivilDay; readonly to: CivilDay }
  /** Nothing happens from this instant on: the end of the period, or the present where that is earlier. */
  readonly until: Instant
}

interface Side {
  readonly backtest: Backtest
  readonly tally: SideTally
}

/**
 * Runs a draft, and the live version beside it, over a stream of events in the order of their arrival. Yields
 * after every portion of the stream; whoever stops listening stops the backtest. Nothing is sent or stored.
 * Fails with `journey/not-publishable` for a drawing with errors.
 */
export async function* runBacktest(
  terms: BacktestTerms,
  stream: AsyncIterable<readonly BacktestInput[]>,
): AsyncGenerator<BacktestProgress, void, undefined> {
  const { days, until, zone } = terms
  const from = startOfDay(days.from, zone)
  const draft = openSide(terms, 'draft', terms.draft)
  const live = terms.live && openSide(terms, 'live', terms.live)
  let events = 0
  for await (const portion of stream) {
    for (const input of portion) {
      const taken = input.receivedAt < from ? { ...input, mode: 'history' as const } : input
      draft.backtest.take(taken)
      live?.backtest.take(taken)
    }
    events += portion.length
    yield { kind: 'running', events, at: portion.at(-1)?.receivedAt ?? from }
  }
  const ours = finish(draft, terms)
  const theirs = live && finish(live, terms)
  yield {
    kind: 'done',
    result: {
      period: { from, until },
      events,
      people: draft.backtest.people,
      draft: ours,
      live: theirs,
      difference: theirs && toDifference(ours, theirs),
    },
  }
}

function openSide(
  { journeyId, zone, rules, segments }: BacktestTerms,
  versionId: string,
  definition: JourneyDefinition,
): Side {
  const ids = { journeyId, versionId, definition }
  const tally = createSideTally(toJourneyFrame({ ...ids, zone }))
  let runs = 0
  const nameRun = (): string => `${versionId}-${(runs += 1)}`
  const journey = compileJourney(ids)
  const terms = {
    journey,
    zone,
    watcher: tally,
    nameRun,
    ...(rules && { rules }),
    ...(segments && { segments }),
  }
  return { tally, backtest: openBacktest(terms) }
}

function finish({ backtest, tally }: Side, { days, until }: BacktestTerms): BacktestSide {
  backtest.finish(until - 1)
  return tally.finish({ days, asOf: until })
}

function toDifference(draft: BacktestSide, live: BacktestSide): BacktestDifference {
  const entered = ({ overlay }: BacktestSide, node: string): number => overlay.nodes[node]?.entered ?? 0
  const nodes = new Set([...Object.keys(draft.overlay.nodes), ...Object.keys(live.overlay.nodes)])
  return {
    entered: draft.overlay.journey.entered - live.overlay.journey.entered,
    converted: countConverted(draft) - countConverted(live),
    sent: draft.messages.sent - live.messages.sent,
    refused: draft.messages.refused - live.messages.refused,
    nodes: Object.fromEntries(
      [...nodes].toSorted().map((node) => [node, entered(draft, node) - entered(live, node)]),
    ),
  }
}

/** People of mature cohorts who reached the goal. */
function countConverted({ overlay }: BacktestSide): number {
  return overlay.journey.goal.numerator ?? 0
}

/** Every civil day that a stream touches, for a backtest over all of it. */
export function toDays(
  { firstAt, lastAt }: { readonly firstAt: Instant; readonly lastAt: Instant },
  zone: string,
): BacktestTerms['days'] & { readonly until: Instant } {
  const from = dayOf(firstAt, zone)
  const last = startOfDay(dayOf(lastAt, zone), zone)
  const to = dayOf(last + 36 * 3_600_000, zone)
  return { from, to, until: startOfDay(to, zone) }
}
