import { isInWindow } from '../log/kpi-log.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import type { MeasuredValue } from '../measured-value.ts'
import { compareText } from '../log/to-kpi-log.ts'
import type { Measure } from '@periplo/model'
import type { Case } from './case.ts'

/** The cases first contacted in the window. */
export function listOpened(cases: readonly Case[], settings: LogSettings): readonly Case[] {
  return cases.filter(({ openedAt }) => isInWindow({ timestamp: openedAt }, settings))
}

/** A measure of cases: of all of them, then of those of each channel of first contact. */
export function byFirstChannel<Id extends string>(
  measure: Id,
  cases: readonly Case[],
  measureOf: (cases: readonly Case[]) => Measure,
): readonly MeasuredValue<Id>[] {
  const parts = [...Map.groupBy(cases, ({ channel }) => channel)].sort(([a], [b]) => compareText(a, b))
  return [
    { measure, breakdown: {}, value: measureOf(cases) },
    ...parts.map(([channel, own]) => ({ measure, breakdown: { channel }, value: measureOf(own) })),
  ]
}
