import {
  ATTRIBUTION_MODELS,
  attribute,
  estimateRemoval,
  listChannelSets,
  toDecimal,
  toMeasure,
} from '@periplo/kpi'
import type { Attribution, AttributionModel, ChannelPath, MarkovOrder, MeasuredValue } from '@periplo/kpi'
import type { Command } from 'commander'
import { Option } from 'commander'
import { openInput } from '../input/open-input.ts'
import { readPaths } from '../input/read-paths.ts'
import { defineKpi } from '../kpi-command.ts'
import type { InputOptions } from '../kpi-command.ts'
import { numberWithin } from '../option-types.ts'
import { formatNumber, formatValue } from '../report/format-value.ts'
import type { KpiReport } from '../report/kpi-report.ts'
import { numberColumn, textColumn } from '../report/text-table.ts'
import type { TextTable } from '../report/text-table.ts'
import { TIMELESS } from '../frame.ts'

interface AttributionOptions extends InputOptions {
  readonly model: AttributionModel | 'all'
  readonly order: '1' | '2' | '3'
  readonly halfLife: number
}

/** The models that `all` stands for: one answer each to who gets the credit. */
const ALL: readonly AttributionModel[] = [
  'last',
  'first',
  'linear',
  'position',
  'time-decay',
  'markov',
  'shapley',
]
const ORDERS = { '1': 1, '2': 2, '3': 3 } as const satisfies Record<string, MarkovOrder>
const DAY_MS = 86_400_000
/** Combinations of channels that are told. */
const TOLD_SETS = 20

/** `periplo measure attribution`: shares conversions among channels by several models. */
export const ATTRIBUTION = defineKpi<AttributionOptions>({
  name: 'attribution',
  summary: 'conversions shared among channels by rules, Markov chains and Shapley values',
  help: {
    input: 'a CSV table of paths',
    columns: [
      ['path', 'channels in the order they were touched: search > email > direct; empty where none is known'],
      ['conversions', 'times this path converted'],
      ['value', 'what those conversions are worth together; may be missing'],
      ['nulls', 'times this path ended without; may be missing'],
      ['ages', 'days from each touch to the conversion: 9 > 2.5 > 0; may be missing'],
    ],
    notes: 'No model is causal: put periplo measure uplift beside it. Credits add up to the totals exactly.',
    examples: [
      'periplo measure attribution --input paths.csv --model all',
      'periplo measure attribution --input paths.csv --model markov --order 2 --json',
    ],
  },
  addOptions,
  async run({ input, model, order, halfLife }) {
    const { paths, decimals } = await readPaths(await openInput(input))
    const options = { order: ORDERS[order], halfLifeMs: halfLife * DAY_MS }
    const models = (model === 'all' ? ALL : [model]).map((one) => attribute(paths, one, options))
    return {
      results: models.flatMap(toResults),
      detail: toDetail({ models, paths, decimals }),
      tables: [toCreditTable(models, decimals), toSetTable(paths)],
      notes: toNotes(models),
    }
  },
})

function addOptions(command: Command): void {
  command
    .addOption(
      new Option('--model <model>', 'who gets the credit')
        .choices([...ATTRIBUTION_MODELS, 'all'])
        .default('all'),
    )
    .addOption(
      new Option('--order <k>', 'Markov: touches the next step depends on')
        .choices(Object.keys(ORDERS))
        .default('1'),
    )
    .option(
      '--half-life <days>',
      'time decay: after so long a touch counts half',
      numberWithin(0.001, 3_650),
      7,
    )
}

function toResults({ model, definitionVersion, totals, credits }: Attribution): readonly MeasuredValue[] {
  return credits.map(({ channel, conversions, interval }) => ({
    measure: 'attributed-conversions',
    breakdown: { model, channel },
    value: toMeasure(
      {
        definitionVersion,
        unit: 'count',
        value: totals.conversions > 0 ? conversions : null,
        numerator: conversions,
        denominator: totals.conversions,
        n: totals.conversions,
        interval: interval ? { ...interval, level: 0.95, method: 'bootstrap' } : null,
      },
      TIMELESS,
    ),
  }))
}

interface Credited {
  readonly models: readonly Attribution[]
  readonly paths: readonly ChannelPath[]
  readonly decimals: number
}

