import type { Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import { findText } from '../products.ts'
import { metricOf } from './answers.ts'
import type { SurveyMetric } from './answers.ts'

/** Civil days in which a survey may be answered. */
const RESPONSE_DAYS = 14

/**
 * Surveys of a metric that were answered ÷ surveys sent to somebody in the window (`Survey Sent`): an answer
 * is one of the same person to the same `survey_id`, within 14 civil days and before the survey is sent to
 * them again. Surveys whose 14 days are not over are left out, and so are those sent to nobody known. The
 * rest did not answer, and may think otherwise.
 */
export function toResponseRate(
  log: KpiLog,
  settings: LogSettings,
  { metric, definitionVersion }: { readonly metric: SurveyMetric; readonly definitionVersion: string },
): Measure {
  let [part, whole, open] = [0, 0, 0]
  for (const events of log.byPerson.values()) {
    for (const [at, sent] of events.entries()) {
      if (sent.event !== 'Survey Sent' || metricOf(sent.properties) !== metric) continue
      if (!isInWindow(sent, settings)) continue
      const until = addDaysAt(sent.timestamp, RESPONSE_DAYS, settings.zone)
      if (until > settings.asOf) open += 1
      else whole += 1
      if (until <= settings.asOf && isAnswered(sent, events.slice(at + 1), until)) part += 1
    }
  }
  return toShareMeasure({ definitionVersion, part, whole, open }, settings)
}

function isAnswered(sent: KpiEvent, later: readonly KpiEvent[], until: number): boolean {
  const surveyId = findText(sent.properties['survey_id'])
  const next = later.find(
    ({ event, properties }) =>
      (event === 'Survey Answered' || event === 'Survey Sent') &&
      findText(properties['survey_id']) === surveyId &&
      metricOf(properties) === metricOf(sent.properties),
  )
  return next?.event === 'Survey Answered' && next.timestamp < until
}
