import { takeBack } from './count.ts'
import type { Count } from './count.ts'
import type { FactOf } from './fact-of.ts'
import { getNode } from './journey-frame.ts'
import type { JourneyFrame } from './journey-frame.ts'
import { countPersons } from './k01-stage-conversion.ts'

type Moving = FactOf<'moved-out'> | FactOf<'moved-in'>

/**
 * Counts a run that goes on under another version. Its entry into the node under way counts there from now on, on
 * the day it began, and so does its person in every stage they were in: an entry and a person belong to the version
 * that decides what becomes of them. What the run did before stays counted here.
 */
export function countMovedOut(frame: JourneyFrame, fact: FactOf<'moved-out'>): readonly Count[] {
  const { subject } = getNode(frame, fact.node)
  return [
    { subject, counter: 'moved-out', at: fact.enteredAt },
    { subject: 'journey', counter: 'moved-out', at: fact.at },
    ...takeBack(countPersonOf(frame, fact)),
  ]
}

/** Counts a run that comes from another version: the other half of {@link countMovedOut}. */
export function countMovedIn(frame: JourneyFrame, fact: FactOf<'moved-in'>): readonly Count[] {
  const { subject } = getNode(frame, fact.node)
  return [
    { subject, counter: 'moved-in', at: fact.enteredAt },
    { subject: 'journey', counter: 'moved-in', at: fact.at },
    ...countPersonOf(frame, fact),
  ]
}

/** Persons are counted by their first run. */
function countPersonOf(frame: JourneyFrame, { begunAt, entryNumber, stages }: Moving): readonly Count[] {
  if (entryNumber !== 1) return []
  return countPersons(frame, { entryNumber, enteredAt: begunAt, stages, convertedAt: null })
}
