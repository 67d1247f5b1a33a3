import type { ConsentState } from '@periplo/model'
import type { LogEvent, LogSettings } from './kpi-log.ts'
import type { PersonOf } from './persons.ts'

/** Records somebody must keep whatever the person chose: choices themselves, and requests by law. */
const RECORDS: ReadonlySet<string> = new Set([
  'Consent Updated',
  'Preference Updated',
  'Subject Request Opened',
  'Subject Request Closed',
])

/** Whether the event only records a choice or a request by law, which says nothing of what a person does. */
export function isRecord({ event }: Pick<LogEvent, 'event'>): boolean {
  return RECORDS.has(event)
}

/**
 * Which of the ordered events may be counted by person. A choice about the purpose `analytics` holds from
 * its own instant until the next one; what an event itself says wins. What was done before a withdrawal
 * stays counted (GDPR, Art. 7(3)). Consent updates and subject requests always keep their person.
 */
export function findCountable(
  events: readonly LogEvent[],
  personOf: PersonOf,
  { countPersons }: LogSettings,
): ReadonlySet<LogEvent> {
  const states = new Map<string, ConsentState>()
  const countable = new Set<LogEvent>()
  for (const event of events) {
    const personId = personOf(event)?.personId
    if (personId === undefined) continue
    const said = findAnalyticsChoice(event)
    if (said !== undefined) states.set(personId, said)
    const state = event.consent === 'unknown' ? (states.get(personId) ?? 'unknown') : event.consent
    const may = countPersons === 'if-granted' ? state === 'granted' : state !== 'denied'
    if (may || isRecord(event)) countable.add(event)
  }
  return countable
}

/** The last erasure of every person who was erased. What they do after it is new. */
export function findErasures(events: readonly LogEvent[], personOf: PersonOf): ReadonlyMap<string, LogEvent> {
  const erasures = new Map<string, LogEvent>()
  for (const event of events) {
    if (!closesErasure(event)) continue
    const personId = personOf(event)?.personId
    if (personId !== undefined) erasures.set(personId, event)
  }
  return erasures
}

/** Whether the event says that somebody has been erased. */
export function closesErasure(event: Pick<LogEvent, 'event' | 'properties'>): boolean {
  return event.event === 'Subject Request Closed' && isErasure(event)
}

/** Whether a subject request asks to be erased. */
export function isErasure({ properties }: Pick<LogEvent, 'properties'>): boolean {
  return [properties['kind'], properties['request'], properties['request_type']].includes('erasure')
}

function findAnalyticsChoice({ event, properties }: LogEvent): ConsentState | undefined {
  if (event !== 'Consent Updated' || properties['purpose'] !== 'analytics') return undefined
  return readConsent(properties['state'] ?? properties['status'])
}

/** What a sender's word for a choice means; undefined for anything else. */
export function readConsent(said: unknown): ConsentState | undefined {
  switch (typeof said === 'string' ? said.toLowerCase() : said) {
    case true:
    case 'granted':
    case 'opted_in':
      return 'granted'
    case false:
    case 'denied':
    case 'withdrawn':
    case 'opted_out':
      return 'denied'
    case 'unknown':
      return 'unknown'
  }
  return undefined
}
