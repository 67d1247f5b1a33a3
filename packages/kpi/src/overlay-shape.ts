import type { Instant, MatchLevel, Measure, MessageOutcome, NodeId, StageId } from '@periplo/model'

/** Look-back windows of ROPO, in civil days. */
export const ROPO_WINDOWS = [7, 14, 30, 90] as const
export type RopoWindow = (typeof ROPO_WINDOWS)[number]

/** Why entries of a node did not go on (K03). `suppressed`: a refused message whose node says `onRefused: exit`. */
export type DropOffReason = 'abandoned' | 'exited' | 'suppressed' | 'error'

/** Dwell over completed stays (K04), with the relative error of the sketch as interval. */
export interface DwellMeasures {
  readonly p50: Measure
  readonly p75: Measure
  readonly p90: Measure
  readonly p95: Measure
}

/** What the map shows of one node. Counts are entries, unless said. */
export interface NodeMeasures {
  /** Those moved in from other versions included. */
  readonly entered: number
  /** Left by an edge. */
  readonly left: number
  /** Ended here (end nodes, exit rules, errors). */
  readonly ended: number
  /** Of the entries those that began under another version and have come from it. */
  readonly movedIn: number
  /** Went on under another version; in no rate of this one. */
  readonly movedOut: number
  /** Entered in the window and still inside. entered = left + ended + movedOut + inside. */
  readonly inside: number
  /** K03: entries lost ÷ mature entries. */
  readonly dropOff: Measure
  readonly dropOffByReason: Readonly<Record<DropOffReason, number>>
  /** Entries whose window is still open. */
  readonly immature: number
  readonly dwell: DwellMeasures
  /** The median stay where those inside count for as long as they have been there; null while half have not left. */
  readonly medianWithInside: Measure
  /** Still inside for longer than the p90 of completed stays; null until 30 have completed. */
  readonly stuck: Measure
  /** Messages that left ÷ messages that were due. */
  readonly sends: Measure
  /** Messages of the node by what became of them. */
  readonly messages: Readonly<Record<MessageOutcome, number>>
  /** Refused messages by reason. */
  readonly refusedByReason: Readonly<Record<string, number>>
}

/** What the map shows of one edge (K02). */
export interface EdgeMeasures {
  readonly people: number
  /** Entries that left by this edge ÷ mature entries of its node. */
  readonly share: Measure
}

/** ROPO at one match level and window (K05). */
export interface RopoMeasures {
  /** Offline orders with research ÷ identified offline orders; interval: the bounds over unidentified ones. */
  readonly orderRate: Measure
  /** The same over net revenue. */
  readonly revenueShare: Measure
  /** Identified ÷ all offline orders. */
  readonly coverage: Measure
}

/** ROPO at every match level and window. */
export type RopoTable = Readonly<Record<MatchLevel, Readonly<Record<RopoWindow, RopoMeasures>>>>

/** What a lane's header shows. Unit: persons, by their first run. */
export interface StageMeasures {
  readonly people: number
  /** K01 to the next stage, closed funnel; null in the last stage. */
  readonly conversion: Measure | null
  /** 1 − conversion, over the same mature people; null in the last stage. */
  readonly dropOff: Measure | null
  /** Entered without having been seen in the stage before. */
  readonly skipped: number
  /** K01: `skipped` ÷ `people`; null in the first stage. */
  readonly skips: Measure | null
  /** Moves back to an earlier stage, of every run. */
  readonly regressed: number
  readonly dwell: DwellMeasures
  /** Against the target somebody set: the whole interval under it is `missed`; unknown without data or target. */
  readonly verdict: 'met' | 'missed' | 'unclear' | 'no-target'
}

/** Everything the map shows in Measure mode. */
export interface Overlay {
  readonly versionId: string
  readonly window: { readonly from: Instant; readonly to: Instant }
  readonly asOf: Instant
  readonly nodes: Readonly<Record<NodeId, NodeMeasures>>
  /** By edge key, `from:port`. */
  readonly edges: Readonly<Record<string, EdgeMeasures>>
  readonly stages: Readonly<Record<StageId, StageMeasures>>
  readonly journey: {
    readonly entered: number
    /** Entered their present node in the window: the sum over the nodes. */
    readonly inside: number
    /** Reached the goal within the conversion window ÷ mature people. Unit: persons, by their first run. */
    readonly goal: Measure
  }
  /** Over offline orders of people who had entered the journey at most 30 days before. */
  readonly ropo: RopoTable
  /** Over all offline orders of the workspace, unidentified ones included. */
  readonly workspaceRopo: RopoTable
}
