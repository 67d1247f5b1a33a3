import { MEASURES_FROM_LOG, toKpiLog, toLogSettings } from '@periplo/kpi'
import type { KpiLog, LogEvent, LogSettings, Reentry } from '@periplo/kpi'
import { StudioError } from '@periplo/model'
import type { Instant, Measure } from '@periplo/model'
import { openInput } from './open-input.ts'
import { readEvents } from './read-events.ts'

/** How a log of events is read. What is not said comes out of the events. */
export interface LogOptions {
  readonly input: string
  readonly zone: string
  readonly currency: string
  /** Right after the last event was heard of unless said. */
  readonly asOf?: Instant
  /** The first event unless said. */
  readonly from?: Instant
  /** After the last event unless said. */
  readonly to?: Instant
  /** Unless `asOf` is said: how long after the last event nothing more is known to have happened. */
  readonly quietMs?: number
  /** Which runs count; as each measure does by itself unless said. */
  readonly reentry?: Reentry
}

/** A log, and the settings it was read with. */
export interface OpenLog {
  readonly log: KpiLog
  readonly settings: LogSettings
  /** The share of persons known by more than an anonymous id, to be told beside figures over several channels. */
  readonly identityMatch: Measure | null
  /** What a reader should know of the reading. */
  readonly notes: readonly string[]
}

/** Reads a file of events as the log every measure is computed on. Fails as {@link readEvents} does. */
export async function openLog(options: LogOptions): Promise<OpenLog> {
  return toOpenLog(await readEvents(await openInput(options.input)), options)
}

/** Events that have been read, as a log. */
export function toOpenLog(events: readonly LogEvent[], options: Omit<LogOptions, 'input'>): OpenLog {
  const { zone, currency, quietMs = 0, reentry = 'usual' } = options
  const span = { from: Infinity, to: -Infinity, asOf: -Infinity }
  for (const { timestamp, receivedAt } of events) {
    span.from = Math.min(span.from, timestamp)
    span.to = Math.max(span.to, timestamp + 1)
    span.asOf = Math.max(span.asOf, timestamp + 1, receivedAt + 1)
  }
  const { asOf = span.asOf + quietMs, from = span.from, to = span.to } = options
  if (from >= to) throw new StudioError('input/invalid', 'The period is empty: --to must be after --from.')
  const settings = toLogSettings({ zone, currency, asOf, window: { from, to }, reentry })
  const log = toKpiLog(events, settings)
  const identityMatch = MEASURES_FROM_LOG['identity-match'](log, settings)[0]?.value ?? null
  const notes = [...toNotes(log, settings), ...toMatchNotes(identityMatch)]
  return { log, settings, identityMatch, notes }
}

/** Whoever is unknown in one channel is missed in the others. */
function toMatchNotes(match: Measure | null): readonly string[] {
  const [known, persons] = [match?.numerator ?? 0, match?.denominator ?? 0]
  if (known === persons) return []
  return [
    `${known} of ${persons} persons are known by more than an anonymous id: figures over several channels fall short.`,
  ]
}

function toNotes({ counts }: KpiLog, { asOf }: LogSettings): readonly string[] {
  const left = [
    [counts.duplicates, 'copies of events'],
    [counts.afterAsOf, 'events heard of later'],
    [counts.erased, 'events of erased persons'],
  ] as const
  const told = left.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]))
  const without = told.length === 0 ? '' : `, without ${told.join(', ')}`
  return [`${counts.kept} events as of ${new Date(asOf).toISOString()}${without}.`]
}
