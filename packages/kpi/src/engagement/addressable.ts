import type { Channel, Identifier } from '@periplo/model'
import { findText } from '../products.ts'
import type { KpiEvent, KpiLog } from '../log/kpi-log.ts'
import { readConsent } from '../log/countable.ts'
import { toInteraction } from './interactions.ts'

/** What one must know of a person to reach them in a channel; in all others they come by themselves. */
const NEEDS: Readonly<Partial<Record<Channel, Identifier['kind']>>> = {
  email: 'email',
  sms: 'phone',
  whatsapp: 'phone',
  call_center_out: 'phone',
  loyalty: 'loyalty',
}

/**
 * How many channels a person can use or be reached on. Of the channels anybody has been active in: all but
 * those the person refused (their last `Consent Updated` about the channel), and those that need an address
 * nobody has of them (e-mail, telephone, loyalty card) unless they used the channel all the same.
 */
export function toReachable(log: KpiLog): (events: readonly KpiEvent[]) => number {
  const open = new Set(
    log.events.filter((event) => toInteraction(event) !== null).map(({ channel }) => channel),
  )
  return (events) => {
    const known = new Set(events.flatMap(({ identifiers }) => identifiers.map(({ kind }) => kind)))
    const used = new Set(
      events.filter((event) => toInteraction(event) !== null).map(({ channel }) => channel),
    )
    const refused = toRefused(events)
    return [...open].filter((channel) => {
      const need = NEEDS[channel]
      if (refused.has(channel)) return false
      return need === undefined || known.has(need) || used.has(channel)
    }).length
  }
}

function toRefused(events: readonly KpiEvent[]): ReadonlySet<string> {
  const refused = new Set<string>()
  for (const { event, properties } of events) {
    const channel = event === 'Consent Updated' ? findText(properties['channel']) : null
    if (channel === null) continue
    const state = readConsent(properties['state'] ?? properties['status'])
    if (state === 'denied') refused.add(channel)
    else refused.delete(channel)
  }
  return refused
}
