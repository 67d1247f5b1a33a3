import { MATCH_LEVELS } from '@periplo/model'
import type { Instant, OrderFact, RollupDelta, RollupSubject } from '@periplo/model'
import { addDaysAt, dayOf } from './civil-day.ts'
import { toOrderCounter } from './counters.ts'
import type { OrderScope } from './counters.ts'
import { ROPO_WINDOWS } from './overlay-shape.ts'
import { sumDeltas } from './sum-deltas.ts'

/** Whose orders are counted: a journey's, over all its versions, or the workspace's. */
interface Owner {
  readonly journeyId: string
  readonly subject: RollupSubject
}

const WORKSPACE: Owner = { journeyId: '', subject: 'workspace' }

/**
 * What changes in the rollups when an offline order appears, is rewritten (refund, late research, merge) or
 * disappears: the workspace's, and those of each journey the person had entered. Counted on the civil day of
 * the order, by currency; equal keys are merged. No change gives no deltas.
 */
export function toOrderDeltas({
  before,
  after,
  zone,
}: {
  readonly before: OrderFact | null
  readonly after: OrderFact | null
  readonly zone: string
}): readonly RollupDelta[] {
  return sumDeltas([
    ...(before ? countOrder(before, zone).map((delta) => ({ ...delta, by: -delta.by })) : []),
    ...(after ? countOrder(after, zone) : []),
  ])
}

function countOrder(order: OrderFact, zone: string): readonly RollupDelta[] {
  const journeys = [...new Set(order.journeyIds)].map((journeyId): Owner => ({
    journeyId,
    subject: 'journey',
  }))
  const day = dayOf(order.occurredAt, zone)
  return [WORKSPACE, ...journeys].flatMap(({ journeyId, subject }) =>
    listScopes(order, zone).flatMap(({ scope, bin }): readonly RollupDelta[] => {
      const key = { journeyId, versionId: '', subject, day, bin }
      return [
        { ...key, counter: toOrderCounter('orders', scope, order.currency), by: 1 },
        { ...key, counter: toOrderCounter('net', scope, order.currency), by: order.netMinor },
      ]
    }),
  )
}

function listScopes(
  order: OrderFact,
  zone: string,
): readonly { readonly scope: OrderScope; readonly bin: number }[] {
  const all = { scope: 'all', bin: 0 } as const
  if (!order.identified) return [all]
  const researched = MATCH_LEVELS.flatMap((level) => {
    const bin = findShortestWindow(order.research[level], order.occurredAt, zone)
    return bin === undefined ? [] : [{ scope: `researched-${level}` as const, bin }]
  })
  return [all, { scope: 'identified', bin: 0 }, ...researched]
}

/** The shortest look-back L, in civil days, with the research in `[order − L, order)`. */
function findShortestWindow(research: Instant | null, orderedAt: Instant, zone: string): number | undefined {
  if (research === null || research >= orderedAt) return undefined
  return ROPO_WINDOWS.find((days) => research >= addDaysAt(orderedAt, -days, zone))
}
