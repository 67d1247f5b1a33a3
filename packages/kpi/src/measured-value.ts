import type { Measure } from '@periplo/model'
import type { KpiLog, LogSettings } from './log/kpi-log.ts'

/** One value of a measure, and which part of the whole it speaks of. */
export interface MeasuredValue<Id extends string = string> {
  readonly measure: Id
  /** The part, by dimension: `{ channel: 'email' }`; empty for the whole. */
  readonly breakdown: Readonly<Record<string, string>>
  readonly value: Measure
}

/**
 * Computes one measure on an event log: the whole first, then its parts in the order of their names. On an
 * empty log it gives the whole with `no_data`. Equal events and settings give equal values.
 */
export type MeasureFromLog<Id extends string = string> = (
  log: KpiLog,
  settings: LogSettings,
) => readonly MeasuredValue<Id>[]

/** How every measure of a family is computed on a log; total, so that nothing is registered without it. */
export type FromLog<Infos> = { readonly [Id in keyof Infos & string]: MeasureFromLog<Id> }

/** The value of the whole. */
export function toWhole<Id extends string>(measure: Id, value: Measure): readonly MeasuredValue<Id>[] {
  return [{ measure, breakdown: {}, value }]
}

/** Things by name, and how a part of them is read. */
export interface Parts<Thing> {
  /** What the names are names of: `channel`. */
  readonly dimension: string
  readonly parts: readonly (readonly [name: string, things: readonly Thing[]])[]
  readonly read: (things: readonly Thing[]) => Measure
}

/** One value per part, in the order given. */
export function toPartValues<Id extends string, Thing>(
  measure: Id,
  { dimension, parts, read }: Parts<Thing>,
): readonly MeasuredValue<Id>[] {
  return parts.map(([name, things]) => ({ measure, breakdown: { [dimension]: name }, value: read(things) }))
}
