import type { VersionId } from '../ids.ts'
import type { Fact } from './step.ts'

/** The part of a run that was made under one version. */
export interface Stint {
  readonly versionId: VersionId
  readonly facts: readonly Fact[]
}

/**
 * Facts of one run, in order, by the version they were made under. `versionId` is the one the run is on after them;
 * where it was never moved there is one stint.
 */
export function listStints(facts: readonly Fact[], versionId: VersionId): readonly Stint[] {
  const first = facts.find((fact) => fact.kind === 'moved-out')
  if (!first) return [{ versionId, facts }]
  const stints: { versionId: VersionId; facts: Fact[] }[] = [{ versionId: first.version, facts: [] }]
  for (const fact of facts) {
    if (fact.kind === 'moved-in') stints.push({ versionId: fact.version, facts: [] })
    stints.at(-1)?.facts.push(fact)
  }
  return stints
}
