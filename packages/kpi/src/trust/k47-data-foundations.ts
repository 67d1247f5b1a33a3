import type { ConsentState } from '@periplo/model'
import type { Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { isErasure, readConsent } from '../log/countable.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import { findText } from '../products.ts'
import { toQuantileMeasure } from '../voice/summary-measures.ts'

/** The edition of the formulas below. */
export const K47 = 'K47.1'

/**
 * Identity match: persons of the window known by more than an anonymous id ÷ persons of the window. Beside
 * every figure over channels, for unmatched persons bias those down.
 */
export function toMatchRate(log: KpiLog, settings: LogSettings): Measure {
  const persons = [...log.byPerson.values()].filter((events) =>
    events.some((event) => isInWindow(event, settings)),
  )
  const part = persons.filter((events) => events.some(({ identified }) => identified)).length
  return toShareMeasure({ definitionVersion: K47, part, whole: persons.length }, settings)
}

/**
 * Duplicate profiles: user ids of the window that turned out to be somebody already known by another ÷ user
 * ids of the window. A canonical person with three user ids has two duplicates.
 */
export function toDuplicateRate(log: KpiLog, settings: LogSettings): Measure {
  let [part, whole] = [0, 0]
  for (const events of log.byPerson.values()) {
    const ids = new Set(
      events
        .filter((event) => isInWindow(event, settings))
        .flatMap(({ identifiers }) =>
          identifiers.filter(({ kind }) => kind === 'user').map(({ value }) => value),
        ),
    )
    part += Math.max(0, ids.size - 1)
    whole += ids.size
  }
  return toShareMeasure({ definitionVersion: K47, part, whole }, settings)
}

/** The last word of a person about a channel and purpose. */
export interface Choice {
  readonly personId: string
  readonly purpose: string
  readonly channel: string
  readonly state: ConsentState
}

/**
 * What every person said last (`Consent Updated`) by the end of the window, per purpose and channel; `all`
 * where they named none.
 */
export function listChoices(log: KpiLog, { window }: LogSettings): readonly Choice[] {
  const last = new Map<string, Choice>()
  for (const { event, personId, timestamp, properties } of log.events) {
    const state = readConsent(properties['state'] ?? properties['status'])
    if (event !== 'Consent Updated' || personId === null || timestamp >= window.to || !state) continue
    const purpose = findText(properties['purpose']) ?? 'all'
    const channel = findText(properties['channel']) ?? 'all'
    last.set(`${personId}\n${purpose}\n${channel}`, { personId, purpose, channel, state })
  }
  return [...last.values()]
}

/**
 * Opt-in: choices that are a yes ÷ choices that are a yes or a no, of some purpose and channel. Silence is
 * neither.
 */
export function toOptInRate(choices: readonly Choice[], settings: LogSettings): Measure {
  const made = choices.filter(({ state }) => state !== 'unknown')
  const part = made.filter(({ state }) => state === 'granted').length
  return toShareMeasure({ definitionVersion: K47, part, whole: made.length }, settings)
}

/** Persons who changed a choice or a preference in the window ÷ persons of the window. */
export function toPreferenceChanges(log: KpiLog, settings: LogSettings): Measure {
  const persons = [...log.byPerson.values()]
    .map((events) => events.filter((event) => isInWindow(event, settings)))
    .filter(({ length }) => length > 0)
  const part = persons.filter((events) =>
    events.some(({ event }) => event === 'Preference Updated' || event === 'Consent Updated'),
  ).length
  return toShareMeasure({ definitionVersion: K47, part, whole: persons.length }, settings)
}

/** A request a person made by law: to see, move or correct what is known of them. */
export interface SubjectRequest {
  readonly openedAt: number
  readonly closedAt: number | null
  /** By law: one month after it came, unless told otherwise (`due_at`). */
  readonly dueAt: number
}

/**
 * The subject requests opened in the window, matched with their closing by `request_id`, else in order.
 * Erasures are left out: a log that keeps its word has forgotten those that were granted.
 */
export function listSubjectRequests(log: KpiLog, settings: LogSettings): readonly SubjectRequest[] {
  const takeClosing = toClosings(log)
  return log.events.flatMap((event) => {
    if (event.event !== 'Subject Request Opened' || !isInWindow(event, settings)) return []
    if (isErasure(event)) return []
    const closing = takeClosing(event)
    const told = findText(event.properties['due_at'])
    const dueAt = told === null ? Number.NaN : Date.parse(told)
    return [
      {
        openedAt: event.timestamp,
        closedAt: closing?.timestamp ?? null,
        dueAt: Number.isNaN(dueAt) ? addDaysAt(event.timestamp, LEGAL_DAYS, settings.zone) : dueAt,
      },
    ]
  })
}

/** Gives each request the first closing of its own that no other has been given. */
function toClosings(log: KpiLog): (opened: KpiEvent) => KpiEvent | undefined {
  const keyOf = ({ personId, properties }: KpiEvent): string => {
    const id = findText(properties['request_id'])
    return id === null ? `person:${personId ?? ''}` : `request:${id}`
  }
  const left = Map.groupBy(
    log.events.filter(({ event }) => event === 'Subject Request Closed'),
    keyOf,
  )
  return (opened) => {
    const own = left.get(keyOf(opened)) ?? []
    const at = own.findIndex(({ timestamp }) => timestamp >= opened.timestamp)
    if (at === -1) return undefined
    left.set(keyOf(opened), own.slice(at + 1))
    return own[at]
  }
}

/** One month, by the shortest reading of most months: GDPR, Art. 12(3). */
const LEGAL_DAYS = 30

/** Median time to close a subject request, in milliseconds; open ones are left out and make it `immature`. */
export function toRequestTime(requests: readonly SubjectRequest[], settings: LogSettings): Measure {
  const times = requests.flatMap(({ openedAt, closedAt }) => (closedAt === null ? [] : [closedAt - openedAt]))
  const open = requests.length - times.length
  return toQuantileMeasure(times, { share: 0.5, definitionVersion: K47, unit: 'duration', open }, settings)
}

/** Requests closed in time ÷ requests closed or overdue. */
export function toRequestsInTime(requests: readonly SubjectRequest[], settings: LogSettings): Measure {
  const due = requests.filter(({ closedAt, dueAt }) => closedAt !== null || dueAt <= settings.asOf)
  const part = due.filter(({ closedAt, dueAt }) => closedAt !== null && closedAt <= dueAt).length
  const open = requests.length - due.length
  return toShareMeasure({ definitionVersion: K47, part, whole: due.length, open }, settings)
}

/**
 * Erasure completeness: persons erased in the window of whom no earlier event was found afterwards ÷ persons erased in
 * it. Choices and requests may stay, for they show that the law was kept.
 */
export function toErasureCompleteness({ erasures }: KpiLog, settings: LogSettings): Measure {
  const own = erasures.filter(({ at }) => isInWindow({ timestamp: at }, settings))
  const part = own.filter(({ left }) => left === 0).length
  return toShareMeasure({ definitionVersion: K47, part, whole: own.length }, settings)
}

/**
 * Suppression accuracy: messages sent in the window that nobody had refused ÷ messages sent to persons. A
 * refusal (`Consent Updated` denied, or `Unsubscribed`) holds for its channel from its instant to the next
 * yes.
 */
export function toSuppressionAccuracy(log: KpiLog, settings: LogSettings): Measure {
  let [part, whole] = [0, 0]
  for (const events of log.byPerson.values()) {
    const refused = new Set<string>()
    for (const event of events) {
      trackRefusal(event, refused)
      if (event.event !== 'Message Sent' || !isInWindow(event, settings)) continue
      whole += 1
      if (!refused.has(event.channel)) part += 1
    }
  }
  return toShareMeasure({ definitionVersion: K47, part, whole }, settings)
}

function trackRefusal({ event, channel, properties }: KpiEvent, refused: Set<string>): void {
  if (event === 'Unsubscribed') refused.add(findText(properties['channel']) ?? channel)
  if (event !== 'Consent Updated') return
  const named = findText(properties['channel'])
  const state = readConsent(properties['state'] ?? properties['status'])
  if (named === null || findText(properties['purpose']) === 'analytics') return
  if (state === 'denied') refused.add(named)
  else if (state === 'granted') refused.delete(named)
}

/** Freshness: in 95 of 100 cases an event was here so long after it happened, in milliseconds. */
export function toFreshness(log: KpiLog, settings: LogSettings): Measure {
  const delays = log.events
    .filter((event) => isInWindow(event, settings))
    .map(({ timestamp, receivedAt }) => Math.max(0, receivedAt - timestamp))
  return toQuantileMeasure(delays, { share: 0.95, definitionVersion: K47, unit: 'duration' }, settings)
}

/** Civil days in which the outcome of an action should be back. */
const LOOP_DAYS = 7

/** What is done to a person, by the property that names the outcome's event. */
const ACTIONS: Readonly<Record<string, string>> = {
  'Decision Made': 'decision_id',
  'Message Sent': 'message_id',
}

/**
 * Closed loop: actions (`Decision Made`, `Message Sent`) of the window about which anything came back within
 * 7 civil days (a later event with the same `decision_id` or `message_id`) ÷ actions whose 7 days are over.
 * Actions without an id are left out.
 */
export function toClosedLoop(log: KpiLog, settings: LogSettings): Measure {
  const backAt = new Map<string, number[]>()
  for (const { event, timestamp, properties } of log.events) {
    for (const name of Object.values(ACTIONS)) {
      const id = findText(properties[name])
      if (id === null || ACTIONS[event] === name) continue
      const known = backAt.get(`${name}\n${id}`)
      if (known) known.push(timestamp)
      else backAt.set(`${name}\n${id}`, [timestamp])
    }
  }
  let [part, whole, open] = [0, 0, 0]
  for (const event of log.events) {
    const name = ACTIONS[event.event]
    const id = name === undefined ? null : findText(event.properties[name])
    if (name === undefined || id === null || !isInWindow(event, settings)) continue
    const until = addDaysAt(event.timestamp, LOOP_DAYS, settings.zone)
    if (until > settings.asOf) {
      open += 1
      continue
    }
    whole += 1
    const isBack = backAt.get(`${name}\n${id}`)?.some((at) => at >= event.timestamp && at < until)
    if (isBack === true) part += 1
  }
  return toShareMeasure({ definitionVersion: K47, part, whole, open }, settings)
}
