import type { Measure } from '@periplo/model'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { compareText } from '../log/to-kpi-log.ts'
import type { MeasuredValue } from '../measured-value.ts'
import { keepLatestAnswers, listAnswers } from './answers.ts'
import type { Answer, SurveyMetric } from './answers.ts'

/** The part of the answers whose channel nobody tells. */
export const UNKNOWN_CHANNEL = 'unknown'

/**
 * The answers of the window that count: the latest of each person per 90 days, answers after the window
 * aside.
 */
export function listCounted(log: KpiLog, metric: SurveyMetric, settings: LogSettings): readonly Answer[] {
  const before = listAnswers(log, metric).filter(({ answeredAt }) => answeredAt < settings.window.to)
  return keepLatestAnswers(before, settings.zone).filter(({ answeredAt }) =>
    isInWindow({ timestamp: answeredAt }, settings),
  )
}

/** How some answers are measured; below `leastGroup` of them a personal part is suppressed. */
export interface AnswerMeasure {
  readonly measureOf: (answers: readonly Answer[], leastGroup: number) => Measure
  readonly leastGroup: number
}

/**
 * A measure of answers: of all, then by channel of the experience, by segment, and by both. A segment is a
 * personal attribute: parts by segment are measured with the least group that may be shown.
 */
export function byChannelAndSegment<Id extends string>(
  measure: Id,
  answers: readonly Answer[],
  { measureOf, leastGroup }: AnswerMeasure,
): readonly MeasuredValue<Id>[] {
  const toValues = (names: readonly ('channel' | 'segment')[], least: number): readonly MeasuredValue<Id>[] =>
    [...Map.groupBy(answers, (answer) => toKey(answer, names))]
      .filter(([key]) => key !== null)
      .sort(([a], [b]) => compareText(a ?? '', b ?? ''))
      .map(([key, own]) => ({
        measure,
        breakdown: toBreakdown(key ?? '', names),
        value: measureOf(own, least),
      }))
  return [
    { measure, breakdown: {}, value: measureOf(answers, 0) },
    ...toValues(['channel'], 0),
    ...toValues(['segment'], leastGroup),
    ...toValues(['channel', 'segment'], leastGroup),
  ]
}

/** Null where the answer is in no part of this kind. */
function toKey({ channel, segment }: Answer, names: readonly ('channel' | 'segment')[]): string | null {
  if (names.includes('segment') && segment === null) return null
  const values = { channel: channel ?? UNKNOWN_CHANNEL, segment: segment ?? '' }
  return names.map((name) => values[name]).join('\n')
}

function toBreakdown(
  key: string,
  names: readonly ('channel' | 'segment')[],
): Readonly<Record<string, string>> {
  const values = key.split('\n')
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']))
}
