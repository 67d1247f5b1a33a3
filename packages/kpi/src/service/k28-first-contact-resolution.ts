import type { Measure } from '@periplo/model'
import { addDaysAt } from '../civil-day.ts'
import type { LogSettings } from '../log/kpi-log.ts'
import { toShareMeasure } from '../measure.ts'
import type { Case } from './case.ts'

/** The edition of the formulas below. */
export const K28 = 'K28.1'

/** Civil days without another contact after which a first contact has resolved the case. */
const QUIET_DAYS = 7

/** Contacts of all cases, to see whether a person came back. */
export type CaseHistory = ReadonlyMap<string, readonly Case[]>

/** Every person's cases, in order of time. */
export function toCaseHistory(cases: readonly Case[]): CaseHistory {
  return Map.groupBy(
    cases.filter(({ personId }) => personId !== null),
    ({ personId }) => personId ?? '',
  )
}

/**
 * First contact resolution: mature cases resolved by their first contact ÷ mature cases. Resolved so is a
 * case that, within 7 civil days of the first contact, was closed and not reopened, had no second contact and
 * no transfer, and whose person did not turn to us about the same topic in any channel under another case.
 * Mature is a case whose 7 days are over at `asOf`; the others are left out, whatever became of them, so that
 * quick failures do not weigh more than slow ones. Split by the channel of first contact. A handover from a
 * bot is a second contact.
 *
 * Source: kpi specification K28.
 */
export function toFirstContactResolution(
  cases: readonly Case[],
  history: CaseHistory,
  settings: LogSettings,
): Measure {
  const mature = cases.filter((one) => isMature(one, settings))
  const part = mature.filter((one) => isResolvedAtOnce(one, history, settings.zone)).length
  const open = cases.length - mature.length
  return toShareMeasure({ definitionVersion: K28, part, whole: mature.length, open }, settings)
}

/**
 * The gross variant: mature cases whose agent said that one contact was enough (`first_contact` true on `Case
 * Resolved`) ÷ mature cases. Whoever came back later is not seen, so it is never below what customers feel.
 */
export function toGrossFirstContactResolution(cases: readonly Case[], settings: LogSettings): Measure {
  const mature = cases.filter((one) => isMature(one, settings))
  const part = mature.filter(({ flaggedFirstContact }) => flaggedFirstContact === true).length
  const open = cases.length - mature.length
  return toShareMeasure({ definitionVersion: K28, part, whole: mature.length, open }, settings)
}

function isMature({ openedAt }: Case, { zone, asOf }: Pick<LogSettings, 'zone' | 'asOf'>): boolean {
  return addDaysAt(openedAt, QUIET_DAYS, zone) <= asOf
}

function isResolvedAtOnce(one: Case, history: CaseHistory, zone: string): boolean {
  const until = addDaysAt(one.openedAt, QUIET_DAYS, zone)
  const isSoon = ({ at }: { readonly at: number }): boolean => at < until
  const isClosed = one.closures.some(
    ({ at, reopenedAt }) => at < until && (reopenedAt === null || reopenedAt >= until),
  )
  if (!isClosed || one.contacts.filter(isSoon).length > 1 || one.transfers.some(isSoon)) return false
  return !cameBack(one, history, until)
}

function cameBack({ caseId, personId, topic, openedAt }: Case, history: CaseHistory, until: number): boolean {
  if (personId === null || topic === null) return false
  const others = (history.get(personId) ?? []).filter(
    (other) => other.caseId !== caseId && other.topic === topic,
  )
  return others.some(({ contacts }) => contacts.some(({ at }) => at > openedAt && at < until))
}
