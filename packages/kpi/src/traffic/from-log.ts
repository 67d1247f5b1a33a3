import type { Measure } from '@periplo/model'
import type { KpiEvent, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { partsOf } from '../log/parts.ts'
import type { Session } from '../log/sessions.ts'
import { toPartValues, toWhole } from '../measured-value.ts'
import type { FromLog, MeasureFromLog } from '../measured-value.ts'
import {
  tallyMailing,
  toBounceRate,
  toClickRate,
  toClickToOpen,
  toEventCount,
  toOpenRate,
  toTimeOnPage,
  toVisitDuration,
  TRAFFIC_EVENTS,
} from './k09-traffic.ts'
import type { TRAFFIC_MEASURES } from './measures.ts'
import { listVisits } from './page-views.ts'

type Id = keyof typeof TRAFFIC_MEASURES

/** How traffic is measured on an event log. */
export const TRAFFIC_FROM_LOG: FromLog<typeof TRAFFIC_MEASURES> = {
  impressions: readEvents('impressions', (events, settings) =>
    toEventCount(events, TRAFFIC_EVENTS.impressions, settings),
  ),
  clicks: readEvents('clicks', (events, settings) => toEventCount(events, TRAFFIC_EVENTS.clicks, settings)),
  'click-rate': readEvents('click-rate', toClickRate),
  'open-rate': (log, settings) => [
    ...readEvents('open-rate', (events, settings) => toOpenRate(tallyMailing(events), settings))(
      log,
      settings,
    ),
    {
      measure: 'open-rate',
      breakdown: { opens: 'with prefetch' },
      value: toOpenRate(tallyMailing(log.events.filter((event) => isInWindow(event, settings))), settings, {
        withPrefetch: true,
      }),
    },
  ],
  'click-to-open': readEvents('click-to-open', (events, settings) =>
    toClickToOpen(tallyMailing(events), settings),
  ),
  'time-on-page': readVisits('time-on-page', toTimeOnPage),
  'visit-duration': readVisits('visit-duration', toVisitDuration),
  'bounce-rate': readVisits('bounce-rate', toBounceRate),
}

const ABOUT: ReadonlySet<string> = new Set([
  ...TRAFFIC_EVENTS.impressions,
  ...TRAFFIC_EVENTS.clicks,
  ...TRAFFIC_EVENTS.delivered,
])

/** The whole window, then by the channel of what was shown or delivered. */
function readEvents<I extends Id>(
  measure: I,
  toValue: (events: readonly KpiEvent[], settings: LogSettings) => Measure,
): MeasureFromLog<I> {
  return (log, settings) => {
    const events = log.events.filter((event) => isInWindow(event, settings))
    const shown = new Set(events.filter(({ event }) => ABOUT.has(event)).map(({ channel }) => channel))
    const parts = partsOf(events, ({ channel }) => (shown.has(channel) ? channel : null))
    const read = (some: readonly KpiEvent[]): Measure => toValue(some, settings)
    return [
      ...toWhole(measure, read(events)),
      ...toPartValues(measure, { dimension: 'channel', parts, read }),
    ]
  }
}

/** All visits, then by the channel they began in. */
function readVisits<I extends Id>(
  measure: I,
  toValue: (visits: readonly Session[], settings: LogSettings) => Measure,
): MeasureFromLog<I> {
  return (log, settings) => {
    const visits = listVisits(log, settings)
    const parts = partsOf(visits, ({ events }) => events[0]?.channel ?? null)
    const read = (some: readonly Session[]): Measure => toValue(some, settings)
    return [
      ...toWhole(measure, read(visits)),
      ...toPartValues(measure, { dimension: 'channel', parts, read }),
    ]
  }
}
