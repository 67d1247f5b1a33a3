/**
 * What a rollup counts about: a node, an edge (`from:port`), a stage, the journey, or (with an empty
 * journey and version) the workspace.
 */
export type RollupSubject = `node:${string}` | `edge:${string}` | `stage:${string}` | 'journey' | 'workspace'

/** Where a count belongs. Two keys with equal parts are the same rollup. */
export interface RollupKey {
  /** Empty for the workspace's own rollups. */
  readonly journeyId: string
  readonly versionId: string
  readonly subject: RollupSubject
  /** What is counted; the closed list lives in `kpi`. */
  readonly counter: string
  /** Civil day in the workspace's zone, `YYYY-MM-DD`: the cohort the count belongs to. */
  readonly day: string
  /** Bin of a distribution; 0 where the counter has none. */
  readonly bin: number
}

/** A change of one rollup. Deltas of one batch with the same key are added up first. */
export interface RollupDelta extends RollupKey {
  /** May be negative: a restatement takes back what was counted. */
  readonly by: number
}

/** A rollup as stored: a sum of deltas. */
export interface Rollup extends RollupKey {
  readonly total: number
}
