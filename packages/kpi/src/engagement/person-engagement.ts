import type { Instant } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { isRecord } from '../log/countable.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { quantileOf, sortNumbers } from '../statistics/order-statistics.ts'
import { toReachable } from './addressable.ts'
import { toInteraction } from './interactions.ts'
import type { Interaction } from './interactions.ts'
import { toRecencyMs } from './k17-recency.ts'
import { ENGAGEMENT_DAYS, toFrequency } from './k18-frequency.ts'
import { toBreadth } from './k19-breadth.ts'
import type { Breadth } from './k19-breadth.ts'
import { toEngagementSegment, toImc } from './k20-imc.ts'
import type { EngagementSegment, Imc } from './k20-imc.ts'

/** How engaged one person is at `asOf`. */
export interface PersonEngagement extends Breadth {
  readonly personId: string
  /** K17; null for never. */
  readonly recencyMs: number | null
  /** K18, of 28 days. */
  readonly frequency: number
  readonly channelsAddressable: number
  /** K20; null without addressable channels or a reference. */
  readonly imc: Imc | null
  readonly segment: EngagementSegment | null
}

/** What the index is measured by: fixed with its period, so that two readings can be compared. */
export interface ImcReference {
  /** 95th percentile of the frequency of active people. */
  readonly f95: number
  readonly persons: number
  readonly from: Instant
  readonly to: Instant
  /** Whether nobody was active before, so that the present had to stand in. */
  readonly isPresent: boolean
}

/** Everybody's engagement, and the reference it was measured by. */
export interface Engagement {
  readonly persons: readonly PersonEngagement[]
  /** Null where nobody was ever active. */
  readonly reference: ImcReference | null
}

/**
 * The engagement of every person of a log as of `settings.asOf`; persons in the order of their ids. Of whom nothing
 * but choices and requests by law is kept, as of those who refused to be counted, there is none. The
 * reference period is the 28 civil days before the last 28; where nobody was active then, the last 28
 * themselves. `reference` given wins, so that readings of different days can share one.
 */
export function toEngagement(
  log: KpiLog,
  settings: Pick<LogSettings, 'asOf' | 'zone'>,
  reference: ImcReference | null = findReference(log, settings),
): Engagement {
  const { asOf, zone } = settings
  const recent = toPeriod(asOf, zone)
  const reachable = toReachable(log)
  const known = [...log.byPerson].filter(([, events]) => !events.every(isRecord))
  const read = known.map(([personId, events]) => {
    const interactions = listInteractions(events)
    const channelsAddressable = reachable(events)
    return {
      ...measure(interactions, recent, { channelsAddressable, f95: reference?.f95 }),
      personId,
      interactions,
    }
  })
  const active = sortNumbers(read.flatMap(({ imc }) => (imc && imc.value > 0 ? [imc.value] : [])))
  const bounds = { median: quantileOf(active, 0.5) ?? 0, p95: quantileOf(active, 0.95) ?? Infinity }
  const persons = read.map(({ interactions, ...person }) => {
    if (person.imc === null) return { ...person, segment: null }
    const { imc, recencyMs, channelsAddressable } = person
    const formerImc = (): number => {
      const then = toPeriod(asOf - (recencyMs ?? 0) + 1, zone)
      return measure(interactions, then, { channelsAddressable, f95: reference?.f95 }).imc?.value ?? 0
    }
    return { ...person, segment: toEngagementSegment({ imc: imc.value, formerImc, recencyMs }, bounds) }
  })
  return { persons, reference }
}

/** The reference period of {@link toEngagement} and its 95th percentile; null where nobody was active. */
export function findReference(
  log: KpiLog,
  { asOf, zone }: Pick<LogSettings, 'asOf' | 'zone'>,
): ImcReference | null {
  const recent = toPeriod(asOf, zone)
  const before = { from: addDaysAt(asOf, -2 * ENGAGEMENT_DAYS, zone), to: recent.from }
  return toReference(log, before, false) ?? toReference(log, recent, true)
}

function toReference(log: KpiLog, { from, to }: Period, isPresent: boolean): ImcReference | null {
  const frequencies = [...log.byPerson.values()]
    .map((events) => toFrequency(within(listInteractions(events), { from, to })))
    .filter((frequency) => frequency > 0)
  const f95 = quantileOf(sortNumbers(frequencies), 0.95)
  return f95 === null ? null : { f95, persons: frequencies.length, from, to, isPresent }
}

interface Period {
  readonly from: Instant
  readonly to: Instant
}

type Reading = Omit<PersonEngagement, 'personId' | 'segment'>

/** The 28 civil days before an instant. */
function toPeriod(to: Instant, zone: string): Period {
  return { from: addDaysAt(to, -ENGAGEMENT_DAYS, zone), to }
}

function measure(
  interactions: readonly Interaction[],
  period: Period,
  { channelsAddressable, f95 }: { readonly channelsAddressable: number; readonly f95: number | undefined },
): Reading {
  const recent = within(interactions, period)
  const frequency = toFrequency(recent)
  const breadth = toBreadth(recent)
  const recencyMs = toRecencyMs(interactions, period.to)
  const input = { frequency, recencyMs, channelsUsed: breadth.channels, channelsAddressable }
  const imc = f95 === undefined ? null : toImc(input, f95)
  return { recencyMs, frequency, ...breadth, channelsAddressable, imc }
}

function within(interactions: readonly Interaction[], { from, to }: Period): readonly Interaction[] {
  return interactions.filter(({ at }) => at >= from && at < to)
}

function listInteractions(events: readonly KpiEvent[]): readonly Interaction[] {
  return events.map(toInteraction).filter((interaction) => interaction !== null)
}
