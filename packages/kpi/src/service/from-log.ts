import type { Measure } from '@periplo/model'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import type { FromLog, MeasuredValue } from '../measured-value.ts'
import { byChannelAndSegment, listCounted } from '../voice/answer-parts.ts'
import { toFavour } from '../voice/answers.ts'
import { listCalls } from './calls.ts'
import { byFirstChannel, listOpened } from './case-parts.ts'
import type { Case } from './case.ts'
import { toCases } from './cases.ts'
import {
  K28,
  toCaseHistory,
  toFirstContactResolution,
  toGrossFirstContactResolution,
} from './k28-first-contact-resolution.ts'
import { toTimeToResolve } from './k29-time-to-resolve.ts'
import { toAbandonment, toFirstResponse, toQueueWait } from './k30-waiting.ts'
import { toPingPong, toTransfersPerCase } from './k31-transfers.ts'
import { toRepeatRate, toRepeatsPerCase } from './k32-repeat-moments.ts'
import { toChatFallback, toContainment } from './k33-containment.ts'
import { listServiceCosts, toCostPerCase, toCostToServe } from './k34-cost-to-serve.ts'
import { toComplaintRate, toReturnRate, toUnhappyRate } from './k35-bad-experiences.ts'
import type { SERVICE_MEASURES } from './measures.ts'

/** How the service measures, K28 to K35 are computed on an event log. */
export const SERVICE_FROM_LOG: FromLog<typeof SERVICE_MEASURES> = {
  'first-contact-resolution': (log, settings) => {
    const cases = toCases(log, settings.zone)
    const history = toCaseHistory(cases)
    return byFirstChannel('first-contact-resolution', listOpened(cases, settings), (own) =>
      toFirstContactResolution(own, history, settings),
    )
  },
  'first-contact-resolution-gross': byChannel(
    'first-contact-resolution-gross',
    toGrossFirstContactResolution,
  ),
  'first-contact-resolution-survey': (log, settings) =>
    byChannelAndSegment('first-contact-resolution-survey', listCounted(log, 'fcr', settings), {
      measureOf: (answers, leastGroup) => {
        const [part, whole] = [answers.filter((one) => toFavour(one) >= 0.5).length, answers.length]
        const suppressed = whole > 0 && whole < leastGroup
        return toShareMeasure({ definitionVersion: K28, part, whole, suppressed }, settings)
      },
      leastGroup: settings.leastGroup,
    }),
  'time-to-resolve': byChannel(
    'time-to-resolve',
    (own, settings) => toTimeToResolve(own, 'counted', settings).median,
  ),
  'time-to-resolve-p90': byChannel(
    'time-to-resolve-p90',
    (own, settings) => toTimeToResolve(own, 'counted', settings).p90,
  ),
  'time-to-resolve-working': byChannel(
    'time-to-resolve-working',
    (own, settings) => toTimeToResolve(own, 'left-out', settings).median,
  ),
  'first-response': byChannel('first-response', toFirstResponse),
  'queue-wait': ofCalls('queue-wait', toQueueWait),
  'queue-abandonment': ofCalls('queue-abandonment', toAbandonment),
  'transfers-per-case': byChannel('transfers-per-case', toTransfersPerCase),
  'ping-pong': byChannel('ping-pong', toPingPong),
  'repeat-rate': byChannel('repeat-rate', toRepeatRate),
  'repeats-per-case': byChannel('repeats-per-case', toRepeatsPerCase),
  'bot-containment': ofCases('bot-containment', toContainment),
  'chat-to-phone': ofCases('chat-to-phone', toChatFallback),
  'cost-to-serve': measureCost('cost-to-serve', 'route'),
  'cost-to-serve-first-channel': measureCost('cost-to-serve-first-channel', 'first-channel'),
  'complaint-rate': byChannel('complaint-rate', toComplaintRate),
  'return-rate': measureReturns,
  'unhappy-persons': (log, settings) => [
    { measure: 'unhappy-persons', breakdown: {}, value: toUnhappyRate(log, settings) },
  ],
}

type OfCases = (cases: readonly Case[], settings: LogSettings) => Measure

function byChannel<Id extends string>(measure: Id, measureOf: OfCases) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] =>
    byFirstChannel(measure, listOpened(toCases(log, settings.zone), settings), (own) =>
      measureOf(own, settings),
    )
}

function ofCases<Id extends string>(measure: Id, measureOf: OfCases) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => [
    { measure, breakdown: {}, value: measureOf(listOpened(toCases(log, settings.zone), settings), settings) },
  ]
}

function ofCalls<Id extends string>(
  measure: Id,
  measureOf: (calls: ReturnType<typeof listCalls>, settings: LogSettings) => Measure,
) {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => {
    const calls = listCalls(log).filter(({ offeredAt }) => isInWindow({ timestamp: offeredAt }, settings))
    const queues = [...Map.groupBy(calls, ({ queue }) => queue ?? '')].filter(([queue]) => queue !== '')
    return [
      { measure, breakdown: {}, value: measureOf(calls, settings) },
      ...queues
        .sort(([a], [b]) => compareText(a, b))
        .map(([queue, own]) => ({ measure, breakdown: { queue }, value: measureOf(own, settings) })),
    ]
  }
}

function measureCost<Id extends string>(measure: Id, view: 'route' | 'first-channel') {
  return (log: KpiLog, settings: LogSettings): readonly MeasuredValue<Id>[] => {
    const { costs, unpriced } = listServiceCosts(log, settings)
    const { byChannel: channels } = toCostToServe(toCases(log, settings.zone), costs, settings)
    const parts = [...channels].sort(([a], [b]) => compareText(a, b))
    return [
      { measure, breakdown: {}, value: toCostPerCase([...channels.values()], { view, unpriced }, settings) },
      ...parts.map(([channel, cost]) => ({
        measure,
        breakdown: { channel },
        value: toCostPerCase([cost], { view, unpriced }, settings),
      })),
    ]
  }
}

function measureReturns(log: KpiLog, settings: LogSettings): readonly MeasuredValue<'return-rate'>[] {
  const { orders } = toOrders(log, settings)
  const sold = orders.filter(({ occurredAt }) => isInWindow({ timestamp: occurredAt }, settings))
  const parts = [...Map.groupBy(sold, ({ channel }: Order) => channel)].sort(([a], [b]) => compareText(a, b))
  return [
    { measure: 'return-rate', breakdown: {}, value: toReturnRate(orders, settings) },
    ...parts.map(([channel, own]) => ({
      measure: 'return-rate' as const,
      breakdown: { channel },
      value: toReturnRate(own, settings),
    })),
  ]
}
