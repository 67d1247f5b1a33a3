import { auditBias, FOUR_FIFTHS, LEAST_GROUP } from '@periplo/kpi'
import type { BiasAudit, Decision, GroupAudit, MeasuredValue } from '@periplo/kpi'
import type { Measure } from '@periplo/model'
import { TIMELESS } from '../frame.ts'
import { FLAG, TEXT, numberFrom, orEmpty } from '../input/cell-type.ts'
import { openInput } from '../input/open-input.ts'
import type { Input } from '../input/open-input.ts'
import { openCsv } from '../input/read-csv.ts'
import { defineKpi } from '../kpi-command.ts'
import type { InputOptions } from '../kpi-command.ts'
import { wholeFrom } from '../option-types.ts'
import { formatInterval, formatNumber, formatValue } from '../report/format-value.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'

interface BiasOptions extends InputOptions {
  readonly group?: string
  readonly outcome?: string
  readonly label?: string
  readonly score?: string
  readonly reference?: string
  readonly leastGroup: number
}

/** `periplo measure bias`: whether decisions favour a group. */
export const BIAS = defineKpi<BiasOptions>({
  name: 'bias',
  summary: 'whether decisions favour a group: selection rates, four-fifths rule, error gaps',
  help: {
    input: 'decisions: a CSV table, one row a person',
    columns: [
      ['group', 'the group the person belongs to; or --group'],
      ['outcome', '1 or 0: selected or not; or --outcome'],
      ['label', '1 or 0: deserved it, seen afterwards; with --label, cells may be empty'],
      ['score', 'from 0 to 1, how sure the decision was; with --score, cells may be empty'],
    ],
    notes:
      'Exit code 1 where a selection rate is under four fifths of that of the reference, which is the group\nselected most often unless --reference names another. A finding is a question to a person, no verdict.',
    examples: ['periplo measure bias --input r.csv --group gender --outcome approved --label repaid'],
  },
  addOptions: (command) =>
    command
      .option('--group <column>', 'column of the group')
      .option('--outcome <column>', 'column of the outcome')
      .option('--label <column>', 'column of what was deserved')
      .option('--score <column>', 'column of the score')
      .option('--reference <group>', 'the group the others are held against')
      .option('--least-group <n>', 'persons a group must have to be shown', wholeFrom(1), LEAST_GROUP),
  async run(options) {
    const decisions = await readDecisions(await openInput(options.input), options)
    const { reference, leastGroup } = options
    const audit = auditBias(
      decisions,
      { leastGroup, ...(reference !== undefined && { reference }) },
      TIMELESS,
    )
    return {
      results: toResults(audit),
      detail: { ...audit, decisions: decisions.length },
      tables: [toGroupTable(audit)],
      notes: [`Held against ${audit.reference ?? 'nobody: no group is large enough'}.`],
      alerts: audit.groups.filter(({ isAdverse }) => isAdverse === true).map(toAlert),
    }
  },
})

async function readDecisions(input: Input, options: BiasOptions): Promise<readonly Decision[]> {
  const table = await openCsv(input)
  const groupOf = table.column({ asked: options.group, usual: ['group'], flag: '--group' }, TEXT)
  const outcomeOf = table.column(
    { asked: options.outcome, usual: ['outcome', 'selected', 'decision'], flag: '--outcome' },
    FLAG,
  )
  const labelOf =
    options.label === undefined
      ? undefined
      : table.column({ asked: options.label, usual: ['label'] }, orEmpty(FLAG))
  const scoreOf =
    options.score === undefined
      ? undefined
      : table.column({ asked: options.score, usual: ['score'] }, orEmpty(numberFrom(0, 1)))
  const decisions: Decision[] = []
  for await (const row of table.rows) {
    const [label, score] = [labelOf?.(row) ?? null, scoreOf?.(row) ?? null]
    decisions.push({
      group: groupOf(row),
      selected: outcomeOf(row),
      ...(label !== null && { label }),
      ...(score !== null && { score }),
    })
  }
  return decisions
}

function toResults({ disparateImpact, groups }: BiasAudit): readonly MeasuredValue[] {
  return [
    { measure: 'disparate-impact', breakdown: {}, value: disparateImpact },
    ...groups.flatMap((audit) =>
      Object.entries(toMeasures(audit)).map(([measure, value]) => ({
        measure,
        breakdown: { group: audit.group },
        value,
      })),
    ),
  ]
}

function toMeasures(audit: GroupAudit): Readonly<Record<string, Measure>> {
  return {
    'disparate-impact': audit.disparateImpact,
    'selection-rate': audit.selectionRate,
    'true-positive-rate': audit.truePositiveRate,
    'false-positive-rate': audit.falsePositiveRate,
    'false-negative-rate': audit.falseNegativeRate,
    'true-positive-gap': audit.truePositiveGap,
    'false-positive-gap': audit.falsePositiveGap,
    'false-negative-gap': audit.falseNegativeGap,
  }
}

function toAlert({ group, disparateImpact }: GroupAudit): string {
  return `${JSON.stringify(group)} is selected ${formatValue(disparateImpact.value, disparateImpact)} times as often as the reference: under ${FOUR_FIFTHS}.`
}

function toGroupTable({ groups }: BiasAudit): TextTable {
  const names = ['n', 'selected', 'from to', 'ratio', 'from to']
  const rates = ['true positives', 'false positives', 'false negatives']
  return {
    title: 'Groups',
    columns: [textColumn('group'), ...[...names, ...rates].map(numberColumn)],
    rows: groups.map((audit) => [
      audit.group,
      formatNumber(audit.n, 0),
      ...[audit.selectionRate, audit.disparateImpact].flatMap((measure) => [
        formatValue(measure.value, measure),
        formatInterval(measure),
      ]),
      ...[audit.truePositiveRate, audit.falsePositiveRate, audit.falseNegativeRate].map((measure) =>
        formatValue(measure.value, measure),
      ),
    ]),
  }
}
