import type { MeasuredValue } from '@periplo/kpi'
import type { Body, Presentation } from '../../present.ts'
import { formatInterval, formatValue } from './format-value.ts'
import { numberColumn, textColumn, toText } from './text-table.ts'
import type { TextTable } from './text-table.ts'

/** What a KPI on a file came to. */
export interface KpiReport {
  readonly results: readonly MeasuredValue[]
  /** JSON: what is no measure. */
  readonly detail: Readonly<Record<string, unknown>>
  /** What people see of the parts, below the measures of the whole; without, they see all measures. */
  readonly tables?: readonly TextTable[]
  /** Sentences about the reading, for standard error. */
  readonly notes?: readonly string[]
  /** What somebody should act on: with any, the exit code is 1. */
  readonly alerts?: readonly string[]
}

/** A report as it is printed: the measures as a table or, for `--json`, as `{results, detail}`. */
export function toPresentation(report: KpiReport): Presentation {
  const { results, detail, tables, notes = [], alerts = [] } = report
  for (const sentence of [...notes, ...alerts]) process.stderr.write(`${sentence}\n`)
  const shown = tables ? results.filter(({ breakdown }) => Object.keys(breakdown).length === 0) : results
  const texts = [toMeasureTable(shown), ...(tables ?? [])].map(toText).filter((text) => text !== '')
  return {
    exitCode: alerts.length === 0 ? 0 : 1,
    text: texts.join('\n'),
    ...toBody({ results, detail, alerts }),
  }
}

function toBody({ results, detail, alerts = [] }: Pick<KpiReport, 'results' | 'detail' | 'alerts'>): Body {
  return {
    results: results.map(({ measure, breakdown, value }) => ({ measure, breakdown, ...value })),
    detail: alerts.length === 0 ? detail : { ...detail, alerts },
  }
}

function toMeasureTable(results: readonly MeasuredValue[]): TextTable {
  return {
    columns: [
      textColumn('measure'),
      numberColumn('value'),
      numberColumn('interval'),
      numberColumn('n'),
      textColumn('status'),
    ],
    rows: results.map(({ measure, breakdown, value }) => [
      [measure, ...Object.values(breakdown)].join(' · '),
      formatValue(value.value, value),
      formatInterval(value),
      value.n.toLocaleString('en'),
      value.flags.length === 0 ? 'ok' : value.flags.join(', '),
    ]),
  }
}
