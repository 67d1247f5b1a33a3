import { listRestatements } from '@periplo/kpi'
import type { LogEvent, LogSettings, MeasureFromLog, Restatement } from '@periplo/kpi'
import type { Measure } from '@periplo/model'
import { formatValue } from '../report/format-value.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'

/** What `--restated` adds to a report. */
export interface Restated {
  /** By measure, then day: sealed figures that what came or was learnt later has changed. */
  readonly restatements: readonly Restatement[]
  readonly table: TextTable
}

/** The restatements of some measures over events that have been read. */
export function listRestated(
  events: readonly LogEvent[],
  settings: LogSettings,
  measures: readonly MeasureFromLog[],
): Restated {
  const restatements = measures.flatMap((fromLog) => listRestatements(events, settings, fromLog))
  return { restatements, table: toTable(restatements) }
}

function toTable(restatements: readonly Restatement[]): TextTable {
  return {
    title: 'Restated',
    columns: [
      textColumn('day'),
      textColumn('measure'),
      numberColumn('sealed'),
      numberColumn('now'),
      textColumn('last heard'),
      numberColumn('owed to events'),
      textColumn('note'),
    ],
    rows: restatements.map(
      ({ day, measure, breakdown, before, after, restatedAt, because, beforeErasure }) => [
        day,
        [measure, ...Object.values(breakdown)].join(' · '),
        show(before),
        show(after),
        new Date(restatedAt).toISOString(),
        String(because.length),
        beforeErasure ? 'sealed before erasure' : '',
      ],
    ),
  }
}

function show(measure: Measure | null): string {
  return measure === null ? '' : formatValue(measure.value, measure)
}
