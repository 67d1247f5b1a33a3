import type { JourneyDefinition, NodeId, ProofFinding } from '@periplo/model'
import { PROOF_FINDINGS } from '@periplo/model'
import { assume } from './assume.ts'
import { exploreJourney } from './explore.ts'
import type { Exploration } from './explore.ts'
import { AT_ENTRY } from './knowledge.ts'
import { findHeavyWeek } from './messages.ts'
import type { ProofTerms } from './proof-terms.ts'

/**
 * What is wrong with a journey only beside others that run: one event begins both, and together they write
 * more in seven days than a person should get. Says nothing of a journey that is too much by itself. All of
 * them must be without structural errors.
 */
export function proveTogether(
  definition: JourneyDefinition,
  others: readonly JourneyDefinition[],
  { weeklyLimit }: ProofTerms,
): readonly ProofFinding[] {
  const own = exploreJourney(definition)
  const ownMessages = findHeavyWeek(own).worstWeek.messages
  if (ownMessages === 0 || ownMessages > weeklyLimit) return []
  return others.flatMap((other): readonly ProofFinding[] => {
    const explored = exploreJourney(other)
    const { messages } = findHeavyWeek(explored).worstWeek
    const count = ownMessages + messages
    const meeting = findMeeting(own, explored)
    if (!meeting || messages === 0 || messages > weeklyLimit || count <= weeklyLimit) return []
    const data = { count, limit: weeklyLimit, journey: other.name, event: meeting.event }
    const code = 'heavy-week-together'
    return [{ code, severity: PROOF_FINDINGS[code], node: meeting.node, path: [], data }]
  })
}

/** An entry of the one by which somebody comes in with an event that lets them into the other, too. */
function findMeeting(
  one: Exploration,
  other: Exploration,
): { readonly node: NodeId; readonly event: string } | undefined {
  const doors = listDoors(other)
  for (const { node, event, filter } of listDoors(one)) {
    const meets = doors.some((door) => {
      const known = filter ? assume(filter, 'yes', AT_ENTRY) : AT_ENTRY
      if (door.event !== event || !known) return false
      return !door.filter || assume(door.filter, 'yes', known) !== undefined
    })
    if (meets) return { node, event }
  }
  return undefined
}

function listDoors({ nodes, entries }: Exploration) {
  return entries.flatMap((node) => {
    const door = nodes.get(node)?.entersBy
    return door ? [{ node, ...door }] : []
  })
}
