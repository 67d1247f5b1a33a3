import { useFormat, useMessages } from '@periplo/ui'
import type { Answers } from '../server/server.ts'
import type { Touch } from './lanes.ts'
import { PERSON_MESSAGES } from './person-messages.ts'

/** One thing that happened to a person. */
export type TimelineEntry = Answers['people']['getTimeline']['items'][number]

/** Says in words what an entry was. */
export function useTimelineWords(): (entry: TimelineEntry) => string {
  const m = useMessages(PERSON_MESSAGES)
  const format = useFormat()
  return (entry) => {
    if (entry.kind === 'event') return entry.name
    const { fact, journeyName: journey, nodeTitle: node } = entry
    switch (fact.kind) {
      case 'enrollment-entered':
        return m.factEntered({ journey })
      case 'node-entered':
        return m.factNode({ node })
      case 'node-left':
        return m.factLeft({ node })
      case 'stage-entered':
      case 'stage-left':
        return m.factStage
      case 'stage-regressed':
        return m.factRegressed
      case 'enrollment-ended':
        return m.factEnded({ journey })
      case 'moved-out':
      case 'moved-in':
        return m.factMoved({ node })
      case 'assigned':
        return m.factAssigned({ node, arm: fact.arm })
      case 'audience-changed':
        return fact.act === 'add' ? m.factJoined(fact) : m.factUnjoined(fact)
      case 'points-changed': {
        const [points, balance] = [format.count(Math.abs(fact.points)), format.count(fact.balance)]
        return fact.points < 0 ? m.factTaken({ points, balance }) : m.factGiven({ points, balance })
      }
      case 'emitted':
        return fact.refused ? m.factLoop({ node }) : m.factEmitted({ event: fact.event })
      case 'goal-reached':
        return m.factGoal({ journey })
      case 'message':
        return m.factMessage({ node, outcome: m[`message_${fact.outcome}`] })
    }
  }
}

/** An entry that repeats another one of the same step; a list is easier to read without. */
export function isEcho(entry: TimelineEntry): boolean {
  return (
    entry.kind === 'fact' &&
    ['node-left', 'stage-entered', 'stage-left', 'moved-out'].includes(entry.fact.kind)
  )
}

/** Names an entry among the others: facts have no id of their own. */
export function toEntryKey(entry: TimelineEntry): string {
  if (entry.kind === 'event') return entry.eventId
  const { fact, enrollmentId, at } = entry
  const place = 'node' in fact ? fact.node : 'stage' in fact ? fact.stage : ''
  return `${enrollmentId}:${at}:${fact.kind}:${place}:${fact.kind === 'message' ? fact.outcome : ''}`
}

/** Entries that stand on a channel: events on theirs, what became of messages on e-mail. */
export function toTouches(
  entries: readonly TimelineEntry[],
  wordsOf: (entry: TimelineEntry) => string,
): readonly Touch[] {
  return entries.flatMap((entry): readonly Touch[] => {
    const shared = { id: toEntryKey(entry), at: entry.at, label: wordsOf(entry) }
    if (entry.kind === 'event') return [{ ...shared, channel: entry.channel, tone: toEventTone(entry.name) }]
    const { fact } = entry
    if (fact.kind !== 'message') return []
    const bad = fact.outcome === 'refused' || fact.outcome === 'failed' || fact.outcome === 'bounced'
    return [{ ...shared, channel: 'email', tone: bad ? 'bad' : 'plain' }]
  })
}

function toEventTone(name: string): Touch['tone'] {
  return name === 'Order Completed' ? 'good' : 'plain'
}
