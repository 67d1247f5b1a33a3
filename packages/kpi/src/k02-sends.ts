import type { MessageOutcome, Measure } from '@periplo/model'
import type { Frame } from './measure.ts'
import { toShareMeasure } from './measure.ts'

/** The edition of the formula below. */
export const K02_SENDS = 'K02-sends.1'

/**
 * Messages that left ÷ messages that were due: those that left, were not allowed, or could not be handed over. Rate
 * from 0 to 1. It is a count of the node and no drop-off: a refused send costs nobody their way, unless the node says
 * so. A message stands on the day it left or did not, so none is immature. One that left and of which its provider
 * said later that it failed is due twice. Source: kpi specification K02.
 */
export function toSends(
  { sent, refused, failed }: Readonly<Pick<Record<MessageOutcome, number>, 'sent' | 'refused' | 'failed'>>,
  frame: Frame,
): Measure {
  return toShareMeasure({ definitionVersion: K02_SENDS, part: sent, whole: sent + refused + failed }, frame)
}
