import { MEASURES } from '@periplo/kpi'
import type { MeasureInfo } from '@periplo/kpi'
import type { Presentation } from '../present.ts'
import { KPI_COMMANDS } from './kpi-commands.ts'
import { textColumn, toText } from './report/text-table.ts'

/** Lists what can be measured: the registry's words, and what each command reads. */
export async function listKpis(): Promise<Presentation> {
  const infos: ReadonlyMap<string, MeasureInfo> = new Map(Object.entries(MEASURES))
  const listed = KPI_COMMANDS.map(({ name, summary, help }) => {
    const info = infos.get(name)
    return {
      id: name,
      name: info?.name.en ?? summary,
      unit: info?.unit ?? null,
      definitionVersion: info?.definitionVersion ?? null,
      input: help.input,
    }
  })
  const table = {
    columns: ['kpi', 'name', 'unit', 'reads'].map(textColumn),
    rows: listed.map(({ id, name, unit, input }) => [id, name, unit ?? '', input]),
  }
  return { exitCode: 0, text: toText(table), results: [], detail: { kpis: listed } }
}
