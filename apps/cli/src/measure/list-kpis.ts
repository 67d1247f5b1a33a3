import { listMeasures } from '@periplo/kpi'
import type { Presentation } from '../present.ts'
import { KPI_COMMANDS } from './kpi-commands.ts'
import { textColumn, toText } from './report/text-table.ts'

/** Lists what can be measured: what the registry tells of each measure, and what its command reads. */
export async function listKpis(): Promise<Presentation> {
  const measures = new Map<string, ReturnType<typeof listMeasures>[number]>(
    listMeasures().map((measure) => [measure.id, measure]),
  )
  const listed = KPI_COMMANDS.map(({ name, summary, help }) => {
    const measure = measures.get(name)
    return {
      id: name,
      name: measure?.name.en ?? summary,
      unit: measure?.unit ?? null,
      definitionVersion: measure?.definitionVersion ?? null,
      input: help.input,
      // null for a command that tells several measures, or of a table
      measure: measure ?? null,
    }
  })
  const table = {
    columns: ['kpi', 'name', 'unit', 'reads'].map(textColumn),
    rows: listed.map(({ id, name, unit, input }) => [id, name, unit ?? '', input]),
  }
  return { exitCode: 0, text: toText(table), results: [], detail: { kpis: listed } }
}
