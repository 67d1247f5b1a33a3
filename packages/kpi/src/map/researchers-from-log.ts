import { MATCH_LEVELS } from '@periplo/model'
import type { Instant, MatchLevel, Measure, OrderFact } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { K05, LEAST_COVERAGE, ROPO_HEADLINE } from '../k05-ropo.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiLog, LogSettings } from '../log/kpi-log.ts'
import { namesOf } from '../log/parts.ts'
import { toShareMeasure } from '../measure.ts'
import { toWhole } from '../measured-value.ts'
import type { FromLog } from '../measured-value.ts'
import { isResearch, isResearchFor } from '../order-fact.ts'
import type { ResearchEvent } from '../order-fact.ts'
import { ROPO_WINDOWS } from '../overlay-shape.ts'
import type { RESEARCHER_MEASURES } from './measures-of-researchers.ts'
import { listOfflineSales, toResearch } from './ropo-from-log.ts'
import type { OfflineSale } from './ropo-from-log.ts'

/** Civil days after the first look in which a purchase in a shop counts; the end is included. */
const FORWARD_DAYS = 30

/** How research and purchase are measured by persons on an event log. */
export const RESEARCHERS_FROM_LOG: FromLog<typeof RESEARCHER_MEASURES> = {
  'ropo-persons': (log, settings) => {
    const sales = listOfflineSales(log, settings)
    const read = (level: MatchLevel, days: number): Measure => toBuyerRate(sales, { level, days }, settings)
    const cells = MATCH_LEVELS.flatMap((level) => ROPO_WINDOWS.map((days) => ({ level, days })))
    return [
      ...toWhole('ropo-persons', read(ROPO_HEADLINE.level, ROPO_HEADLINE.window)),
      ...cells.map(({ level, days }) => ({
        measure: 'ropo-persons' as const,
        breakdown: { match: level, days: String(days) },
        value: read(level, days),
      })),
    ]
  },
  'ropo-forward': (log, settings) => {
    const looked = listResearchers(log, settings)
    const touches = namesOf(
      looked.flatMap(({ research }) => research),
      ({ name }) => name,
    )
    return [
      ...toWhole(
        'ropo-forward',
        toForwardRate(looked, settings, ({ before }) => before.length > 0),
      ),
      ...(['any', 'last'] as const).flatMap((credit) =>
        touches.map((touch) => ({
          measure: 'ropo-forward' as const,
          breakdown: { credit, touch },
          value: toForwardRate(
            looked.filter(({ research }) => research.some(({ name }) => name === touch)),
            settings,
            ({ before }) =>
              (credit === 'last' ? before.slice(-1) : before).some(({ name }) => name === touch),
          ),
        })),
      ),
    ]
  },
}

/**
 * K05 by persons: identified persons with a settled offline order and qualifying research in `[order − days, order)`
 * before one of them ÷ identified persons with such an order. Estimated where under 30 % of the settled orders are of
 * known persons. Source: kpi specification K05 (person rate).
 */
function toBuyerRate(
  sales: readonly OfflineSale[],
  { level, days }: { readonly level: MatchLevel; readonly days: number },
  settings: LogSettings,
): Measure {
  const settled = sales.filter(({ order }) => order.isSettled)
  const known = settled.filter(({ fact }) => fact.identified)
  const persons = [...Map.groupBy(known, ({ fact }) => fact.personId).values()]
  const hasResearch = ({ fact: { research, occurredAt } }: OfflineSale): boolean =>
    isSince(research[level], addDaysAt(occurredAt, -days, settings.zone))
  const part = persons.filter((own) => own.some(hasResearch)).length
  const open = sales.length - settled.length
  const estimated = known.length < LEAST_COVERAGE * settled.length
  return toShareMeasure({ definitionVersion: K05, part, whole: persons.length, open, estimated }, settings)
}

function isSince(research: Instant | null, from: Instant): boolean {
  return research !== null && research >= from
}

/** Somebody who looked online in the window. */
interface Researcher {
  readonly research: readonly ResearchEvent[]
  /** Of the first look. */
  readonly since: Instant
  /** The looks before the first purchase in a shop in time, the last of them last; none where there was no such purchase. */
  readonly before: readonly ResearchEvent[]
}

function listResearchers(log: KpiLog, settings: LogSettings): readonly Researcher[] {
  const everything = { ...settings, window: { from: settings.window.from, to: settings.asOf } }
  const salesOf = Map.groupBy(listOfflineSales(log, everything), ({ fact }) => fact.personId)
  return [...log.byPerson].flatMap(([personId, events]): readonly Researcher[] => {
    const research = events
      .filter((event) => isInWindow(event, settings))
      .map(toResearch)
      .filter(isResearch)
    const [first] = research
    if (!first) return []
    const since = first.occurredAt
    const until = addDaysAt(since, FORWARD_DAYS, settings.zone)
    const looksBefore = (fact: OrderFact): readonly ResearchEvent[] =>
      research.filter((touch) => isResearchFor(fact, touch))
    const sale = (salesOf.get(personId) ?? []).find(
      ({ fact }) => fact.occurredAt > since && fact.occurredAt <= until && looksBefore(fact).length > 0,
    )
    return [{ research, since, before: sale ? looksBefore(sale.fact) : [] }]
  })
}

/** K05 forward: persons whose looking led to a purchase in a shop, as `isLed` sees it ÷ persons whose days are over. */
function toForwardRate(
  looked: readonly Researcher[],
  settings: LogSettings,
  isLed: (researcher: Researcher) => boolean,
): Measure {
  const mature = looked.filter(({ since }) => addDaysAt(since, FORWARD_DAYS, settings.zone) < settings.asOf)
  const open = looked.length - mature.length
  const part = mature.filter(isLed).length
  return toShareMeasure({ definitionVersion: K05, part, whole: mature.length, open }, settings)
}
