import type {
  Condition,
  EmittedProperty,
  EndReason,
  EventName,
  JourneyId,
  NodeId,
  NodeKind,
  NodeOf,
  TraitChange,
  WaitTarget,
} from '@periplo/model'

/** The state of somebody who has not entered yet; no node can be called so. */
export const OUTSIDE = '$outside'

/** Where a run stands in the machine: a node's id, the state it waits in beside one, {@link OUTSIDE}, or an end of {@link ENDS}. */
export type StateName = string

/** The state a run ends in where no end node is reached. */
export const ENDS: { readonly [R in 'goal' | 'exit-rule' | 'refused']: StateName } = {
  goal: '$goal',
  'exit-rule': '$exit-rule',
  refused: '$refused',
}

/** What a way asks before it is taken. Each name is implemented in `guards.ts`. */
export type Guard =
  | { readonly type: 'entersBy'; readonly params: { readonly node: NodeId } }
  | { readonly type: 'matches'; readonly params: { readonly condition: Condition } }
  | { readonly type: 'isAwaited'; readonly params: Awaited }
  | { readonly type: 'isDrawnBelow'; readonly params: { readonly node: NodeId; readonly share: number } }
  | { readonly type: 'isRefused'; readonly params: Addressed }
  | { readonly type: 'isAnswer'; readonly params: { readonly node: NodeId; readonly failed: boolean } }
  | { readonly type: 'isShort'; readonly params: { readonly points: number } }
  | { readonly type: 'isReached' | 'isDateless'; readonly params: { readonly until: WaitTarget } }

/** What a wait asks of an event. */
export type Awaited = Pick<NodeOf<'wait-for-event'>, 'filter' | 'correlation'>

/** What it is that consent and a guard of the node are asked for. */
export type Addressed = Pick<NodeOf<'message'>, 'channel' | 'purpose' | 'guard'>

/** What a move does. All but `updateProfile` and those that keep something are carried out by nobody here: they are read as data after the move. */
export type Action =
  /** The person leaves `from` by `port` and arrives in `to`. */
  | {
      readonly type: 'go'
      readonly params: { readonly from: NodeId; readonly port: string; readonly to: NodeId }
    }
  /** The person arrives in the entry node. */
  | { readonly type: 'enter'; readonly params: { readonly node: NodeId } }
  /** The person arrives in a node by being moved, and goes on waiting there or not. */
  | { readonly type: 'arrive'; readonly params: { readonly node: NodeId; readonly keeps: boolean } }
  | { readonly type: 'send'; readonly params: Sending }
  | { readonly type: 'refuse'; readonly params: Addressed & { readonly node: NodeId } }
  | { readonly type: 'updateProfile'; readonly params: { readonly changes: readonly TraitChange[] } }
  /** Stands after `updateProfile` and hands on what it worked out. */
  | { readonly type: 'assignTraits' }
  /** Stands before `keepAudience`, which the nodes after it see. */
  | { readonly type: 'changeAudience'; readonly params: Joining & { readonly node: NodeId } }
  | { readonly type: 'keepAudience'; readonly params: Joining }
  /** Stands before `keepPoints`, which the nodes after it see. */
  | {
      readonly type: 'changePoints'
      readonly params: Paying & { readonly node: NodeId; readonly reason: string }
    }
  | { readonly type: 'keepPoints'; readonly params: Paying }
  | { readonly type: 'keepAnswer'; readonly params: { readonly node: NodeId } }
  | { readonly type: 'emit'; readonly params: Emitting }
  | {
      readonly type: 'startJourney'
      readonly params: { readonly node: NodeId; readonly journeyId: JourneyId }
    }
  | { readonly type: 'assign'; readonly params: { readonly node: NodeId; readonly arm: string } }
  | { readonly type: 'end'; readonly params: { readonly reason: EndReason } }

/** Which audience somebody comes into, or leaves. */
export type Joining = Pick<NodeOf<'audience'>, 'act' | 'audience'>

/** Points given, or (negative) taken. */
export interface Paying {
  readonly by: number
}

/** What an `emit` action wants in the log. */
export interface Emitting {
  readonly node: NodeId
  readonly event: EventName
  readonly properties: readonly EmittedProperty[]
}

/** What a `send` action wants sent. */
export interface Sending {
  readonly node: NodeId
  readonly channel: NodeOf<'message'>['channel'] | 'webhook'
  readonly purpose: NodeOf<'message'>['purpose']
  /** Will be asked for as it leaves. */
  readonly guard?: Condition | undefined
}

/** One way out of a state. */
export interface Way {
  readonly target: StateName
  readonly guard?: Guard
  readonly actions: readonly Action[]
  /** Set where a state leads to itself, so that it is left and entered again. */
  readonly reenter?: true
}

/** One state: plain JSON, in the words of XState. */
export interface StateConfig {
  readonly type?: 'final'
  readonly entry?: readonly Action[]
  /** Ways taken at once, the first whose guard holds. */
  readonly always?: readonly Way[]
  /** Ways taken on an event, by {@link toEventType}. */
  readonly on?: Readonly<Record<string, readonly Way[]>>
  /** Ways taken after a time, by {@link toDelayName} or {@link toUntilName}. */
  readonly after?: Readonly<Record<string, Way>>
  readonly meta?: { readonly kind: NodeKind; readonly title: string; readonly stage: string }
}

/** One version of a journey as an XState machine: plain JSON, guards, actions and delays by name. */
export interface MachineConfig {
  readonly id: 'journey'
  readonly initial: typeof OUTSIDE
  readonly states: Readonly<Record<StateName, StateConfig>>
}
