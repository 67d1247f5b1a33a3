import type { Channel, ConsentState, Identifier, JsonObject } from '@periplo/model'
import type { KpiLog, LogEvent, LogSettings } from '../log/kpi-log.ts'
import { toLogSettings } from '../log/kpi-log.ts'
import { toKpiLog } from '../log/to-kpi-log.ts'
import { at } from './sample-journey.ts'

/** An event as a test tells it: only what matters to it. */
export interface Told {
  readonly event: string
  /** ISO 8601. */
  readonly at: string
  /** When it arrived; at once unless said. */
  readonly received?: string
  /** User id; together with `device` both are carried. */
  readonly user?: string | undefined
  /** Anonymous id. */
  readonly device?: string
  readonly email?: string
  readonly loyalty?: string
  /** By `alias`: the anonymous id that was this user. */
  readonly previous?: string
  readonly channel?: Channel
  readonly consent?: ConsentState
  /** Told only where copies, or ties, matter; else made of the rest and the place in the list. */
  readonly id?: string
  readonly step?: number
  /** In minor units. */
  readonly amount?: number | undefined
  /** EUR where there is an amount, unless said; null for none. */
  readonly currency?: string | null
  readonly properties?: JsonObject
  readonly context?: JsonObject
}

/** The events of a test, in the order they are told. */
export function tell(told: readonly Told[]): readonly LogEvent[] {
  return told.map(toEvent)
}

/** A log of what is told, in Madrid, over November 2026 seen from the end of the year, unless said. */
export function tellLog(told: readonly Told[], settings: Partial<LogSettings> = {}): KpiLog {
  return toKpiLog(tell(told), settingsOf(settings))
}

/** The settings tests use unless they say otherwise. */
export function settingsOf(settings: Partial<LogSettings> = {}): LogSettings {
  return toLogSettings({
    zone: 'Europe/Madrid',
    asOf: at('2026-12-31T23:00:00Z'),
    window: { from: at('2026-10-31T23:00:00Z'), to: at('2026-11-30T23:00:00Z') },
    ...settings,
  })
}

function toEvent(told: Told, place: number): LogEvent {
  const timestamp = at(told.at)
  const currency = told.currency ?? (told.amount !== undefined && told.currency !== null ? 'EUR' : undefined)
  return {
    messageId: told.id ?? `m-${String(place).padStart(4, '0')}`,
    type: told.previous === undefined ? 'track' : 'alias',
    event: told.event,
    timestamp,
    receivedAt: told.received === undefined ? timestamp : at(told.received),
    step: told.step ?? 0,
    identifiers: toIdentifiers(told),
    ...(told.previous !== undefined && { previous: { kind: 'anonymous', value: told.previous } as const }),
    channel: told.channel ?? 'web',
    consent: told.consent ?? 'unknown',
    properties: told.properties ?? {},
    context: told.context ?? {},
    ...(told.amount !== undefined && { amountMinor: told.amount }),
    ...(currency !== undefined && { currency }),
  }
}

function toIdentifiers({ user, email, loyalty, device }: Told): readonly Identifier[] {
  const named: readonly (readonly [Identifier['kind'], string | undefined])[] = [
    ['user', user],
    ['email', email],
    ['loyalty', loyalty],
    ['anonymous', device],
  ]
  return named.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]))
}
