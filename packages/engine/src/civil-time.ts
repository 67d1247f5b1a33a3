import { toNominalMs } from '@periplo/model'
import type { Duration, Instant } from '@periplo/model'
import { toFirstInstant, toLocalMs } from './zone-offsets.ts'

/**
 * The instant at which `duration`, begun at `at`, is over. Minutes and hours are exact. Days are civil in
 * `zone` (IANA): the same time of day so many days later; where a clock change skips that time it is the
 * first valid instant after the gap, where it comes twice the first. Throws a RangeError for a zone this
 * machine does not know.
 */
export function toDueAt(at: Instant, duration: Duration, zone: string): Instant {
  const nominalMs = toNominalMs(duration)
  return duration.unit === 'days' ? toFirstInstant(toLocalMs(at, zone) + nominalMs, zone) : at + nominalMs
}

/** The instant from which `duration` ends at `at`: {@link toDueAt} the other way, with the same rules for days. */
export function toWindowStart(at: Instant, duration: Duration, zone: string): Instant {
  const nominalMs = toNominalMs(duration)
  return duration.unit === 'days' ? toFirstInstant(toLocalMs(at, zone) - nominalMs, zone) : at - nominalMs
}
