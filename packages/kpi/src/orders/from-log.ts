import { MATCH_LEVELS } from '@periplo/model'
import type { Measure } from '@periplo/model'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { toOrders } from '../log/orders.ts'
import type { Order } from '../log/orders.ts'
import { partsOf } from '../log/parts.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog, MeasureFromLog } from '../measured-value.ts'
import { ROPO_WINDOWS } from '../overlay-shape.ts'
import { findText } from '../products.ts'
import {
  K06,
  REVERSE_HEADLINE,
  scoreOnlineOrders,
  toCrossReturnRate,
  toPickUpShare,
  toShipFromStoreShare,
  toStockOutRate,
} from './k06-store-contacts.ts'
import { listShoppers, toBreadth, toMatchedLift, toRawLift, toShopperConversion } from './k07-omnichannel.ts'
import {
  toAverageOrderValue,
  toCappedOrderValue,
  toMedianOrderValue,
  toOrderValues,
  toUnpricedShare,
} from './k37-order-value.ts'
import type { OrderValues } from './k37-order-value.ts'
import type { ORDER_MEASURES } from './measures.ts'
import { toContactShare } from './research-share.ts'
import { toPlace } from './sides.ts'

type Id = keyof typeof ORDER_MEASURES

/** How orders are measured on an event log. */
export const ORDER_FROM_LOG: FromLog<typeof ORDER_MEASURES> = {
  'reverse-ropo-orders': readReverse('reverse-ropo-orders', 'orders'),
  'reverse-ropo-revenue': readReverse('reverse-ropo-revenue', 'net'),
  'click-and-collect': (log, settings) =>
    toWhole('click-and-collect', toPickUpShare(listOrders(log, settings), settings)),
  'ship-from-store': (log, settings) =>
    toWhole('ship-from-store', toShipFromStoreShare(listOrders(log, settings), settings)),
  'cross-channel-returns': (log, settings) =>
    toWhole('cross-channel-returns', toCrossReturnRate(toOrders(log, settings).orders, settings)),
  'stock-outs': (log, settings) => {
    const checks = log.events.filter(
      (event) => event.event === 'Stock Checked' && isInWindow(event, settings),
    )
    const read = (some: readonly KpiEvent[]): Measure => toStockOutRate(some, settings)
    const storeOf = ({ properties }: KpiEvent): string | null => findText(properties['store_id'])
    return [
      ...toWhole('stock-outs', read(checks)),
      ...toPartValues('stock-outs', { dimension: 'store', parts: partsOf(checks, storeOf), read }),
    ]
  },
  'omnichannel-conversion': (log, settings) => {
    const shoppers = listShoppers(log, settings)
    const read = (some: typeof shoppers): Measure => toShopperConversion(some, settings)
    const sets = partsOf(shoppers, ({ channels }) => channels.join('+'))
    return [
      ...toWhole('omnichannel-conversion', read(shoppers)),
      ...toPartValues('omnichannel-conversion', { dimension: 'channels', parts: sets, read }),
      ...toPartValues('omnichannel-conversion', {
        dimension: 'breadth',
        parts: partsOf(shoppers, toBreadth),
        read,
      }),
    ]
  },
  'omnichannel-lift': (log, settings) =>
    toWhole('omnichannel-lift', toRawLift(listShoppers(log, settings), settings)),
  'omnichannel-lift-matched': (log, settings) =>
    toWhole('omnichannel-lift-matched', toMatchedLift(listShoppers(log, settings), settings)),
  'average-order-value': (log, settings) => [
    ...readValue('average-order-value', toAverageOrderValue)(log, settings),
    ...(['gross', 'settled'] as const).map((revenue) => ({
      measure: 'average-order-value' as const,
      breakdown: { revenue },
      value: toAverageOrderValue(toOrderValues(listOrders(log, settings), revenue), settings),
    })),
  ],
  'median-order-value': readValue('median-order-value', toMedianOrderValue),
  'capped-order-value': readValue('capped-order-value', toCappedOrderValue),
  'unpriced-orders': (log, settings) => {
    const orders = listOrders(log, settings)
    const read = (unpriced: readonly Order[]): Measure =>
      toUnpricedShare({ unpriced: unpriced.length, all: orders.length }, settings)
    const parts = partsOf(orders, ({ unpriced }) => unpriced)
    return [
      ...toWhole('unpriced-orders', read(parts.flatMap(([, some]) => some))),
      ...toPartValues('unpriced-orders', { dimension: 'reason', parts, read }),
    ]
  },
}

/** The orders of the window. */
function listOrders(log: KpiLog, settings: LogSettings): readonly Order[] {
  return toOrders(log, settings).orders.filter(({ event }) => isInWindow(event, settings))
}

/** The headline, then every match level and look-back. */
function readReverse<I extends Id>(measure: I, of: 'orders' | 'net'): MeasureFromLog<I> {
  return (log, settings) => {
    const scored = scoreOnlineOrders(listOrders(log, settings), log)
    const cells = MATCH_LEVELS.flatMap((level) => ROPO_WINDOWS.map((days) => ({ level, days })))
    const read = (cell: {
      readonly level: (typeof cells)[number]['level']
      readonly days: number
    }): Measure => toContactShare(scored, { definitionVersion: K06, ...cell, of }, settings)
    return [
      { measure, breakdown: {}, value: read(REVERSE_HEADLINE) },
      ...cells.map((cell) => ({
        measure,
        breakdown: { match: cell.level, days: String(cell.days) },
        value: read(cell),
      })),
    ]
  }
}

function readValue<I extends Id>(
  measure: I,
  toValue: (values: OrderValues, settings: LogSettings) => Measure,
): MeasureFromLog<I> {
  return (log, settings) => {
    const orders = listOrders(log, settings)
    const read = (some: readonly Order[]): Measure => toValue(toOrderValues(some, 'net'), settings)
    const channels = partsOf(orders, ({ channel }) => toPlace(channel))
    return [
      ...toWhole(measure, read(orders)),
      ...toPartValues(measure, { dimension: 'channel', parts: channels, read }),
    ]
  }
}
