import { toJourneyFrame } from '@periplo/kpi'
import type { RecountEntry } from '@periplo/kpi'
import type { Instant } from '@periplo/model'
import type { AuditCheck, AuditedRun, AuditTerms, Snapshot, Store, Tally } from '@periplo/store'
import {
  inSnapshot,
  listHalfMerged,
  listWorkspaces,
  readTally,
  readVersions,
  runCheck,
  streamOrders,
  streamOutcomes,
  streamRollups,
  streamRuns,
} from '@periplo/store'
import { checkRun, isInPlace, toStints } from './check-run.ts'
import type { AuditedVersion } from './check-run.ts'
import { MEANINGS, RUN_CHECKS, toFinding } from './finding.ts'
import type { Finding } from './finding.ts'
import { createRecount } from './recount.ts'
import type { Recount } from './recount.ts'

/** What an audit came to. No findings: every promise holds, as far as it can be read from the data. */
export interface Audit {
  readonly auditedAt: Instant
  /** How much there was to look at. */
  readonly looked: Tally & { readonly workspaces: number }
  /** The gravest promises first: by invariant, then by workspace. */
  readonly findings: readonly Finding[]
}

const OF_RUNS: ReadonlySet<string> = new Set(RUN_CHECKS)

/**
 * Holds the whole database to the invariants, on one snapshot: workers and writers go on meanwhile. Changes
 * nothing. Memory grows with versions and rollups, not with people. Merges that are half done are passed over.
 */
export async function auditInstallation(store: Store, terms: AuditTerms): Promise<Audit> {
  const workspaces = await listWorkspaces(store)
  const book = createVersionBook(
    store,
    new Map(workspaces.map(({ workspaceId, zone }) => [workspaceId, zone])),
  )
  const findings = await inSnapshot(store, async (snapshot) => [
    ...(await runStatements(snapshot, terms)),
    ...(await auditRuns(snapshot, book)),
  ])
  return {
    auditedAt: terms.now,
    looked: { workspaces: workspaces.length, ...(await readTally(store, null)) },
    findings: findings.toSorted((a, b) => (toRank(a) < toRank(b) ? -1 : 1)),
  }
}

function toRank({ invariant, check, workspaceId }: Finding): string {
  return `${invariant} ${check} ${workspaceId ?? ''}`
}

async function runStatements(snapshot: Snapshot, terms: AuditTerms): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for (const check of Object.keys(MEANINGS))
    if (isStatement(check))
      found.push(...(await runCheck(snapshot, check, terms)).map((violation) => toFinding(check, violation)))
  return found
}

function isStatement(check: string): check is AuditCheck {
  return !OF_RUNS.has(check)
}

/** Versions by id, read once each. */
interface VersionBook {
  readonly zones: ReadonlyMap<string, string>
  load(versionIds: readonly string[]): Promise<void>
  find(versionId: string): AuditedVersion | undefined
}

function createVersionBook(store: Store, zones: ReadonlyMap<string, string>): VersionBook {
  const known = new Map<string, AuditedVersion | undefined>()
  return {
    zones,
    find: (versionId) => known.get(versionId),
    async load(versionIds) {
      const missing = [...new Set(versionIds)].filter((versionId) => !known.has(versionId))
      if (missing.length === 0) return
      for (const versionId of missing) known.set(versionId, undefined)
      for (const { workspaceId, journeyId, versionId, definition } of await readVersions(store, missing)) {
        const zone = zones.get(workspaceId) ?? 'UTC'
        const frame = toJourneyFrame({ journeyId, versionId, definition, zone })
        known.set(versionId, { definition, frame })
      }
    },
  }
}

async function auditRuns(snapshot: Snapshot, book: VersionBook): Promise<readonly Finding[]> {
  const halfMerged = await listHalfMerged(snapshot)
  const recount = createRecount()
  const found = new Map<string, Finding>()
  for await (const runs of streamRuns(snapshot)) {
    await book.load(runs.flatMap((run) => toStints(run).map(({ versionId }) => versionId)))
    for (const run of runs) auditRun({ book, recount, halfMerged, found }, run)
  }
  await countTheRest(snapshot, book, recount)
  const differences = recount
    .listDifferences()
    .filter(({ workspaceId }) => workspaceId === null || !halfMerged.has(workspaceId))
  return [...found.values(), ...differences.map((violation) => toFinding('rollup-differs', violation))]
}

interface RunAudit {
  readonly book: VersionBook
  readonly recount: Recount
  readonly halfMerged: ReadonlySet<string>
  readonly found: Map<string, Finding>
}

function auditRun({ book, recount, halfMerged, found }: RunAudit, run: AuditedRun): void {
  const { workspaceId, enrollmentId, stored } = run
  if (!stored && halfMerged.has(workspaceId)) return
  for (const check of checkRun(run, book.find)) {
    const key = `${check} ${workspaceId}`
    const count = (found.get(key)?.count ?? 0) + 1
    const example = found.get(key)?.example ?? `enrollment ${enrollmentId}`
    found.set(key, toFinding(check, { workspaceId, count, example }))
  }
  if (!stored || !isInPlace(run, book.find)) return
  const isFirstRun = stored.entryNumber === 1
  for (const { versionId, facts } of toStints(run)) {
    const version = book.find(versionId)
    if (version) recount.add(workspaceId, [{ kind: 'run', frame: version.frame, facts, isFirstRun }])
  }
}

/** Messages and orders are counted by facts of their own. */
async function countTheRest(snapshot: Snapshot, book: VersionBook, recount: Recount): Promise<void> {
  for await (const outcomes of streamOutcomes(snapshot)) {
    await book.load(outcomes.map(({ versionId }) => versionId))
    for (const { workspaceId, versionId, fact } of outcomes) {
      const frame = book.find(versionId)?.frame
      if (frame?.nodes.has(fact.node))
        recount.add(workspaceId, [{ kind: 'run', frame, facts: [fact], isFirstRun: true }])
    }
  }
  for await (const orders of streamOrders(snapshot))
    for (const { workspaceId, order } of orders) {
      const entry: RecountEntry = { kind: 'order', order, zone: book.zones.get(workspaceId) ?? 'UTC' }
      recount.add(workspaceId, [entry])
    }
  for await (const rollups of streamRollups(snapshot))
    for (const { workspaceId, ...rollup } of rollups) recount.compare(workspaceId, rollup)
}
