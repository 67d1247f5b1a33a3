import { readSentiment, toSentimentMeasures } from '@periplo/kpi'
import type { Language, Sentiment } from '@periplo/kpi'
import { Option } from 'commander'
import { TEXT, orEmpty } from '../input/cell-type.ts'
import { openInput } from '../input/open-input.ts'
import { openCsv } from '../input/read-csv.ts'
import { defineKpi } from '../kpi-command.ts'
import { formatNumber } from '../report/format-value.ts'
import { TIMELESS } from '../frame.ts'
import { addLogOptions, measureLog } from './from-log.ts'
import type { LogKpiOptions } from './from-log.ts'

interface SentimentOptions extends LogKpiOptions {
  readonly lang?: Language
  readonly text?: string
}

const IDS = ['sentiment', 'sentiment-negative', 'sentiment-coverage'] as const

/** `periplo measure sentiment`: how texts sound, in English and Spanish. */
export const SENTIMENT = defineKpi<SentimentOptions>({
  name: 'sentiment',
  summary: 'how texts sound, in English and Spanish, from −1 to 1',
  help: {
    input: 'texts: a CSV table, or NDJSON events with comments, reviews, transcripts',
    columns: [
      ['text', 'what was written; also comment, review … or --text'],
      ['id', 'told beside the score; may be missing'],
    ],
    notes:
      'A text has no score where fewer than one in ten of its words are known: then the value is null, not 0.\nWithout --lang each text is taken for the language that knows more of its words.',
    examples: ['periplo measure sentiment --input t.csv --lang es'],
  },
  addOptions(command) {
    addLogOptions(command)
    command
      .addOption(new Option('--lang <language>', 'language of the texts').choices(['es', 'en']))
      .option('--text <column>', 'column of the text')
  },
  async run(options) {
    const input = await openInput(options.input)
    if (input.format === 'json-lines') return measureLog(input, IDS, options)
    const table = await openCsv(input)
    const usual = ['text', 'comment', 'review', 'body', 'message'] as const
    const textOf = table.column({ asked: options.text, usual, flag: '--text' }, orEmpty(TEXT))
    const idOf = table.optionalColumn({ usual: ['id', 'message_id', 'text_id'] }, orEmpty(TEXT))
    const read: (Sentiment & { readonly id: string | null; readonly line: number })[] = []
    for await (const row of table.rows)
      read.push({
        id: idOf?.(row) ?? null,
        line: row.line,
        ...readSentiment(textOf(row) ?? '', options.lang),
      })
    const { mean, negative, coverage } = toSentimentMeasures(read, TIMELESS)
    return {
      results: [
        { measure: 'sentiment', breakdown: {}, value: mean },
        { measure: 'sentiment-negative', breakdown: {}, value: negative },
        { measure: 'sentiment-coverage', breakdown: {}, value: coverage },
      ],
      detail: { texts: read },
      notes: [`${read.length} texts, of which ${formatNumber(mean.n, 0)} have a score.`],
    }
  },
})
