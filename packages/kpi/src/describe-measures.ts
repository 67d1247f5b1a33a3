import { listMeasures } from './list-measures.ts'
import type { ListedMeasure } from './list-measures.ts'
import { compareText } from './log/to-kpi-log.ts'
import {
  ANCHOR_WORDS,
  BETTER_WORDS,
  CADENCE_WORDS,
  COUNTED_WORDS,
  READER_WORDS,
  UNIT_WORDS,
} from './measure-terms.ts'

const HEAD = `# Measures
Made from the registry of \`packages/kpi\` (\`MEASURES\`); a test fails while this page says anything else. Every one of
them can be computed on an event log: \`periplo measure <name> --input events.ndjson\`. The formula, its edge cases and
its source stand in the docstring of the file the KPI is named after, the rules that hold for all in
\`packages/kpi/README.md\`.

A value is never alone: it has its numerator and denominator, \`n\`, an interval with its method, a status, the window
and \`asOf\` it speaks of, and the edition of its formula.
`

/** The page of all measures, in English and Markdown, by KPI: `docs/kpi.md`. */
export function describeMeasures(): string {
  const groups = Map.groupBy(listMeasures(), ({ definitionVersion }) => definitionVersion)
  const sections = [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([edition, measures]) => `## ${edition}\n\n${measures.map(describe).join('\n')}`)
  return `${HEAD}\n${sections.join('\n\n')}\n`
}

function describe(measure: ListedMeasure): string {
  const { id, name, explanation, unit, counts, better, who, cadence, attachesTo, alarm } = measure
  const goal = measure.superficial ? '; never a goal' : ''
  const warning = alarm ? ` To act on ${alarm.when} ${alarm.bound}.` : ''
  const runs = measure.reentry ? ` ${RUNS[measure.reentry]} unless asked otherwise.` : ''
  const live = measure.isLive ? ' Live on the map, and on files.' : ''
  const readers = who.map((one) => READER_WORDS[one].en).join(', ')
  const anchors = attachesTo.map((one) => ANCHOR_WORDS[one].en).join(', ')
  return [
    `- **${name.en}** (\`${id}\`): ${explanation.en}`,
    `  A ${UNIT_WORDS[unit].en} over ${COUNTED_WORDS[counts].en}; ${BETTER_WORDS[better].en}${goal}. For ${readers}, ${CADENCE_WORDS[cadence].en}; on ${anchors}.${runs}${live}${warning}`,
  ].join('\n')
}

const RUNS: { readonly [R in NonNullable<ListedMeasure['reentry']>]: string } = {
  first: 'First runs',
  all: 'Every run',
  last: 'Latest runs',
}
