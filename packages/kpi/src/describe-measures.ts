import { compareText } from './log/to-kpi-log.ts'
import type { MeasureInfo } from './measure-info.ts'
import { MEASURE_IDS, MEASURES } from './measures.ts'

const HEAD = `# Measures
Made from the registry of \`packages/kpi\` (\`MEASURES\`); a test fails while this page says anything else. Every one of
them can be computed on an event log: \`periplo measure <name> --input events.ndjson\`. The formula, its edge cases and
its source stand in the docstring of the file the KPI is named after, the rules that hold for all in
\`packages/kpi/README.md\`.

A value is never alone: it has its numerator and denominator, \`n\`, an interval with its method, a status, the window
and \`asOf\` it speaks of, and the edition of its formula.
`

/** The page of all measures, in English and Markdown, by KPI: \`docs/kpi.md\`. */
export function describeMeasures(): string {
  const groups = Map.groupBy(MEASURE_IDS, (id) => MEASURES[id].definitionVersion)
  const sections = [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([edition, ids]) => `## ${edition}\n\n${ids.map((id) => describe(id, MEASURES[id])).join('\n')}`)
  return `${HEAD}\n${sections.join('\n\n')}\n`
}

function describe(id: string, info: MeasureInfo): string {
  const { name, explanation, unit, counts, better, who, cadence, attachesTo, superficial, alarm } = info
  const good = better === 'neither' ? 'neither way is good by itself' : `${better} is better`
  const goal = superficial ? '; never a goal' : ''
  const warning = alarm ? ` To act on ${alarm.when} ${alarm.bound}.` : ''
  return [
    `- **${name.en}** (\`${id}\`): ${explanation.en}`,
    `  A ${unit} over ${counts}; ${good}${goal}. For ${who.join(', ')}, ${CADENCE[cadence]}; on ${attachesTo.join(', ')}.${warning}`,
  ].join('\n')
}

const CADENCE: { readonly [C in MeasureInfo['cadence']]: string } = {
  live: 'as it happens',
  day: 'every day',
  week: 'every week',
  month: 'every month',
}
