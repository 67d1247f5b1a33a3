import { byChannelAndSegment, keepLatestAnswers, LEAST_GROUP, toCes, toCsat, toNps } from '@periplo/kpi'
import type { Answer, Frame, MeasuredValue } from '@periplo/kpi'
import type { Measure } from '@periplo/model'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { openInput } from '../input/open-input.ts'
import { readAnswers } from '../input/read-answers.ts'
import { defineKpi } from '../kpi-command.ts'
import type { KpiCommand } from '../kpi-command.ts'
import { addLogOptions, measureLog } from './from-log.ts'
import type { LogKpiOptions } from './from-log.ts'
import { toFrame } from '../frame.ts'
import { wholeFrom } from '../option-types.ts'

interface Scale {
  readonly scaleMin: number
  readonly scaleMax: number
}

interface SurveyOptions extends LogKpiOptions {
  readonly score?: string
  readonly scale: Scale
  readonly polarity: Answer['polarity']
  readonly leastGroup: number
}

interface Survey {
  readonly name: 'nps' | 'csat' | 'ces'
  readonly summary: string
  readonly scale: Scale
  /** Every measure of the survey, the headline first. */
  readonly measures: Readonly<
    Record<string, (answers: readonly Answer[], frame: Frame, leastGroup: number) => Measure>
  >
  readonly notes: string
}

/** `periplo measure nps`: who would recommend. */
export const NPS = defineSurvey({
  name: 'nps',
  summary: 'net promoter score: who would recommend, by channel and segment',
  scale: { scaleMin: 0, scaleMax: 10 },
  measures: {
    nps: (answers, frame, leastGroup) =>
      toNps(
        answers.map(({ score }) => score),
        frame,
        { leastGroup },
      ).measure,
  },
  notes: 'NPS = 100 · (share of 9 and 10 − share of 0 to 6), from −100 to 100.',
})

/** `periplo measure csat`: who was satisfied. */
export const CSAT = defineSurvey({
  name: 'csat',
  summary: 'customer satisfaction: the share in the two best boxes, and the mean',
  scale: { scaleMin: 1, scaleMax: 5 },
  measures: {
    csat: (answers, frame, leastGroup) => toCsat(answers, frame, { leastGroup }).satisfied,
    'csat-mean': (answers, frame, leastGroup) => toCsat(answers, frame, { leastGroup }).mean,
  },
  notes: 'The mean is brought to 1 to 5, whatever the scale.',
})

/** `periplo measure ces`: how much effort it took. */
export const CES = defineSurvey({
  name: 'ces',
  summary: 'customer effort: mean effort from 0 to 100, and the share that found it easy',
  scale: { scaleMin: 1, scaleMax: 7 },
  measures: {
    ces: (answers, frame, leastGroup) => toCes(answers, frame, { leastGroup }).effort,
    'ces-easy': (answers, frame, leastGroup) => toCes(answers, frame, { leastGroup }).easy,
  },
  notes:
    'Effort is 0 (none) to 100 (most). "It was easy" is --polarity high-is-good, as unless said; "how much\neffort" is --polarity low-is-good.',
})

function defineSurvey({ name, summary, scale, measures, notes }: Survey): KpiCommand {
  return defineKpi<SurveyOptions>({
    name,
    summary,
    help: {
      input: 'answers: a CSV table, or NDJSON events (Survey Answered)',
      columns: [
        ['score', 'the answer; also rating, answer … or --score'],
        ['scale_min, scale_max', 'the scale as it was shown; may be missing, then --scale holds'],
        ['channel', 'channel of the experience asked about; may be missing'],
        ['segment', 'a group the person belongs to; may be missing'],
        ['person, timestamp', 'with both, only the latest answer of a person per 90 days counts'],
      ],
      notes: `${notes}\nSegments of fewer than --least-group answers are suppressed.`,
      examples: [`periplo measure ${name} --input r.csv`],
    },
    addOptions: (command) => addOptions(command, scale),
    async run(options) {
      const input = await openInput(options.input)
      if (input.format === 'json-lines') return measureLog(input, Object.keys(measures), options)
      const { zone, score, polarity, leastGroup } = options
      const answers = await readAnswers(input, { ...options.scale, zone, score, polarity })
      const counted = keepLatestAnswers(answers, zone)
      const frame = toFrame(counted.map(({ answeredAt }) => answeredAt))
      const results = Object.entries(measures).flatMap(([measure, measureOf]): readonly MeasuredValue[] =>
        byChannelAndSegment(measure, counted, {
          measureOf: (own, least) => measureOf(own, frame, least),
          leastGroup,
        }),
      )
      return {
        results,
        detail: { answers: answers.length, counted: counted.length, scores: countScores(counted) },
        notes: [`${answers.length} answers, of which ${counted.length} count.`],
      }
    },
  })
}

function addOptions(command: Command, { scaleMin, scaleMax }: Scale): void {
  addLogOptions(command)
  command
    .option('--score <column>', 'column of the answer')
    .addOption(
      new Option('--scale <min-max>', 'the scale, where the rows do not say')
        .argParser(toScale)
        .default({ scaleMin, scaleMax }, `${scaleMin}-${scaleMax}`),
    )
    .option(
      '--polarity <polarity>',
      'which end is good: high-is-good or low-is-good',
      toPolarity,
      'high-is-good',
    )
    .option('--least-group <n>', 'answers a segment must have to be shown', wholeFrom(1), LEAST_GROUP)
}

function toScale(text: string): Scale {
  const [, min, max] = /^(-?\d+)-(\d+)$/.exec(text.trim()) ?? []
  const scale = { scaleMin: Number(min), scaleMax: Number(max) }
  if (min !== undefined && scale.scaleMin < scale.scaleMax) return scale
  throw new InvalidArgumentError('It is a scale such as 1-5.')
}

const POLARITIES: ReadonlyMap<string, Answer['polarity']> = new Map([
  ...['high-is-good', 'high-is-easy', 'easy'].map((word) => [word, 'high-is-good'] as const),
  ...['low-is-good', 'low-is-easy', 'effort'].map((word) => [word, 'low-is-good'] as const),
])

function toPolarity(text: string): Answer['polarity'] {
  const polarity = POLARITIES.get(text.trim().toLowerCase())
  if (polarity !== undefined) return polarity
  throw new InvalidArgumentError(`It is one of ${[...POLARITIES.keys()].join(', ')}.`)
}

function countScores(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const scores = [...Map.groupBy(answers, ({ score }) => score)].sort(([one], [other]) => one - other)
  return Object.fromEntries(scores.map(([score, own]) => [String(score), own.length]))
}
