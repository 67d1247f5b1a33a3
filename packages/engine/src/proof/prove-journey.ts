import { PROOF_FINDINGS, validateDefinition } from '@periplo/model'
import type { JourneyDefinition, Proof, ProofFinding } from '@periplo/model'
import { exploreJourney } from './explore.ts'
import type { Exploration } from './explore.ts'
import { findCircles } from './find-circles.ts'
import { findDecisions } from './find-decisions.ts'
import { findSends } from './find-sends.ts'
import { DEFAULT_TERMS } from './proof-terms.ts'
import type { ProofTerms } from './proof-terms.ts'
import type { Found } from './found.ts'
import { findHeavyWeek } from './messages.ts'
import { findTimes } from './times.ts'
import { findPath } from './ways.ts'

const NOTHING_KNOWN: Proof = { findings: [], times: {}, worstWeek: { messages: 0, atLeast: false } }

/**
 * Proves what can be told of a journey without running it, by following everybody through it at once. What it
 * says nobody can do, nobody does; what it does not find may still be wrong. Times, dates, counts and lists
 * are taken for undecided. A drawing with structural errors is not proven: its proof is empty.
 */
export function proveJourney(definition: JourneyDefinition, terms: ProofTerms = DEFAULT_TERMS): Proof {
  if (validateDefinition(definition).some(({ severity }) => severity === 'error')) return NOTHING_KNOWN
  const explored = exploreJourney(definition)
  const week = findHeavyWeek(explored)
  const found = [
    ...findDecisions(definition, explored),
    ...findCircles(definition, explored),
    ...findSends(explored, week, terms),
  ]
  return {
    findings: sortFindings(
      found.map((one) => toFinding(one, explored)),
      definition,
    ),
    times: findTimes(explored),
    worstWeek: week.worstWeek,
  }
}

function toFinding({ code, node, port, path, data }: Found, explored: Exploration): ProofFinding {
  const { ways, drawn, entries } = explored
  const isThere = (id: string): boolean => id === node
  const shown = path ?? findPath(ways, entries, isThere) ?? findPath(drawn, entries, isThere) ?? []
  return {
    code,
    severity: PROOF_FINDINGS[code],
    ...(node !== undefined && { node }),
    ...(port !== undefined && { port }),
    path: node === undefined && !path ? [] : shown.map(({ key }) => key),
    data: data ?? {},
  }
}

const WEIGHT = { error: 0, warning: 1, note: 2 } as const

function sortFindings(
  findings: readonly ProofFinding[],
  { nodes }: JourneyDefinition,
): readonly ProofFinding[] {
  const places = new Map(nodes.map(({ id }, index) => [id, index]))
  const placeOf = ({ node }: ProofFinding): number => (node === undefined ? -1 : (places.get(node) ?? -1))
  return findings.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || placeOf(a) - placeOf(b))
}
