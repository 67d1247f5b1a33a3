import type { NodeId } from '../ids.ts'

/**
 * What proving a journey can find, and how much it weighs. An error forbids publishing; a warning asks; a
 * note only tells. The drawing itself is judged before, by `validateDefinition`.
 */
export const PROOF_FINDINGS = {
  /** No entry lets anybody in: every filter contradicts itself. */
  'nobody-enters': 'error',
  /** The journey has a goal, and no run can reach it. */
  'goal-unreachable': 'error',
  /** Whoever gets to the node goes round for ever: no way, event or rule ends the run. */
  'no-way-out': 'error',
  /** A circle that can be gone round without time passing and without anything happening. */
  'loop-in-one-instant': 'error',
  /** Journeys that can set each other off with no time between: all but the first few rounds are refused. */
  'journeys-without-end': 'warning',
  /** Journeys that can set each other off for ever, with time between. */
  'journeys-in-a-circle': 'warning',
  'entry-never': 'warning',
  /** An earlier entry takes everybody this one could let in. */
  'entry-shadowed': 'warning',
  'never-reached': 'warning',
  'always-yes': 'warning',
  'always-no': 'warning',
  /** The question can never be answered: it compares what cannot be compared. */
  'always-unknown': 'warning',
  /** Nobody can leave by this port. */
  'way-never-taken': 'warning',
  /** No event can end the wait: it always times out. */
  'wait-never-woken': 'warning',
  /** The guard of a message contradicts itself, or what happened before: it is never sent. */
  'message-never-sent': 'warning',
  /** Nothing but an event ends the wait. */
  'wait-without-timeout': 'warning',
  /** An exit rule of the journey whose filter contradicts itself. */
  'rule-never': 'warning',
  /** Two messages with no time between them. */
  'messages-at-once': 'warning',
  /** More messages in seven days than a person should get. */
  'heavy-week': 'warning',
  /** The same, out of two journeys that one event begins. */
  'heavy-week-together': 'warning',
  /** The workspace cannot send on the channel: its messages stay in the Inbox. */
  'channel-not-connected': 'warning',
  /** A transactional message leaves without anybody having said yes. */
  'sends-without-consent': 'note',
  /** The shares of a split do not add up to 100: they are taken relative to their sum. */
  'shares-not-100': 'note',
} as const satisfies Record<string, ProofSeverity>

/** How much a finding weighs. */
export type ProofSeverity = 'error' | 'warning' | 'note'

/** A code of {@link PROOF_FINDINGS}. */
export type ProofCode = keyof typeof PROOF_FINDINGS

/** One thing the proof found. */
export interface ProofFinding {
  readonly code: ProofCode
  readonly severity: ProofSeverity
  /** The node it is about; absent where it is about the whole journey. */
  readonly node?: NodeId
  readonly port?: string
  /** A way that shows it, as edge keys `from:port` in the order they are gone: from an entry, or once round a circle. */
  readonly path: readonly string[]
  /** What the sentence about it names beside the node. */
  readonly data: ProofData
}

/** What a finding can name; which of these depends on its code. */
export interface ProofData {
  readonly count?: number
  readonly limit?: number
  readonly channel?: string
  /** Name of another journey. */
  readonly journey?: string
  readonly event?: string
  /** Whether the rule contradicts itself, or what happened before decides it. */
  readonly because?: 'rule' | 'path'
}

/** When a run can get to a node, counted from its entry, in milliseconds. */
export interface NodeTimes {
  readonly soonestMs: number
  /** Null: there is no limit, a circle leads there. */
  readonly latestMs: number | null
}

/** What is known of a journey without running it. */
export interface Proof {
  /** The worst first, then in the order of the nodes. */
  readonly findings: readonly ProofFinding[]
  /** Nodes that somebody can get to. */
  readonly times: Readonly<Record<NodeId, NodeTimes>>
  /** The most messages one run can send in any seven days; `atLeast` where counting stopped there. */
  readonly worstWeek: { readonly messages: number; readonly atLeast: boolean }
}
