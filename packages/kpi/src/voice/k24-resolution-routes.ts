import type { Channel, Measure } from '@periplo/model'
import { compareText } from '../log/to-kpi-log.ts'
import type { Frame } from '../measure.ts'
import { SMALL_N, toMeasure } from '../measure.ts'
import type { Case } from '../service/case.ts'
import { countRepeatMoments } from '../service/k32-repeat-moments.ts'
import { sortNumbers } from '../statistics/order-statistics.ts'
import { correlationOf, toSample } from '../statistics/sample.ts'
import type { Answer } from './answers.ts'
import { toEffort } from './k23-ces.ts'
import { toMeanMeasure } from './summary-measures.ts'

/** The edition of the formulas below. */
export const K24 = 'K24.1'

/** One way cases are resolved: its channels, and what it asks of customers. */
export interface ResolutionRoute {
  /** `web > chat_human > call_center_in`. */
  readonly route: string
  readonly channels: readonly Channel[]
  readonly cases: number
  /** Mean effort told in surveys, 0 to 100; null with fewer than 30 answers. */
  readonly effort: Measure | null
  /** Mean structural effort: contacts + handovers + changes of channel + repeat moments. */
  readonly structural: Measure
}

/** How the two kinds of effort go together over cases that have both. */
export interface EffortLink {
  /** Spearman's ρ, −1 to 1; null for fewer than three cases or where either does not vary. */
  readonly correlation: number | null
  readonly cases: number
}

/** The channels of a case in order, equal neighbours taken together. */
export function toRoute({ contacts }: Case): readonly Channel[] {
  return contacts
    .map(({ channel }) => channel)
    .filter((channel, at, channels) => at === 0 || channel !== channels[at - 1])
}

/**
 * What a case asked of the customer, counted: contacts + handovers + changes of channel + repeat moments. At
 * least 1.
 */
export function toStructuralEffort(one: Case): number {
  return one.contacts.length + one.transfers.length + (toRoute(one).length - 1) + countRepeatMoments(one)
}

/**
 * Effort per resolution route, the most travelled first. Mean effort in answers (K23) about the route's cases
 * is shown from 30 answers on; without it the structural effort stands for it, `estimated`. Source: kpi
 * specification K24; the weights of structural effort, one each, are ours.
 */
export function toResolutionRoutes(
  cases: readonly Case[],
  answers: readonly Answer[],
  frame: Frame,
): readonly ResolutionRoute[] {
  const efforts = toEfforts(answers)
  const routes = [...Map.groupBy(cases, (one) => toRoute(one).join(' > '))]
  return routes
    .map(([route, own]) => toResolutionRoute({ route, cases: own, efforts }, frame))
    .sort((a, b) => b.cases - a.cases || compareText(a.route, b.route))
}

/** Mean structural effort of all cases; estimated, as nobody was asked. */
export function toStructuralMeasure(cases: readonly Case[], frame: Frame, isAsked = false): Measure {
  return toMeanMeasure(
    cases.map(toStructuralEffort),
    {
      definitionVersion: K24,
      unit: 'ratio',
      within: { lo: 1, hi: Infinity },
      estimated: cases.length > 0 && !isAsked,
    },
    frame,
  )
}

/**
 * Spearman's rank correlation of told and structural effort over the cases that have both: whether what we
 * count is what customers feel. Source: C. Spearman, Am. J. Psychol. 15 (1904) 72–101; ties get their mean
 * rank.
 */
export function linkEfforts(cases: readonly Case[], answers: readonly Answer[]): EffortLink {
  const efforts = toEfforts(answers)
  const pairs = cases.flatMap((one) => {
    const told = efforts.get(one.caseId)
    return told === undefined ? [] : [{ told: toSample(told).mean, counted: toStructuralEffort(one) }]
  })
  const counted = toRanks(pairs.map((pair) => pair.counted))
  const ranks = toRanks(pairs.map((pair) => pair.told)).map((x, at) => ({ x, y: counted[at] ?? 0 }))
  return { correlation: ranks.length < 3 ? null : correlationOf(ranks), cases: ranks.length }
}

/** The link as a measure; no data where there is none. */
export function toLinkMeasure({ correlation, cases }: EffortLink, frame: Frame): Measure {
  return toMeasure(
    {
      definitionVersion: K24,
      unit: 'ratio',
      value: correlation,
      numerator: null,
      denominator: correlation === null ? 0 : null,
      n: cases,
      interval: null,
    },
    frame,
  )
}

/** Mean effort told about any of these cases, however many answered. */
export function toToldEffort(cases: readonly Case[], answers: readonly Answer[], frame: Frame): Measure {
  const efforts = toEfforts(answers)
  return toEffortMeasure(
    cases.flatMap(({ caseId }) => efforts.get(caseId) ?? []),
    frame,
  )
}

function toEffortMeasure(told: readonly number[], frame: Frame): Measure {
  return toMeanMeasure(told, { definitionVersion: K24, unit: 'score', within: { lo: 0, hi: 100 } }, frame)
}

interface OwnRoute {
  readonly route: string
  readonly cases: readonly Case[]
  readonly efforts: ReadonlyMap<string, readonly number[]>
}

function toResolutionRoute({ route, cases, efforts }: OwnRoute, frame: Frame): ResolutionRoute {
  const told = cases.flatMap(({ caseId }) => efforts.get(caseId) ?? [])
  const isAsked = told.length >= SMALL_N
  return {
    route,
    channels: cases[0] ? toRoute(cases[0]) : [],
    cases: cases.length,
    effort: isAsked ? toEffortMeasure(told, frame) : null,
    structural: toStructuralMeasure(cases, frame, isAsked),
  }
}

/** By case: the efforts told about it. */
function toEfforts(answers: readonly Answer[]): ReadonlyMap<string, readonly number[]> {
  const efforts = new Map<string, number[]>()
  for (const answer of answers) {
    if (answer.issueId === null) continue
    const caseId = `issue:${answer.issueId}`
    efforts.set(caseId, [...(efforts.get(caseId) ?? []), toEffort(answer)])
  }
  return efforts
}

/** Ranks from 1; equal values share the mean of theirs. */
function toRanks(values: readonly number[]): readonly number[] {
  const sorted = sortNumbers(values)
  const rankOf = new Map<number, number>()
  for (const [at, value] of sorted.entries()) {
    if (rankOf.has(value)) continue
    const next = sorted.findIndex((other, place) => place > at && other !== value)
    const last = next === -1 ? sorted.length : next
    rankOf.set(value, (at + 1 + last) / 2)
  }
  return values.map((value) => rankOf.get(value) ?? 0)
}
