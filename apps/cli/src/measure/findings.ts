import { isAlarming, isMeasureId, MEASURES } from '@periplo/kpi'
import type { MeasuredValue, MeasureInfo } from '@periplo/kpi'

/** What somebody should act on, by the alarms of the registry: a sentence each. */
export function listFindings(results: readonly MeasuredValue[]): readonly string[] {
  return results.flatMap(({ measure, breakdown, value }) => {
    const info: MeasureInfo | undefined = isMeasureId(measure) ? MEASURES[measure] : undefined
    if (info?.alarm === undefined || !isAlarming(info, value)) return []
    return [`${[measure, ...Object.values(breakdown)].join(' · ')}: ${info.alarm.says.en}.`]
  })
}
