import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { isInWindow } from '../log/kpi-log.ts'
import { sessionize } from '../log/sessions.ts'
import type { Session } from '../log/sessions.ts'
import type { Watched } from '../statistics/survival.ts'

const VIEWS: ReadonlySet<string> = new Set(['Page Viewed', 'Screen Viewed'])

/** Sent while a page is open, or as it is left: the only thing that tells how long the last one was looked at. */
const HEARTBEATS: ReadonlySet<string> = new Set(['Page Heartbeat', 'Page Left'])

/**
 * The visits of the window that hold at least one page or screen: what one person did with no silence of over 30
 * minutes, parted at midnight on the workspace's clocks. Needs consent: nobody's pages make no visit.
 */
export function listVisits(log: KpiLog, settings: LogSettings): readonly Session[] {
  return [...log.byPerson.values()].flatMap((events) =>
    sessionize(events.filter(isOnTheSite), { zone: settings.zone }).filter(
      ({ events: own, startedAt }) =>
        isInWindow({ timestamp: startedAt }, settings) && own.some(({ event }) => VIEWS.has(event)),
    ),
  )
}

/** Pages, screens, and what is done on them; what a person does elsewhere ends no silence here. */
function isOnTheSite({ event, channel }: KpiEvent): boolean {
  return VIEWS.has(event) || HEARTBEATS.has(event) || ['web', 'mobile_web', 'app'].includes(channel)
}

/** How many pages and screens a visit saw. */
export function countViews({ events }: Session): number {
  return events.filter(({ event }) => VIEWS.has(event)).length
}

/**
 * How long each page of a visit was looked at: until the next page, if heartbeats do not say that it was left
 * before. The last page of a visit was looked at for at least as long as anything tells, and then nobody knows: it
 * is censored there, never 0.
 */
export function listTimesOnPage({ events, lastAt }: Session): readonly Watched[] {
  const views = events.filter(({ event }) => VIEWS.has(event))
  return views.map(({ timestamp }, at) => {
    const next = views[at + 1]?.timestamp
    const left = events.find(
      (event) =>
        event.event === 'Page Left' && event.timestamp >= timestamp && event.timestamp <= (next ?? lastAt),
    )
    const until = left?.timestamp ?? next
    return { durationMs: (until ?? lastAt) - timestamp, happened: until !== undefined }
  })
}
