import { ENROLLMENT_REQUESTED, PROOF_FINDINGS } from '@periplo/model'
import type { JourneyDefinition, JourneyId, NodeId, ProofFinding } from '@periplo/model'
import { assume } from './assume.ts'
import { exploreJourney } from './explore.ts'
import type { Exploration } from './explore.ts'
import { AT_ENTRY } from './knowledge.ts'
import { findHeavyWeek } from './messages.ts'
import type { ProofTerms } from './proof-terms.ts'
import { findTimes } from './times.ts'

/** A journey among others. */
export interface NamedJourney {
  readonly journeyId: JourneyId
  readonly definition: JourneyDefinition
}

interface Explored extends NamedJourney {
  readonly explored: Exploration
  readonly messages: number
}

/**
 * What is wrong with a journey only beside others that run: together they write more in seven days than a
 * person should get, or they set each other off in a circle. Says nothing of a journey that is too much by
 * itself. All of them must be without structural errors.
 */
export function proveTogether(
  journey: NamedJourney,
  others: readonly NamedJourney[],
  { weeklyLimit }: ProofTerms,
): readonly ProofFinding[] {
  const own = toExplored(journey)
  const rest = others.map(toExplored)
  return [...findHeavyPairs(own, rest, weeklyLimit), ...findRound(own, rest)]
}

function toExplored({ journeyId, definition }: NamedJourney): Explored {
  const explored = exploreJourney(definition)
  return { journeyId, definition, explored, messages: findHeavyWeek(explored).worstWeek.messages }
}

function findHeavyPairs(own: Explored, others: readonly Explored[], limit: number): readonly ProofFinding[] {
  if (own.messages === 0 || own.messages > limit) return []
  return others.flatMap(({ definition, explored, messages }): readonly ProofFinding[] => {
    const count = own.messages + messages
    const meeting = findMeeting(own.explored, explored)
    if (!meeting || messages === 0 || messages > limit || count <= limit) return []
    const data = { count, limit, journey: definition.name, event: meeting.event }
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
  // a request asks for one journey alone
  for (const { node, event, filter } of listDoors(one).filter(
    (door) => door.event !== ENROLLMENT_REQUESTED,
  )) {
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

/** One journey lets people into another, so long after they entered itself at the soonest. */
interface Push {
  readonly to: Explored
  readonly node: NodeId
  readonly afterMs: number
}

/** A way from the journey over others back to itself, on which everybody may come again. */
function findRound(own: Explored, others: readonly Explored[]): readonly ProofFinding[] {
  const all = [own, ...others].filter(({ definition }) => definition.settings.reentry.mode !== 'never')
  if (!all.includes(own)) return []
  const soonest = new Map<Explored, { readonly afterMs: number; readonly first: Push }>()
  const open: Explored[] = [own]
  for (const here of open) {
    const { afterMs: before = 0, first } = here === own && soonest.size === 0 ? {} : (soonest.get(here) ?? {})
    for (const push of listPushes(here, all)) {
      const afterMs = (here === own ? 0 : before) + push.afterMs
      if (afterMs >= (soonest.get(push.to)?.afterMs ?? Infinity)) continue
      soonest.set(push.to, { afterMs, first: first && here !== own ? first : push })
      if (push.to !== own) open.push(push.to)
    }
  }
  const round = soonest.get(own)
  if (!round) return []
  const { first, afterMs } = round
  const code = afterMs === 0 ? 'journeys-without-end' : 'journeys-in-a-circle'
  const data = { journey: first.to.definition.name }
  return [{ code, severity: PROOF_FINDINGS[code], node: first.node, path: [], data }]
}

function listPushes({ explored }: Explored, all: readonly Explored[]): readonly Push[] {
  const times = findTimes(explored)
  return [...explored.reached.keys()].flatMap((node) => {
    const { emits, starts } = explored.nodes.get(node) ?? {}
    const afterMs = times[node]?.soonestMs ?? 0
    const isPushed = ({ journeyId, explored: { entries, nodes } }: Explored): boolean =>
      (emits !== undefined && entries.some((entry) => nodes.get(entry)?.entersBy?.event === emits)) ||
      (starts === journeyId &&
        entries.some((entry) => nodes.get(entry)?.entersBy?.event === ENROLLMENT_REQUESTED))
    return all.filter(isPushed).map((to) => ({ to, node, afterMs }))
  })
}
