import type { Instant, Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import { readConsent } from '../log/countable.ts'
import { listItems } from '../log/items.ts'
import { isInWindow } from '../log/kpi-log.ts'
import type { KpiEvent, KpiLog, LogSettings } from '../log/kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import { findText } from '../products.ts'
import { toCases } from '../service/cases.ts'
import { isComplaint } from '../service/k35-bad-experiences.ts'
import { toMeanMeasure } from '../voice/summary-measures.ts'
import { toNdcgAt, toPrecisionAt } from './ranking.ts'

/** The edition of the formulas below. */
export const K45 = 'K45.1'

/** How far down a list of recommendations people look. */
export const LIST_DEPTH = 10

/** Something personalised that came into somebody's view, and what became of it. */
export interface Exposure {
  readonly personId: string
  readonly at: Instant
  /** Where: `home`, `cart`, `email`; null where nobody tells. */
  readonly surface: string | null
  readonly decisionId: string | null
  /** What was recommended, in the order shown. */
  readonly skus: readonly string[]
  readonly outcome: 'accepted' | 'dismissed' | 'ignored'
  /** Of the recommended, what the person took. */
  readonly taken: ReadonlySet<string>
  /** Whether there is still time to take something. */
  readonly isOpen: boolean
}

/** Civil days in which something recommended may be taken. */
const ACCEPT_DAYS = 7

/**
 * The exposures of the window: `Recommendation Shown` to a person, unless it says `viewable: false`. Taken is
 * what the person, within 7 civil days, says yes to (`Personalisation Accepted`), clicks, adds to the cart or
 * orders; a yes without products to the same `decision_id`, or without one, accepts the whole. A yes before
 * no counts as yes.
 */
export function listExposures(log: KpiLog, settings: LogSettings): readonly Exposure[] {
  return [...log.byPerson].flatMap(([personId, events]) =>
    events.flatMap((event, at) => {
      const { properties } = event
      if (event.event !== 'Recommendation Shown' || properties['viewable'] === false) return []
      return isInWindow(event, settings)
        ? [toExposure({ personId, event, later: events.slice(at + 1) }, settings)]
        : []
    }),
  )
}

interface Shown {
  readonly personId: string
  readonly event: KpiEvent
  readonly later: readonly KpiEvent[]
}

const TAKES: ReadonlySet<string> = new Set([
  'Personalisation Accepted',
  'Product Clicked',
  'Product Added',
  'Order Completed',
])

function toExposure({ personId, event, later }: Shown, { zone, asOf }: LogSettings): Exposure {
  const { timestamp: at, properties } = event
  const until = addDaysAt(at, ACCEPT_DAYS, zone)
  const decisionId = findText(properties['decision_id'])
  const skus = listSkus(event)
  const answers = later.filter(
    (other) =>
      other.timestamp < until &&
      other.timestamp >= at &&
      isAbout(decisionId, findText(other.properties['decision_id'])),
  )
  const taken = new Set(
    answers
      .filter((other) => TAKES.has(other.event))
      .flatMap(listSkus)
      .filter((sku) => skus.includes(sku)),
  )
  const isAccepted = taken.size > 0 || answers.some((other) => other.event === 'Personalisation Accepted')
  const isDismissed = answers.some((other) => other.event === 'Personalisation Dismissed')
  return {
    personId,
    at,
    surface: findText(properties['surface']),
    decisionId,
    skus,
    outcome: isAccepted ? 'accepted' : isDismissed ? 'dismissed' : 'ignored',
    taken,
    isOpen: until > asOf,
  }
}

/** Another decision's answer is none; an answer that names none may be. */
function isAbout(decisionId: string | null, answered: string | null): boolean {
  return answered === null || answered === decisionId
}

function listSkus({ properties }: KpiEvent): readonly string[] {
  return listItems(properties).flatMap(({ sku }) => (sku === null ? [] : [sku]))
}

/**
 * Adoption: persons who accepted something personalised ÷ persons it came into view of. A person whose
 * exposures are all still open is left out; one who accepted already is not. Not to be read as a cause: they
 * might have bought anyway, which K41 tells.
 */
export function toAdoption(exposures: readonly Exposure[], settings: LogSettings): Measure {
  const persons = [...Map.groupBy(exposures, ({ personId }) => personId).values()]
  const mature = persons.filter((own) => own.some(({ isOpen }) => !isOpen))
  const part = mature.filter((own) =>
    own.some(({ isOpen, outcome }) => !isOpen && outcome === 'accepted'),
  ).length
  return toShareMeasure(
    { definitionVersion: K45, part, whole: mature.length, open: persons.length - mature.length },
    settings,
  )
}

/** How good lists of recommendations are: means over closed exposures that list products. */
export interface Relevance {
  /** Mean share of the first ten places that were taken. */
  readonly precision: Measure
  /**
   * Mean nDCG of the first ten, over the lists of which anything was taken: the others have no best order.
   */
  readonly ndcg: Measure
}

/** Relevance of what was listed, taken things being relevant with gain 1. */
export function toRelevance(exposures: readonly Exposure[], settings: LogSettings): Relevance {
  const lists = exposures
    .filter(({ isOpen, skus }) => !isOpen && skus.length > 0)
    .map(({ skus, taken }) => skus.map((sku) => taken.has(sku)))
  const precisions = lists.flatMap((list) => toPrecisionAt(list, LIST_DEPTH) ?? [])
  const ndcgs = lists.flatMap((list) => toNdcgAt(list.map(Number), LIST_DEPTH) ?? [])
  const terms = { definitionVersion: K45, unit: 'score', within: { lo: 0, hi: 1 } } as const
  return {
    precision: toMeanMeasure(precisions, terms, settings),
    ndcg: toMeanMeasure(ndcgs, terms, settings),
  }
}

/**
 * Coverage: different products recommended ÷ different products anybody came across (recommended, seen or
 * bought) in the window.
 */
export function toCatalogueCoverage(log: KpiLog, settings: LogSettings): Measure {
  const [shown, all] = [new Set<string>(), new Set<string>()]
  for (const event of log.events) {
    if (!isInWindow(event, settings)) continue
    for (const sku of listSkus(event)) {
      all.add(sku)
      if (event.event === 'Recommendation Shown') shown.add(sku)
    }
  }
  return toShareMeasure({ definitionVersion: K45, part: shown.size, whole: all.size }, settings)
}

/**
 * Opt-outs: persons exposed in the window who then said no to personalisation (`Consent Updated`, purpose
 * `personalization`) by its end ÷ persons exposed. A later yes takes the no back.
 */
export function toOptOutRate(exposures: readonly Exposure[], log: KpiLog, settings: LogSettings): Measure {
  const persons = Map.groupBy(exposures, ({ personId }) => personId)
  const part = [...persons].filter(([personId, own]) => {
    const since = own[0]?.at ?? 0
    const choices = (log.byPerson.get(personId) ?? []).filter(
      ({ event, timestamp, properties }) =>
        event === 'Consent Updated' &&
        timestamp >= since &&
        timestamp < settings.window.to &&
        /^personali[sz]ation$/.test(findText(properties['purpose']) ?? ''),
    )
    const last = choices.at(-1)?.properties
    return readConsent(last?.['state'] ?? last?.['status']) === 'denied'
  }).length
  return toShareMeasure({ definitionVersion: K45, part, whole: persons.size }, settings)
}

/** What a complaint about being known too well is about, by its topic in English or Spanish. */
const ABOUT_INTRUSION = /intrus|privac|personali|recom/

/**
 * Complaints: persons exposed in the window who then, by its end, opened a case about a complaint whose topic names
 * privacy, intrusion, personalisation or recommendations (`complaint/privacy`) ÷ persons exposed.
 */
export function toIntrusionComplaints(
  exposures: readonly Exposure[],
  log: KpiLog,
  settings: LogSettings,
): Measure {
  const complained = Map.groupBy(
    toCases(log, settings.zone).filter(
      (one) => isComplaint(one) && ABOUT_INTRUSION.test(one.topic ?? '') && one.openedAt < settings.window.to,
    ),
    ({ personId }) => personId,
  )
  const persons = Map.groupBy(exposures, ({ personId }) => personId)
  const part = [...persons].filter(([personId, [first]]) =>
    complained.get(personId)?.some(({ openedAt }) => openedAt >= (first?.at ?? 0)),
  ).length
  return toShareMeasure({ definitionVersion: K45, part, whole: persons.size }, settings)
}
