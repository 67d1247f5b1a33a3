import type { Frame } from '@periplo/kpi'
import type { Instant } from '@periplo/model'

/** What measures speak of where the file tells no time: no period, and no moment at which they held. */
export const TIMELESS: Frame = { window: { from: 0, to: 0 }, asOf: 0 }

/** The period some moments lie in, as of the last of them; {@link TIMELESS} without one. */
export function toFrame(moments: Iterable<Instant>): Frame {
  let [from, to] = [Infinity, -Infinity]
  for (const at of moments) [from, to] = [Math.min(from, at), Math.max(to, at)]
  return from > to ? TIMELESS : { window: { from, to: to === 0 ? 0 : to + 1 }, asOf: to }
}
