import type { Measure } from '@periplo/model'
import { toInteraction } from '../engagement/interactions.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import { toMeasure, toShareMeasure } from '../measure.ts'
import { toMatchedBreadthLift, toRawBreadthLift } from './breadth-lift.ts'
import type { BreadthLift, ChannelUser } from './breadth-lift.ts'
import { toPlace } from './sides.ts'

/** The edition of the formulas below. */
export const K07 = 'K07.2'

/** A person by what they touched in the window. */
export interface Shopper {
  readonly personId: string
  /** In the order of names; the tills of a shop are `store`. */
  readonly channels: readonly string[]
  /** How often they touched anything. */
  readonly touches: number
  readonly hasOrdered: boolean
}

/**
 * The persons with at least one touch in the window. A touch is something the person did themselves
 * (`engagement/interactions.ts`), an order included: sends and impressions touch nobody.
 */
export function listShoppers(log: KpiLog, settings: LogSettings): readonly Shopper[] {
  return [...log.byPerson].flatMap(([personId, events]): readonly Shopper[] => {
    const touched = events.filter((event) => isInWindow(event, settings) && toInteraction(event) !== null)
    if (touched.length === 0) return []
    const channels = [...new Set(touched.map(({ channel }) => toPlace(channel)))].sort(compareText)
    const hasOrdered = touched.some(({ event }) => event === 'Order Completed')
    return [{ personId, channels, touches: touched.length, hasOrdered }]
  })
}

/**
 * K07 omnichannel conversion: persons with an order in the window ÷ persons with a touch in any channel. The
 * denominator is the union of persons, never a sum of channels. Gross: a returned order stays a conversion.
 * Source: kpi specification K07.
 */
export function toShopperConversion(shoppers: readonly Shopper[], settings: LogSettings): Measure {
  return toShareMeasure({ definitionVersion: K07, ...toSplit(shoppers) }, settings)
}

function toSplit(shoppers: readonly Shopper[]): { readonly part: number; readonly whole: number } {
  return { part: shoppers.filter(({ hasOrdered }) => hasOrdered).length, whole: shoppers.length }
}

/** How many channels, as the breakdown says it. */
export function toBreadth({ channels }: Shopper): string {
  return channels.length >= 3 ? '3+' : String(channels.length)
}

/** Conversion of persons with several channels less that of persons with one, as it is ({@link toRawBreadthLift}). */
export function toRawLift(shoppers: readonly Shopper[], settings: LogSettings): Measure {
  return toLift(toRawBreadthLift(shoppers.map(toUser)), settings)
}

/** The same difference among persons of like activity ({@link toMatchedBreadthLift}). */
export function toMatchedLift(shoppers: readonly Shopper[], settings: LogSettings): Measure {
  return toLift(toMatchedBreadthLift(shoppers.map(toUser)), settings)
}

function toUser({ channels, touches, hasOrdered }: Shopper): ChannelUser {
  return { channels, touches, succeeded: hasOrdered }
}

function toLift({ value, interval, n }: BreadthLift, settings: LogSettings): Measure {
  const denominator = value === null ? 0 : null
  return toMeasure(
    { definitionVersion: K07, unit: 'rate', value, numerator: null, denominator, n, interval },
    settings,
  )
}