function toDetail({ models, paths, decimals }: Credited): KpiReport['detail'] {
  const [first] = models
  const toValue = (valueMinor: number): number => toDecimal(valueMinor, decimals)
  const removal = models.find(({ model }) => model === 'markov')
  const totals = first && {
    conversions: first.totals.conversions,
    value: toValue(first.totals.valueMinor),
    nulls: first.totals.nulls,
  }
  return {
    totals,
    models: Object.fromEntries(
      models.map(({ model, credits }) => [
        model,
        Object.fromEntries(
          credits.map(({ channel, conversions, valueMinor }) => [
            channel,
            { conversions, value: toValue(valueMinor) },
          ]),
        ),
      ]),
    ),
    ...(removal && {
      markov: {
        ...removal.removal,
        removalEffects: Object.fromEntries(
          removal.credits.map(({ channel, removalEffect = null }) => [channel, removalEffect]),
        ),
        removalIntervals: Object.fromEntries(estimateRemoval(paths, removal.removal?.order ?? 1)),
      },
    }),
    channelSets: listChannelSets(paths)
      .slice(0, TOLD_SETS)
      .map(({ valueMinor, ...set }) => ({ ...set, value: toValue(valueMinor) })),
    warnings: Object.fromEntries(models.map(({ model, warnings }) => [model, warnings])),
  }
}

function toCreditTable(models: readonly Attribution[], decimals: number): TextTable {
  const channels = [...new Set(models.flatMap(({ credits }) => credits.map(({ channel }) => channel)))]
  const rows = channels.map((channel) => [
    channel,
    ...models.map(({ credits }) =>
      toCell(
        credits.find((credit) => credit.channel === channel),
        decimals,
      ),
    ),
  ])
  const sums = models.map(({ totals }) => toCell(totals, decimals))
  return {
    title: 'Conversions (value)',
    columns: [textColumn('channel'), ...models.map(({ model }) => numberColumn(model))],
    rows: [...rows, ['Σ', ...sums]],
  }
}

/** What people met together: every rate with how many it is of and its interval, in no order of merit. */
function toSetTable(paths: readonly ChannelPath[]): TextTable {
  const sets = listChannelSets(paths)
  return {
    title:
      sets.length > SHOWN_SETS
        ? `The ${SHOWN_SETS} most frequent combinations of ${sets.length}`
        : 'Combinations',
    columns: [textColumn('channels'), ...['paths', 'converted', 'from to'].map(numberColumn)],
    rows: sets
      .slice(0, SHOWN_SETS)
      .map(({ channels, conversions, nulls, conversionRate, interval }) => [
        channels.length === 0 ? '(none)' : channels.join(' + '),
        formatNumber(conversions + nulls, 0),
        formatValue(conversionRate, RATE),
        interval ? `${formatValue(interval.lo, RATE)} to ${formatValue(interval.hi, RATE)}` : '—',
      ]),
  }
}

const RATE = { unit: 'rate' } as const
const SHOWN_SETS = 10

function toCell(
  credit: { readonly conversions: number; readonly valueMinor: number } | undefined,
  decimals: number,
): string {
  if (credit === undefined) return '—'
  const value = formatNumber(toDecimal(credit.valueMinor, decimals), decimals)
  return `${formatNumber(credit.conversions, 2)} (${value})`
}

const WARNINGS: { readonly [Warning in Attribution['warnings'][number]]: string } = {
  'not-causal': 'no model is causal; only an experiment (uplift) measures what a channel adds.',
  'removal-ignores-repeats': 'at order 1, repeats of a channel in a row change nothing.',
  'no-nulls': 'no path ended without a conversion, so that every rate is 1.',
  'no-times': 'paths without ages: their touches were taken to be a day apart.',
  sampled: 'too many channels to be exact; credits are means over drawn orders.',
  'negative-credit': 'some channel lowers the rate and has a negative credit.',
  unattributed: 'some conversions have no touch; they are (unattributed).',
}

function toNotes(models: readonly Attribution[]): readonly string[] {
  const warned = new Map<string, string[]>()
  for (const { model, warnings } of models)
    for (const warning of warnings) {
      const sentence = WARNINGS[warning]
      warned.set(sentence, [...(warned.get(sentence) ?? []), model])
    }
  return [...warned].map(
    ([sentence, by]) => `${by.length === models.length ? 'note' : by.join(', ')}: ${sentence}`,
  )
}
