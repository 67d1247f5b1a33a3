import type { Enrollment, Instant, NodeId } from '@periplo/model'
import { toPersonState } from '../backtest/traveller.ts'
import type { CompiledJourney } from '../compile-journey.ts'
import { decideEntry } from '../decide-entry.ts'
import type { EntryRefusal } from '../decide-entry.ts'
import { toNodeProof } from '../proof/node-proof.ts'
import { explainCondition } from './explain-condition.ts'
import type { Term } from './explain-condition.ts'
import { replayLife } from './replay-life.ts'
import type { LifeMoment, StoredLife } from './replay-life.ts'

/** Somebody came to an entry of a journey and was not let in. */
export interface TurnedAway {
  readonly at: Instant
  readonly event: string
  /** The rule of re-entry that kept them out; null where a filter did. */
  readonly refusal: EntryRefusal | null
  /** The filters of the entries for the event, where none let it pass. */
  readonly filters: readonly { readonly node: NodeId; readonly filter: Term }[]
}

/** Every event of a life by which the person could have entered the journey, had its rules let them. */
export function explainEntries(life: StoredLife, journey: CompiledJourney): readonly TurnedAway[] {
  const found: TurnedAway[] = []
  for (const moment of replayLife(life))
    if (moment.kind === 'event') found.push(...findTurnedAway(moment, { life, journey }))
  return found
}

function findTurnedAway(
  { input, traveller, inside }: Extract<LifeMoment, { kind: 'event' }>,
  { life, journey }: { readonly life: StoredLife; readonly journey: CompiledJourney },
): readonly TurnedAway[] {
  const { event, receivedAt: at, offset } = input
  const hasEntered = life.runs.some(
    ({ journey: { journeyId }, history: [first] }) =>
      journeyId === journey.journeyId && first?.input === `offset:${offset}` && first.at === at,
  )
  if (hasEntered || !journey.interests.entries.has(event.name)) return []
  const person = toPersonState(traveller, life)
  const isOwn = (run: Enrollment): boolean => run.journeyId === journey.journeyId
  const history = [...inside.values()].filter(isOwn)
  const decision = decideEntry({ journey, person, event, at, history })
  const scope = { person, event, entry: event, at: event.occurredAt, now: at }
  switch (decision.kind) {
    case 'enter':
      return []
    case 'refuse':
      return [{ at, event: event.name, refusal: decision.reason, filters: [] }]
    case 'ignore': {
      const filters = journey.definition.nodes.flatMap((node) => {
        const { entersBy } = toNodeProof(node)
        return entersBy?.event === event.name && entersBy.filter
          ? [{ node: node.id, filter: explainCondition(entersBy.filter, scope) }]
          : []
      })
      return filters.length === 0 ? [] : [{ at, event: event.name, refusal: null, filters }]
    }
  }
}
