import type {
  InFlightChoice,
  Instant,
  MovePlan,
  MoveTarget,
  NodeId,
  NodeKind,
  VersionId,
} from '@periplo/model'
import type { Actor, InWorkspace } from './call-terms.ts'

/** What is published: the draft as of a revision. */
export interface Publication extends InWorkspace {
  readonly journeyId: string
  readonly revision: number
  readonly actor: Actor
  readonly acceptWarnings?: boolean
  /** What becomes of the people in flight; absent, they stay. */
  readonly inFlight?: InFlightChoice
}

/** The people in one node of one version, and what a choice would make of them. */
export interface ForeseenCrowd {
  readonly versionId: VersionId
  /** Of the version. */
  readonly number: number
  readonly node: NodeId
  readonly title: string
  readonly kind: NodeKind
  readonly people: number
  /** Of them, those whom a pause keeps from moving. */
  readonly held: number
  readonly target: MoveTarget | { readonly kind: 'stay' }
  /** Who `acts` does at once what the target says; who `waits` goes on waiting there. */
  readonly becomes: 'stays' | 'waits' | 'acts' | 'leaves'
  /** Of those who wait on, the ones whose wait is over by the new rule: they go on within the spread. */
  readonly over: number
}

/** What publishing the draft would make of the people in flight. */
export interface ForeseenMove {
  /** Where anybody is, by version and in the order of the drawing. */
  readonly crowds: readonly ForeseenCrowd[]
  /** What the draft asks for that runs of a version have not kept: `entry.cart_id`. To whoever moves it is missing. */
  readonly forgotten: readonly { readonly number: number; readonly names: readonly string[] }[]
  /** Runs that an earlier move has still to ask; they are counted where they are now. */
  readonly unasked: number
}

/** A move that was made, and what it came to. Of those who left or stayed the ones asked again since are not counted. */
export interface MoveSummary {
  readonly no: number
  readonly at: Instant
  readonly by: string
  readonly kind: MovePlan['kind']
  /** Numbers of the versions people were on, and of the one they came to; null where they were brought back. */
  readonly fromNumbers: readonly number[]
  readonly toNumber: number | null
  /** The move it takes back. */
  readonly undoes: number | null
  /** Whether a later one has taken it back. */
  readonly isUndone: boolean
  readonly moved: number
  readonly left: number
  readonly stayed: number
  /** Not asked yet: the workers are on it, or the journey is paused. */
  readonly waiting: number
  /** Of the moved, those who still stand where it has put them: they can be brought back. 0 unless it is the latest. */
  readonly returnable: number
}

/** The verbs about people in flight. */
export interface MovingVerbs {
  /**
   * What the choice would make of the people in flight if the draft were published now. Changes nothing. Fails with
   * `journey/flawed-mapping`.
   */
  foreseeMove(input: InWorkspace & { journeyId: string; choice: InFlightChoice }): Promise<ForeseenMove>
  /** The moves of a journey, the latest first. */
  listMoves(input: InWorkspace & { journeyId: string }): Promise<readonly MoveSummary[]>
  /**
   * Brings whoever still stands where the latest move has put them back to where they were; the others stay. Whose
   * timer would be over goes on within `spreadMs`. Fails with `journey/wrong-state` unless it is the latest move, and
   * none that brought people back.
   */
  bringBack(
    input: InWorkspace & { journeyId: string; moveNo: number; spreadMs: number; actor: Actor },
  ): Promise<void>
}
