import type { Fact } from '@periplo/model'
import type { Room } from './house.ts'

/** A fact as one line: `12:05 node-left cart:next after 0 min`. The order is the order it happened in. */
export function tellFact(fact: Fact): string {
  return `${new Date(fact.at).toISOString().slice(5, 16).replace('T', ' ')} ${tell(fact)}`
}

function tell(fact: Fact): string {
  switch (fact.kind) {
    case 'enrollment-entered':
      return `begins run ${fact.entryNumber}`
    case 'node-entered':
      return `enters ${fact.node}${fact.visit > 1 ? ` (visit ${fact.visit})` : ''}`
    case 'node-left':
      return `leaves ${fact.node} by ${fact.port} to ${fact.to} after ${toMinutes(fact)} min`
    case 'stage-entered':
      return `enters stage ${fact.stage}`
    case 'stage-regressed':
      return `falls back from stage ${fact.from} to ${fact.stage}`
    case 'stage-left':
      return `leaves stage ${fact.stage} after ${toMinutes(fact)} min`
    case 'enrollment-ended':
      return `ends in ${fact.node}: ${fact.reason}`
    case 'goal-reached':
      return `reaches the goal after ${toMinutes(fact)} min`
    case 'moved-out':
      return `is moved out of ${fact.node} after ${toMinutes(fact)} min`
    case 'moved-in':
      return `is moved into ${fact.node}${fact.visit > 1 ? ` (visit ${fact.visit})` : ''} after ${toMinutes(fact)} min`
    case 'assigned':
      return `${fact.node} assigns ${fact.arm}`
    case 'audience-changed':
      return `${fact.node} ${fact.act}s ${fact.act === 'add' ? 'to' : 'from'} ${fact.audience}`
    case 'points-changed':
      return `${fact.node} changes points by ${fact.points} to ${fact.balance}`
    case 'emitted':
      return `${fact.node} emits ${fact.event}${fact.refused === undefined ? '' : ` (refused: ${fact.refused})`}`
    case 'message':
      return `${fact.node} ${fact.outcome}${fact.reason === undefined ? '' : ` (${fact.reason})`}`
  }
}

function toMinutes({ at, enteredAt }: { readonly at: number; readonly enteredAt: number }): number {
  return (at - enteredAt) / 60_000
}

/** Everything the studio tells of somebody's runs, oldest first, found by an identifier of theirs. */
export async function readFacts({ studio, workspaceId }: Room, search: string): Promise<readonly string[]> {
  const { personId } = await findPerson({ studio, workspaceId }, search)
  const { items } = await studio.people.getTimeline.query({ workspaceId, personId, limit: 200 })
  return items.flatMap((entry) => (entry.kind === 'fact' ? [tellFact(entry.fact)] : [])).toReversed()
}

/** The one person the studio finds by an identifier. Throws unless there is exactly one. */
export async function findPerson(
  { studio, workspaceId }: Pick<Room, 'studio' | 'workspaceId'>,
  search: string,
): Promise<{ readonly personId: string }> {
  const { items } = await studio.people.list.query({ workspaceId, search })
  const [person, ...others] = items
  if (!person || others.length > 0) throw new Error(`${items.length} people are found by ${search}`)
  return person
}
