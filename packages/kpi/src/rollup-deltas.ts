import type { Fact, RollupDelta } from '@periplo/model'
import { toDelta } from './count.ts'
import type { Count } from './count.ts'
import { MESSAGE_COUNTER, REFUSAL_COUNTER } from './counters.ts'
import { getNode } from './journey-frame.ts'
import type { FactOf } from './fact-of.ts'
import type { JourneyFrame } from './journey-frame.ts'
import { countGoal, countRegress, countStageEntry } from './k01-stage-conversion.ts'
import { countNodeEntry, countNodeEnd, countNodeLeft } from './k02-step-conversion.ts'
import { countEndFate, countLeftFate } from './k03-drop-off.ts'
import { countMovedIn, countMovedOut } from './moved.ts'
import { countNodeStay, countStageStay } from './k04-dwell.ts'

/**
 * What a step's facts change in the rollups of its version. Each fact speaks for itself, so facts may be
 * counted one by one, in any order and by any worker, and the sums agree with a recount. Equal keys are
 * not merged yet: see `sumDeltas`. A fact about a node or stage the version does not have is a bug.
 */
export function toRollupDeltas(frame: JourneyFrame, facts: readonly Fact[]): readonly RollupDelta[] {
  const deltas: RollupDelta[] = []
  for (const fact of facts) for (const count of countFact(frame, fact)) deltas.push(toDelta(frame, count))
  return deltas
}

function countFact(frame: JourneyFrame, fact: Fact): readonly Count[] {
  switch (fact.kind) {
    case 'enrollment-entered':
      return countRun(fact)
    case 'node-entered':
      return countNodeEntry(frame, fact)
    case 'node-left':
      return [...countNodeLeft(frame, fact), ...countLeftFate(frame, fact), ...countNodeStay(frame, fact)]
    case 'stage-entered':
      return countStageEntry(frame, fact)
    case 'stage-regressed':
      return countRegress(frame, fact)
    case 'stage-left':
      return countStageStay(frame, fact)
    case 'enrollment-ended':
      return [...countNodeEnd(frame, fact), ...countEndFate(frame, fact), ...countEndedStay(frame, fact)]
    case 'moved-out':
      return countMovedOut(frame, fact)
    case 'moved-in':
      return countMovedIn(frame, fact)
    case 'goal-reached':
      return countGoal(frame, fact)
    case 'message':
      return countMessage(frame, fact)
    // the edge an arm leaves by counts it; uplift (K41) reads the fact itself
    case 'assigned':
    // an emitted event is counted where it is heard
    case 'emitted':
    // who is in an audience is counted by the audience
    case 'audience-changed':
    // points are added up in their ledger
    case 'points-changed':
      return []
  }
}

function countRun({ at, entryNumber }: FactOf<'enrollment-entered'>): readonly Count[] {
  const entered: Count = { subject: 'journey', counter: 'entered', at }
  return entryNumber === 1 ? [entered, { subject: 'journey', counter: 'people', at }] : [entered]
}

function countEndedStay(frame: JourneyFrame, fact: FactOf<'enrollment-ended'>): readonly Count[] {
  return fact.reason === 'merged' || fact.reason === 'erased' ? [] : countNodeStay(frame, fact)
}

/** Stands on the day of the outcome: a fact about a message does not say when its node was entered. */
function countMessage(frame: JourneyFrame, fact: FactOf<'message'>): readonly Count[] {
  const { subject } = getNode(frame, fact.node)
  const outcome: Count = { subject, counter: MESSAGE_COUNTER[fact.outcome], at: fact.at }
  if (fact.outcome !== 'refused') return [outcome]
  return [outcome, { subject, counter: toRefusalCounter(fact.reason), at: fact.at }]
}

function toRefusalCounter(reason = 'other'): Count['counter'] {
  return isKnownRefusal(reason) ? REFUSAL_COUNTER[reason] : REFUSAL_COUNTER.other
}

function isKnownRefusal(reason: string): reason is keyof typeof REFUSAL_COUNTER {
  return Object.hasOwn(REFUSAL_COUNTER, reason)
}
