import type { Answer } from '@periplo/kpi'
import { isChannel } from '@periplo/model'
import type { Channel } from '@periplo/model'
import { NUMBER, TEXT, momentIn, orEmpty } from './cell-type.ts'
import type { CellType } from './cell-type.ts'
import type { Input } from './open-input.ts'
import { openCsv } from './read-csv.ts'
import { toUnreadable } from './unreadable.ts'
import { PERSON, TIMESTAMP } from './usual-columns.ts'

/** How the answers of a table were given, where its rows do not say. */
export interface AnswerTerms {
  readonly scaleMin: number
  readonly scaleMax: number
  readonly polarity: Answer['polarity']
  /** IANA zone of moments without an offset. */
  readonly zone: string
  /** The column of the score; its usual names unless said. */
  readonly score?: string | undefined
}

/** A channel of the list, else one of the file's own. */
const CHANNEL: CellType<Channel> = {
  expected: 'a channel',
  find: (text) => (isChannel(text) ? text : isChannel(`custom:${text}`) ? `custom:${text}` : undefined),
}

/**
 * Reads answers to a survey, one a row. Fails with `import/unreadable`, naming line and column, for scores
 * outside of their scale.
 */
export async function readAnswers(input: Input, terms: AnswerTerms): Promise<readonly Answer[]> {
  const table = await openCsv(input)
  const scoreOf = table.column({ asked: terms.score, usual: SCORE, flag: '--score' }, NUMBER)
  const minOf = table.optionalColumn({ usual: ['scale_min'] }, orEmpty(NUMBER))
  const maxOf = table.optionalColumn({ usual: ['scale_max'] }, orEmpty(NUMBER))
  const personOf = table.optionalColumn({ usual: PERSON }, orEmpty(TEXT))
  const timeOf = table.optionalColumn({ usual: ['answered_at', ...TIMESTAMP] }, orEmpty(momentIn(terms.zone)))
  const channelOf = table.optionalColumn({ usual: ['channel'] }, orEmpty(CHANNEL))
  const segmentOf = table.optionalColumn({ usual: ['segment'] }, orEmpty(TEXT))
  const answers: Answer[] = []
  for await (const row of table.rows) {
    const [scaleMin, scaleMax] = [minOf?.(row) ?? terms.scaleMin, maxOf?.(row) ?? terms.scaleMax]
    const score = scoreOf(row)
    if (score < scaleMin || score > scaleMax)
      throw toUnreadable(
        { file: input.file, line: row.line, column: terms.score ?? 'score' },
        `${score} is not on the scale from ${scaleMin} to ${scaleMax}.`,
      )
    const answeredAt = timeOf?.(row) ?? null
    answers.push({
      // Without a moment nobody knows which answer is the latest of a person: then each stands for itself.
      personId: answeredAt === null ? null : (personOf?.(row) ?? null),
      answeredAt: answeredAt ?? 0,
      surveyId: null,
      score,
      scaleMin,
      scaleMax,
      polarity: terms.polarity,
      channel: channelOf?.(row) ?? null,
      segment: segmentOf?.(row) ?? null,
      issueId: null,
      comment: null,
    })
  }
  return answers.sort((one, other) => one.answeredAt - other.answeredAt)
}

const SCORE = ['score', 'rating', 'answer', 'nps', 'csat', 'ces', 'value'] as const
